// What a ledger holds, beside an embedded set: every migration with its state,
// and every difference. Pure.
#pragma once

#include <span>
#include <vector>

#include "ledger.h"
#include "migc/embedded.h"
#include "migc/ledger_view.h"

namespace migc {

// The set in its order, then what only the ledger holds.
std::vector<Entry> list_entries(const MigrationSet& set, std::span<const LedgerRow> rows);

// All edited migrations, and the first place where the histories part: behind
// that there is nothing to compare.
Verification verify_rows(const MigrationSet& set, std::span<const LedgerRow> rows);

}  // namespace migc
