// Runs migrations in one transaction and rolls it back.
#pragma once

#include <span>

#include "postgres/apply.h"

namespace migc::postgres {

// One behind the other, and as patiently as in earnest. Requires: there is one.
Result<void> rehearse(std::span<Job> jobs);

}  // namespace migc::postgres
