// Where in a migration's file a server's complaint about one statement belongs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "migc/embedded.h"

namespace migc {

struct Place {
  std::uint32_t line = 0;    // from 1; 0: unknown
  std::uint32_t column = 0;  // in bytes, from 1
  bool operator==(const Place&) const = default;
};

// Offset of the n-th character, from 0, of a UTF-8 text; its size when there
// are fewer.
std::size_t byte_of_character(std::string_view utf8, std::size_t character);

// Of a byte of the statement's text; past its end means its end.
Place place_in_file(const Statement& statement, std::size_t byte);

}  // namespace migc
