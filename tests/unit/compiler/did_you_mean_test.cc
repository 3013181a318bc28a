#include "compiler/base/did_you_mean.h"

#include <gtest/gtest.h>

#include <array>
#include <string_view>

namespace migc::compiler {
namespace {

TEST(DidYouMean, Nearest) {
  constexpr std::array<std::string_view, 4> kNames = {"drop-column", "drop-table", "allow",
                                                      "allow-file"};
  struct Case {
    std::string_view written;
    std::string_view meant;  // empty: nothing is near enough
  };
  constexpr Case kCases[] = {
      {"drop-colum", "drop-column"},
      {"drop-tabel", "drop-table"},
      {"drop_table", "drop-table"},
      {"drop-column", "drop-column"},
      {"alow", "allow"},
      {"allowfile", "allow-file"},
      {"rename-everything", ""},
      {"x", ""},
      {"", ""},
      {"drop", ""},
      {"a-very-long-name-that-is-near-to-nothing-at-all", ""},
  };
  for (const Case& c : kCases)
    EXPECT_EQ(did_you_mean(c.written, kNames).value_or(""), c.meant) << c.written;
  EXPECT_EQ(suggestion("alow", kNames), "; did you mean \"allow\"?");
  EXPECT_EQ(suggestion("zzzzzzzz", kNames), "");
  EXPECT_FALSE(did_you_mean("allow", {}));
}

TEST(DidYouMean, FirstOfEqualsWins) {
  constexpr std::array<std::string_view, 2> kNames = {"lock", "loc"};
  EXPECT_EQ(did_you_mean("loco", kNames), "lock");
}

}  // namespace
}  // namespace migc::compiler
