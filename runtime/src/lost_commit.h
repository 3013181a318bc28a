// Changes whose COMMIT was lost: the connection was made anew, and only the
// ledger can tell what became of them.
#pragma once

#include "backend.h"
#include "migc/error.h"

namespace migc {

// So often a change is begun again.
inline constexpr int kMostLostCommits = 3;

Error lost_again();

// Repeats a change as long as its COMMIT is lost. Requires: an attempt looks at
// the ledger first, and is `done` when that shows the change already.
template <class Attempt>
Result<Outcome> settle_lost_commits(Attempt attempt) {
  for (int lost = 0; lost <= kMostLostCommits; ++lost) {
    Result<Outcome> outcome = attempt();
    if (!outcome || outcome.value() != Outcome::settled) return outcome;
  }
  return lost_again();
}

}  // namespace migc
