// Sets that both a test and the program that it starts in several processes
// know by name.
#pragma once

#include <string_view>

#include "set_builder.h"

namespace migc::testing {

// Fills `builder`; false when there is no such set.
//   shop      three transactional migrations
//   index     the second one builds an index outside a transaction
//   sleepy    the second one sleeps for a minute between two statements
bool fill(SetBuilder& builder, std::string_view name);

}  // namespace migc::testing
