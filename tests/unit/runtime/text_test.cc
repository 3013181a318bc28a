#include "text.h"

#include <gtest/gtest.h>

#include "migc/error.h"
#include "position.h"

namespace migc {
namespace {

TEST(Text, QuotesIdentifiers) {
  EXPECT_EQ(quote_identifier("plain"), "\"plain\"");
  EXPECT_EQ(quote_identifier("a \"b\""), "\"a \"\"b\"\"\"");
  EXPECT_EQ(quote_identifier(""), "\"\"");
}

TEST(Text, PrintsDigestsInHexadecimal) {
  Digest digest{};
  digest[0] = 0x0f;
  digest[31] = 0xa0;
  EXPECT_EQ(hex(digest), "0f" + std::string(60, '0') + "a0");
}

TEST(Text, MakesControlCharactersVisible) {
  EXPECT_EQ(printable("a\x1b[31m\nb\x7f"), "a\\x1b[31m\\nb\\x7f");
  EXPECT_EQ(printable("größe"), "größe");
}

TEST(Text, DescribesErrors) {
  const Error error{.code = ErrorCode::statement_failed,
                    .message = "column \"x\" does not exist",
                    .help = "look again",
                    .file = "0001_a.sql",
                    .line = 3,
                    .column = 14,
                    .sqlstate = "42703"};
  EXPECT_EQ(describe(error),
            "0001_a.sql:3:14: error: column \"x\" does not exist (42703)\nhelp: look again");
  EXPECT_EQ(describe(Error{.message = "gone"}), "error: gone");
  EXPECT_EQ(describe(Error{.message = "COMMIT failed", .file = "a.sql"}),
            "a.sql: error: COMMIT failed");
}

struct Where {
  const char* sql;
  std::size_t byte;
  Place wanted;
};

TEST(Position, IsThatOfTheFile) {
  for (const Where& c : {Where{"SELECT x", 0, {10, 5}}, Where{"SELECT x", 7, {10, 12}},
                         Where{"SELECT\nx", 6, {10, 11}}, Where{"SELECT\nx", 7, {11, 1}},
                         Where{"SELECT\n\n  x", 10, {12, 3}}, Where{"x", 99, {10, 6}}}) {
    EXPECT_EQ(place_in_file({c.sql, 10, 5, true}, c.byte), c.wanted) << c.sql << " at " << c.byte;
  }
}

TEST(Position, CountsCharactersAsTheServerDoes) {
  EXPECT_EQ(byte_of_character("abc", 0), 0U);
  EXPECT_EQ(byte_of_character("aéb", 2), 3U);
  EXPECT_EQ(byte_of_character("日本語x", 3), 9U);
  EXPECT_EQ(byte_of_character("🙂x", 1), 4U);
  EXPECT_EQ(byte_of_character("ab", 9), 2U);
  EXPECT_EQ(byte_of_character("\xc3", 1), 1U);
}

}  // namespace
}  // namespace migc
