#include "utf8.h"

#include <cstdint>

namespace migc {
namespace {

// What the first byte promises, and the smallest character that needs as many.
struct Lead {
  std::size_t length;
  std::uint32_t bits;
  std::uint32_t smallest;
};

Lead lead_of(unsigned char byte) {
  if (byte < 0x80) return {1, byte, 0};
  if ((byte & 0xe0U) == 0xc0) return {2, byte & 0x1fU, 0x80};
  if ((byte & 0xf0U) == 0xe0) return {3, byte & 0x0fU, 0x800};
  if ((byte & 0xf8U) == 0xf0) return {4, byte & 0x07U, 0x10000};
  return {0, 0, 0};
}

bool is_scalar(std::uint32_t character) {
  const bool surrogate = character >= 0xd800 && character < 0xe000;
  return !surrogate && character <= 0x10ffff;
}

}  // namespace

std::size_t utf8_length(std::string_view text) {
  if (text.empty()) return 0;
  const Lead lead = lead_of(static_cast<unsigned char>(text.front()));
  if (lead.length == 0 || lead.length > text.size()) return 0;
  std::uint32_t character = lead.bits;
  for (const char c : text.substr(1, lead.length - 1)) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xc0U) != 0x80) return 0;
    character = (character << 6U) | (byte & 0x3fU);
  }
  return character >= lead.smallest && is_scalar(character) ? lead.length : 0;
}

}  // namespace migc
