// A history of a realistic mixture of statements, as long as one likes: one part
// is what a team writes about one subject, and each part has its own names.
#pragma once

#include <cstddef>
#include <string>

namespace migc::testing {

std::string history(std::size_t parts);

}  // namespace migc::testing
