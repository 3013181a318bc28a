#include "compiler/base/line_index.h"

#include <gtest/gtest.h>

#include <string_view>

namespace migc::compiler {
namespace {

TEST(LineIndex, Positions) {
  struct Case {
    std::string_view text;
    std::size_t offset;
    LineColumn place;
    std::string_view line;
  };
  constexpr Case kCases[] = {
      {"", 0, {1, 1}, ""},      {"a", 0, {1, 1}, "a"},
      {"a", 1, {1, 2}, "a"},    {"a\nb", 0, {1, 1}, "a"},
      {"a\nb", 1, {1, 2}, "a"},  // the line end belongs to its line
      {"a\nb", 2, {2, 1}, "b"}, {"a\nb", 3, {2, 2}, "b"},
      {"a\n", 2, {2, 1}, ""},   {"\n\n", 1, {2, 1}, ""},
      {"\n\n", 2, {3, 1}, ""},  {"ö\nx", 2, {1, 3}, "ö"},  // columns count bytes
  };
  for (const Case& c : kCases) {
    const LineIndex lines(c.text);
    EXPECT_EQ(lines.position(c.offset), c.place) << c.text << "@" << c.offset;
    EXPECT_EQ(lines.line(c.place.line), c.line) << c.text << "@" << c.offset;
  }
}

}  // namespace
}  // namespace migc::compiler
