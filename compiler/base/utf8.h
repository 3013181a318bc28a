// The little that the compiler needs to know about UTF-8.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace migc::compiler {

// Bytes of the well-formed sequence at the start of `text`; 0 when there is
// none (an empty text, a stray byte, an overlong form, a surrogate).
std::size_t utf8_sequence_length(std::string_view text);

// Offset of the first byte that is not part of valid UTF-8; npos when all is.
std::size_t first_invalid_utf8(std::string_view text);

// How many code points `text` holds; an invalid byte counts as one.
std::size_t count_code_points(std::string_view text);

// `text` with invalid bytes replaced by U+FFFD: for formats that must be UTF-8.
std::string to_valid_utf8(std::string_view text);

// `text` with control characters and invalid bytes written as \xNN, so that it
// cannot move a terminal's cursor. Tabs stay.
std::string printable(std::string_view text);

}  // namespace migc::compiler
