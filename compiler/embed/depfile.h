// Dependency files, as Make and Ninja read them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace migc::compiler {

// `target: input …`, with blanks and special characters escaped.
std::string to_depfile(std::string_view target, const std::vector<std::string>& inputs);

}  // namespace migc::compiler
