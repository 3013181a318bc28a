#include "compiler/embed/literal.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "compiler/embed/depfile.h"

namespace migc::compiler {
namespace {

// What a C++ compiler makes of adjacent string literals.
std::string value_of(std::string_view literals) {
  std::string out;
  bool inside = false;
  for (std::size_t i = 0; i < literals.size(); ++i) {
    const char c = literals[i];
    if (c == '"') {
      inside = !inside;
    } else if (inside && c == '\\') {
      const char escaped = literals[++i];
      if (escaped >= '0' && escaped <= '7') {
        int value = 0;
        for (std::size_t end = i + 3; i < end && literals[i] >= '0' && literals[i] <= '7'; ++i)
          value = value * 8 + (literals[i] - '0');
        --i;
        out += static_cast<char>(value);
      } else {
        out += escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped;
      }
    } else if (inside) {
      out += c;
    }
  }
  return out;
}

TEST(Literal, RoundTrip) {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  std::string pairs;
  for (const char digit : std::string("0179afAF\"\\"))
    for (const char before : std::string("\x01\x1B\xFF\n?\\")) pairs += std::string{before, digit};
  const std::string texts[] = {"",
                               "SELECT 1",
                               "a\nb\n",
                               "a\n",
                               "\n\n",
                               "\"quoted\"",
                               "back\\slash",
                               "?\?=",
                               "größe",
                               "tab\there",
                               all,
                               pairs,
                               std::string(50'000, 'x'),
                               std::string(50'000, '\xFF'),
                               std::string(20'000, '\n')};
  for (const std::string& text : texts) EXPECT_EQ(value_of(to_literal(text, "  ")), text);
}

TEST(Literal, OnlyPlainAsciiAndShortPieces) {
  std::string text(100'000, '\xE2');
  text += "\n" + std::string(100'000, 'x');
  const std::string literal = to_literal(text, "    ");
  EXPECT_TRUE(std::all_of(literal.begin(), literal.end(),
                          [](char c) { return c == '\n' || (c >= 0x20 && c < 0x7F); }));
  std::size_t begin = 0;
  for (std::size_t end = 0; begin < literal.size(); begin = end + 1) {
    end = std::min(literal.find('\n', begin), literal.size());
    EXPECT_LT(end - begin, 16'380U);
  }
}

TEST(Literal, Text) {
  EXPECT_EQ(to_literal("a\nb", "  "), "\"a\\n\"\n  \"b\"");
  EXPECT_EQ(to_literal("a\n", "  "), "\"a\\n\"");
  EXPECT_EQ(to_literal("\x01"
                       "1",
                       ""),
            "\"\\0011\"");
}

TEST(Literal, Digest) {
  Digest digest{};
  digest[0] = 0x1F;
  digest[31] = 0xFF;
  const std::string text = to_initializer(digest);
  EXPECT_TRUE(text.starts_with("{{0x1f, 0x00, "));
  EXPECT_TRUE(text.ends_with(", 0xff}}"));
}

TEST(Depfile, Escapes) {
  EXPECT_EQ(to_depfile("out", {}), "out:\n");
  EXPECT_EQ(to_depfile("a b", {"c#d", "e$f", "g\\h", "größe", "i[1]"}),
            "a\\ b: \\\n  c\\#d \\\n  e$$f \\\n  g\\\\h \\\n  größe \\\n  i[1]\n");
}

}  // namespace
}  // namespace migc::compiler
