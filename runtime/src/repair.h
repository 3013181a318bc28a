// Which rows of a ledger may take the digests of the program. Pure.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "ledger.h"
#include "migc/embedded.h"
#include "migc/error.h"
#include "migc/migrator.h"

namespace migc {

// A row whose digest or chain is not the program's, though its text says the
// same: only comments or blank space differ, here or in a row before it.
struct Repin {
  const LedgerRow* row;
  const Migration* migration;
};

// In order. Errors: those of a comparison for any other difference, and
// `history_newer` when rows would need chains that this program does not know.
Result<std::vector<Repin>> find_repins(const MigrationSet& set, std::span<const LedgerRow> rows);

// The last row, if it is this version's and a person may settle it so. Errors:
// `usage` otherwise.
Result<const LedgerRow*> find_settled(std::span<const LedgerRow> rows, std::string_view version,
                                      Settlement settlement);

}  // namespace migc
