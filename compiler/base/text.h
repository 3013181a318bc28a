// The canonical form of a text file: what is hashed, embedded and executed.
#pragma once

#include <string>
#include <string_view>

namespace migc::compiler {

// `bytes` without a byte order mark, with CRLF and lone CR turned into LF, so
// that a checkout with other line ends has the same digest.
std::string canonical_text(std::string bytes);

}  // namespace migc::compiler
