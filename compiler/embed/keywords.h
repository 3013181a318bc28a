// Names that C++ keeps for itself. Private to compiler/embed.
#pragma once

#include <string_view>

namespace migc::compiler {

// Whether a part of `symbol`, as separated by `::`, is a keyword or reserved
// for the implementation.
bool has_reserved_part(std::string_view symbol);

}  // namespace migc::compiler
