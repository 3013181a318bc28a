// What a step writes into ledger and history, which depends on whether it
// applies a migration or takes it back.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "backend.h"
#include "fence.h"

namespace migc {

Event begun_event(const Step& step);
Event done_event(const Step& step);
Event failed_event(const Step& step);

// Before a step begins or goes on.
Fence fence_before(const Step& step);

// Between two statements of a step that is not in one transaction.
Fence fence_inside(const Step& step, std::size_t done);

// The verb to run when a person has done what the step could not. `recorded`:
// the ledger knows that the step was begun.
std::string verb_when_done_by_hand(const Step& step, bool recorded);

// The verb to run when what made a statement fail has been mended.
std::string_view verb_to_retry(const Step& step);

}  // namespace migc
