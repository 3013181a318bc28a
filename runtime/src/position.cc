#include "position.h"

#include <algorithm>

namespace migc {

std::size_t byte_of_character(std::string_view utf8, std::size_t character) {
  const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
  std::size_t byte = 0;
  for (; character > 0 && byte < utf8.size(); --character) {
    ++byte;
    while (byte < utf8.size() && continues(utf8[byte])) ++byte;
  }
  return byte;
}

Place place_in_file(const Statement& statement, std::size_t byte) {
  const std::string_view before = statement.sql.substr(0, std::min(byte, statement.sql.size()));
  const auto newlines = std::count(before.begin(), before.end(), '\n');
  const auto line = statement.line + static_cast<std::uint32_t>(newlines);
  if (newlines == 0) {
    return {line, statement.column + static_cast<std::uint32_t>(before.size())};
  }
  const std::size_t last_newline = before.rfind('\n');
  return {line, static_cast<std::uint32_t>(before.size() - last_newline)};
}

}  // namespace migc
