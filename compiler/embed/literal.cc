#include "compiler/embed/literal.h"

#include <fmt/format.h>

#include <iterator>

namespace migc::compiler {
namespace {

constexpr std::size_t kLongest = 16'000;

void append_escaped(std::string& out, char c) {
  const auto byte = static_cast<unsigned char>(c);
  switch (c) {
    case '\n':
      out += "\\n";
      return;
    case '\t':
      out += "\\t";
      return;
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '?':
      out += "\\?";
      return;  // no trigraphs
    default:
      break;
  }
  if (byte >= 0x20 && byte < 0x7F) {
    out += c;
  } else {
    fmt::format_to(std::back_inserter(out), "\\{:03o}", byte);
  }
}

}  // namespace

std::string to_literal(std::string_view text, std::string_view indent) {
  std::string out = "\"";
  std::size_t begin = out.size();
  for (std::size_t i = 0; i < text.size(); ++i) {
    append_escaped(out, text[i]);
    const bool cut = text[i] == '\n' || out.size() - begin > kLongest;
    if (!cut || i + 1 == text.size()) continue;
    out += "\"\n";
    out += indent;
    out += '"';
    begin = out.size();
  }
  return out + '"';
}

std::string to_initializer(const Digest& digest) {
  std::string out = "{{";
  for (std::size_t i = 0; i < digest.size(); ++i)
    fmt::format_to(std::back_inserter(out), "{}{:#04x}", i == 0 ? "" : ", ", digest[i]);
  return out + "}}";
}

}  // namespace migc::compiler
