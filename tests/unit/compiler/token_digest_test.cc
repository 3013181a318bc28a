#include "compiler/source/token_digest.h"

#include <gtest/gtest.h>

#include <string_view>

#include "compiler/base/digest.h"

namespace migc::compiler {
namespace {

struct Pair {
  std::string_view a;
  std::string_view b;
};

TEST(TokenDigest, LayoutAndCommentsDoNotMatter) {
  constexpr Pair kSame[] = {
      {"select 1", "select\n  1\n"},
      {"select 1", "/* why */ select -- how\n 1"},
      {"SELECT a", "select A"},
      {"select(1)", "select ( 1 )"},
      {"", " -- nothing\n"},
      {"-- migc: no-transaction\nselect 1", "\n-- migc: no-transaction\nselect 1"},
  };
  for (const Pair& c : kSame)
    EXPECT_EQ(token_digest(c.a, Dialect::postgresql), token_digest(c.b, Dialect::postgresql))
        << c.a << " | " << c.b;
}

TEST(TokenDigest, WordsStringsAndDirectivesDo) {
  constexpr Pair kDifferent[] = {
      {"select 1", "select 2"},
      {"select 'a'", "select 'A'"},
      {"select \"a\"", "select \"A\""},
      {"select \"a\"", "select a"},
      {"select 'a b'", "select 'a  b'"},
      {"select $$ -- a\n$$", "select $$ -- b\n$$"},
      {"ab c", "a bc"},
      {"select 1;", "select 1"},
      {"select 1", "-- migc: no-transaction\nselect 1"},
      {"-- migc: allow(x): y\nselect 1", "-- migc: allow(x): z\nselect 1"},
      {"-- migc: allow(x): y\nselect 1", "select 1\n-- migc: allow(x): y"},
  };
  for (const Pair& c : kDifferent)
    EXPECT_NE(token_digest(c.a, Dialect::postgresql), token_digest(c.b, Dialect::postgresql))
        << c.a << " | " << c.b;
}

// The value is in lockfiles: it must never change.
TEST(TokenDigest, KnownVectors) {
  const auto expected = [](std::string_view fields) { return sha256(fields); };
  EXPECT_EQ(token_digest("", Dialect::postgresql), expected(""));
  EXPECT_EQ(token_digest("SELECT 'A', \"B\"; -- c", Dialect::postgresql),
            expected("6:select3:'A'1:,3:\"B\"1:;"));
  EXPECT_EQ(token_digest("--migc: no-transaction \nX", Dialect::sqlite),
            expected("20:migc: no-transaction1:x"));
}

// The server reads `=` and `-1`, however they are written.
TEST(TokenDigest, BlankSpaceBetweenOperatorsDoesNotMatter) {
  EXPECT_EQ(token_digest("select a=-1", Dialect::postgresql),
            token_digest("select a = -1", Dialect::postgresql));
}

// Blank space at the end of a directive changes nothing that it says.
TEST(TokenDigest, BlankSpaceInADirectiveDoesNotMatter) {
  EXPECT_EQ(token_digest("-- migc: no-transaction", Dialect::postgresql),
            token_digest("--  migc:  no-transaction ", Dialect::postgresql));
}

}  // namespace
}  // namespace migc::compiler
