// Reads a ledger and asks the planner what to do.
#pragma once

#include <cstddef>

#include "planner.h"
#include "work.h"

namespace migc {

// Error `unsupported`: a newer release has written this ledger.
Result<void> check_format(const Head& head);

// Reads the ledger and compares; two queries at most.
Result<Decision> decide(Work& work);

// The same, if what is pending may be applied here: it is in the lockfile or
// this is development, and a first start finds no tables of others.
Result<Decision> decide_to_apply(Work& work);

// The pending migration `index`, when the ledger ends at `after` by then.
Step step_for(const Decision& decision, std::size_t index, const Position& after);

}  // namespace migc
