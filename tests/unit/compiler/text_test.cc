#include "compiler/base/text.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "compiler/base/utf8.h"

namespace migc::compiler {
namespace {

using std::string_view_literals::operator""sv;

TEST(CanonicalText, LineEndsAndByteOrderMark) {
  struct Case {
    std::string_view bytes;
    std::string_view text;
  };
  constexpr Case kCases[] = {
      {"", ""},
      {"a", "a"},
      {"a\nb\n", "a\nb\n"},
      {"a\r\nb\r\n", "a\nb\n"},
      {"a\rb\r", "a\nb\n"},
      {"a\r\r\nb", "a\n\nb"},
      {"a\n\rb", "a\n\nb"},
      {"\r", "\n"},
      {"\r\n", "\n"},
      {"\xEF\xBB\xBF", ""},
      {"\xEF\xBB\xBF\r\na", "\na"},
      {"\xEF\xBB\xBF\xEF\xBB\xBF", "\xEF\xBB\xBF"},  // only the first is a mark
      {"a\xEF\xBB\xBF", "a\xEF\xBB\xBF"},
      {"\xEF\xBB", "\xEF\xBB"},
      {"a\0\r\nb"sv, "a\0\nb"sv},
  };
  for (const Case& c : kCases) EXPECT_EQ(canonical_text(std::string(c.bytes)), c.text);
}

TEST(Utf8, SequenceLength) {
  struct Case {
    std::string_view text;
    std::size_t length;
  };
  constexpr Case kCases[] = {
      {"", 0},
      {"a", 1},
      {"\0"sv, 1},
      {"\x7F", 1},
      {"\x80", 0},              // a continuation alone
      {"\xC0\xAF", 0},          // overlong
      {"\xC1\xBF", 0},          // overlong
      {"\xC2\x80", 2},          // the first of two bytes
      {"\xDF\xBF", 2},          //
      {"\xC3", 0},              // cut off
      {"\xC3(", 0},             //
      {"\xE0\x9F\xBF", 0},      // overlong
      {"\xE0\xA0\x80", 3},      // the first of three bytes
      {"\xED\x9F\xBF", 3},      // U+D7FF
      {"\xED\xA0\x80", 0},      // a surrogate
      {"\xEE\x80\x80", 3},      // U+E000
      {"\xEF\xBF\xBF", 3},      //
      {"\xE2\x82", 0},          // cut off
      {"\xE2\x82(", 0},         //
      {"\xF0\x8F\xBF\xBF", 0},  // overlong
      {"\xF0\x90\x80\x80", 4},  // U+10000
      {"\xF4\x8F\xBF\xBF", 4},  // U+10FFFF
      {"\xF4\x90\x80\x80", 0},  // beyond
      {"\xF5\x80\x80\x80", 0},  //
      {"\xFF", 0},              //
  };
  for (const Case& c : kCases) EXPECT_EQ(utf8_sequence_length(c.text), c.length) << c.text;
}

TEST(Utf8, InvalidBytesAndCounts) {
  struct Case {
    std::string_view text;
    std::size_t first_invalid;
    std::size_t code_points;
    std::string_view valid;
    std::string_view printed;
  };
  constexpr std::size_t kNone = std::string_view::npos;
  constexpr Case kCases[] = {
      {"", kNone, 0, "", ""},
      {"abc", kNone, 3, "abc", "abc"},
      {"größe", kNone, 5, "größe", "größe"},
      {"a\xE4z", 1, 3, "a\xEF\xBF\xBDz", "a\\xe4z"},
      {"\xF0\x9F\x98", 0, 3, "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", "\\xf0\\x9f\\x98"},
      {"\xF0\x9F\x98\x80", kNone, 1, "\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80"},
      {"a\tb", kNone, 3, "a\tb", "a\tb"},
      {"a\nb\r", kNone, 4, "a\nb\r", "a\\x0ab\\x0d"},
      {"\x1B[31m", kNone, 5, "\x1B[31m", "\\x1b[31m"},
      {"\x7F", kNone, 1, "\x7F", "\\x7f"},
      {"\0"sv, kNone, 1, "\0"sv, "\\x00"},
      {"\xC2\x9B", kNone, 1, "\xC2\x9B", "\\xc2\\x9b"},  // the one-character CSI
      {"\xC2\xA0", kNone, 1, "\xC2\xA0", "\xC2\xA0"},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(first_invalid_utf8(c.text), c.first_invalid) << c.printed;
    EXPECT_EQ(count_code_points(c.text), c.code_points) << c.printed;
    EXPECT_EQ(to_valid_utf8(c.text), c.valid) << c.printed;
    EXPECT_EQ(printable(c.text), c.printed);
    EXPECT_EQ(first_invalid_utf8(to_valid_utf8(c.text)), kNone) << c.printed;
  }
}

}  // namespace
}  // namespace migc::compiler
