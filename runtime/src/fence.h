// What makes a migration apply once, whatever became of the lock: inside its
// transaction it checks that the ledger ends where we think it ends.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "ledger.h"
#include "planner.h"

namespace migc {

// How the ledger must end.
struct Fence {
  Position last;                        // ordinal 0: no row
  std::optional<RowState> under_way{};  // the last row is not finished …
  std::uint32_t statements_done = 0;    // … and this many of its statements are done

  bool holds(const std::optional<LedgerRow>& row) const;
};

inline bool Fence::holds(const std::optional<LedgerRow>& row) const {
  if (!row) return last.ordinal == 0;
  if (row->ordinal != last.ordinal || row->chain != last.chain) return false;
  if (!under_way) return finished(*row);
  return row->state == *under_way && row->statements_done == statements_done;
}

}  // namespace migc
