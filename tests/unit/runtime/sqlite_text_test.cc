// The parts of the SQLite adapter that need no file.
#include <gtest/gtest.h>

#include "sqlite/foreign_keys.h"

namespace migc::sqlite {
namespace {

TEST(ForeignKeys, ReportsOnlyWhatIsWorse) {
  const Violations before{{{"orders", "accounts"}, 2}};
  EXPECT_EQ(new_violation(before, before), "");
  EXPECT_EQ(new_violation(before, {}), "");
  EXPECT_EQ(new_violation(before, {{{"orders", "accounts"}, 1}}), "");
  EXPECT_EQ(new_violation(before, {{{"orders", "accounts"}, 5}}),
            "3 row(s) of \"orders\" would refer to rows of \"accounts\" that do not exist");
  EXPECT_EQ(new_violation({}, {{{"a", "b"}, 1}}),
            "1 row(s) of \"a\" would refer to rows of \"b\" that do not exist");
}

}  // namespace
}  // namespace migc::sqlite
