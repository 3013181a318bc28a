// Whether bytes are UTF-8: what a database or a file name says may not be.
#pragma once

#include <cstddef>
#include <string_view>

namespace migc {

// Bytes of the character at the beginning of `text`; 0: it is none.
std::size_t utf8_length(std::string_view text);

}  // namespace migc
