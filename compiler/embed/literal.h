// Text as C++ string literals. Private to compiler/embed.
#pragma once

#include <string>
#include <string_view>

#include "migc/embedded.h"

namespace migc::compiler {

// Adjacent literals, a new one after each line and before 16 kB, which is as
// much as every compiler takes. Only ASCII, so the source character set does
// not matter. Compiles far faster than an array of bytes.
std::string to_literal(std::string_view text, std::string_view indent);

// `{0x1f, …}`.
std::string to_initializer(const Digest& digest);

}  // namespace migc::compiler
