#include "compiler/source/version.h"

#include <gtest/gtest.h>

#include <string_view>

namespace migc::compiler {
namespace {

TEST(Version, ComparesAsANumber) {
  struct Case {
    std::string_view a;
    std::string_view b;
    std::strong_ordering order;
  };
  constexpr auto kLess = std::strong_ordering::less;
  constexpr auto kEqual = std::strong_ordering::equal;
  constexpr Case kCases[] = {
      {"1", "2", kLess},
      {"9", "10", kLess},
      {"0009", "10", kLess},
      {"1", "0001", kEqual},
      {"0", "000", kEqual},
      {"0", "1", kLess},
      {"999", "20240607123045", kLess},
      {"99999999999999999999999999", "100000000000000000000000000", kLess},
      {"12345678901234567890123", "012345678901234567890123", kEqual},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(compare_versions(c.a, c.b), c.order) << c.a << " " << c.b;
    const auto reversed = std::is_lt(c.order)   ? std::strong_ordering::greater
                          : std::is_gt(c.order) ? kLess
                                                : kEqual;
    EXPECT_EQ(compare_versions(c.b, c.a), reversed) << c.b << " " << c.a;
  }
}

TEST(Version, Next) {
  struct Case {
    std::string_view version;
    std::string_view next;
  };
  constexpr Case kCases[] = {
      {"0", "1"},
      {"0001", "0002"},
      {"0009", "0010"},
      {"9", "10"},
      {"0999", "1000"},
      {"9999", "10000"},
      {"20240607123059", "20240607123060"},
      {"99999999999999999999", "100000000000000000000"},
  };
  for (const Case& c : kCases) EXPECT_EQ(next_version(c.version), c.next) << c.version;
}

}  // namespace
}  // namespace migc::compiler
