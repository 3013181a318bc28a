#include "compiler/source/file_name.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace migc::compiler {
namespace {

std::string dump(std::string_view path) {
  const auto parsed = parse_file_name(path);
  if (!parsed) return "-";
  return parsed->version + " " + parsed->name + (parsed->down ? " down" : "");
}

TEST(FileName, Grammar) {
  struct Case {
    std::string_view path;
    std::string_view parsed;  // "version name [down]", or "-"
  };
  constexpr Case kCases[] = {
      {"0001_accounts.sql", "0001 accounts"},
      {"1_a.sql", "1 a"},
      {"20240607123045_add_orders.sql", "20240607123045 add_orders"},
      {"123456789012345678901234567890_x.sql", "123456789012345678901234567890 x"},
      {"0001_a.down.sql", "0001 a down"},
      {"rollback/0001_a.sql", "0001 a down"},
      {"rollback/0001_a.down.sql", "-"},
      {"rollback/x/0001_a.sql", "-"},
      {"Rollback/0001_a.sql", "-"},
      {"up/0001_a.sql", "-"},
      {"../0001_a.sql", "-"},
      {"/0001_a.sql", "-"},
      {"0001_a b.sql", "0001 a b"},
      {"0001_größe.sql", "0001 größe"},
      {"0001_a.b.sql", "0001 a.b"},
      {"0001_a.up.sql", "0001 a.up"},
      {"0001__a.sql", "0001 _a"},
      {"0001_1.sql", "0001 1"},
      {"0001_.sql", "-"},
      {"0001_.down.sql", "-"},
      {"0001.sql", "-"},
      {"_a.sql", "-"},
      {"a.sql", "-"},
      {"V1__a.sql", "-"},
      {"0001-a.sql", "-"},
      {"0001_a.SQL", "-"},
      {"0001_a.sql.orig", "-"},
      {"0001_a", "-"},
      {".sql", "-"},
      {"", "-"},
      {"0001_a\n.sql", "-"},
      {"0001_a\t.sql", "-"},
      {"0001_a\x1B.sql", "-"},
      {"0001_a\xFF.sql", "-"},
      {"0001_a\\b.sql", "-"},
      {" 0001_a.sql", "-"},
      {"+1_a.sql", "-"},
      {"٠٠٠١_a.sql", "-"},  // digits of another script
  };
  for (const Case& c : kCases) EXPECT_EQ(dump(c.path), c.parsed) << c.path;
}

}  // namespace
}  // namespace migc::compiler
