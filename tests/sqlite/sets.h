// Sets that both a test and the program that it starts in several processes
// know by name.
#pragma once

#include <string_view>

#include "set_builder.h"

namespace migc::testing {

// Fills `builder`; false when there is no such set.
//   shop    five migrations, one of them with VACUUM and a journal mode
bool fill(SetBuilder& builder, std::string_view name);

}  // namespace migc::testing
