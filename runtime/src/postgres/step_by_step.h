// Applies a migration that cannot run in one transaction, so that it can be
// resumed after any crash. A statement that may run in a transaction commits
// together with its own count; for the others the ledger knows the intent
// before and the count after.
#pragma once

#include "postgres/apply.h"

namespace migc::postgres {

Result<Outcome> apply_step_by_step(Job& job);

}  // namespace migc::postgres
