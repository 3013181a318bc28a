#include "compiler/sql/abridge.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace migc::compiler {
namespace {

constexpr std::size_t kMegabyte = std::size_t{1} << 20U;

// `row` over and over, separated by commas, for more than a megabyte.
std::string many(const std::string& row) {
  std::string out = row;
  while (out.size() <= kMegabyte) out += ",\n" + row;
  return out;
}

// What is left of a text, and that it is where it was.
std::size_t left_of(const std::string& text) {
  const std::string shorter = abridge(text);
  EXPECT_EQ(shorter.size(), text.size());
  for (std::size_t at = 0; at < std::min(shorter.size(), text.size()); ++at)
    if (shorter[at] != text[at] && (shorter[at] != ' ' || text[at] == '\n')) {
      ADD_FAILURE() << "moved at " << at;
      break;
    }
  return shorter.size() -
         static_cast<std::size_t>(std::count(shorter.begin(), shorter.end(), ' ')) -
         static_cast<std::size_t>(std::count(shorter.begin(), shorter.end(), '\n'));
}

TEST(Abridge, RowsOfPlainConstantsGo) {
  constexpr std::size_t kShort = 100'000;
  for (const std::string& text : {
           "INSERT INTO t VALUES " + many("(1, 'it''s', NULL, -2.5)"),
           "INSERT INTO t VALUES " + many("(now(), 'x')") + " ON CONFLICT DO NOTHING",
           "WITH v AS (VALUES " + many("(1, ARRAY[1, 2])") + ") INSERT INTO t SELECT * FROM v",
           "DELETE FROM t WHERE id IN (" + many("12345") + ")",
           "BEGIN IF true THEN INSERT INTO t VALUES " + many("(1)") + "; END IF; END",
       })
    EXPECT_LT(left_of(text), kShort) << text.substr(0, 40);
}

TEST(Abridge, WhatNamesSomethingNewStays) {
  const std::string rows = many("(1, 'x')");
  for (const std::string_view last :
       {"(1, f('x'))", "((SELECT 1), 'x')", "(f(1), 'x')", "(1, E'x')", "(1, x)", "(1)"}) {
    const std::string text = "INSERT INTO t VALUES " + rows + ", " + std::string(last);
    EXPECT_TRUE(abridge(text).ends_with(", " + std::string(last))) << last;
  }
}

TEST(Abridge, WhatDefinesSomethingStays) {
  for (const std::string& text : {
           "CREATE TYPE e AS ENUM (" + many("'label'") + ")",
           "BEGIN SELECT 1; CREATE TYPE e AS ENUM (" + many("'label'") + "); END",
           std::string("INSERT INTO t VALUES (1), (2), (3)"),
           "INSERT INTO t VALUES (1)" + std::string(kMegabyte, ' ') + ", (2), (3)",
       })
    EXPECT_EQ(abridge(text), text) << text.substr(0, 40);
}

TEST(Abridge, BracketsThatNeverClose) {
  EXPECT_EQ(abridge("SELECT " + std::string(kMegabyte, '(')).size(), kMegabyte + 7);
  EXPECT_EQ(abridge("SELECT " + std::string(kMegabyte, ')')).size(), kMegabyte + 7);
  EXPECT_EQ(abridge("SELECT " + std::string(kMegabyte, ',')),
            "SELECT " + std::string(kMegabyte, ','));
}

}  // namespace
}  // namespace migc::compiler
