#include "compiler/sql/parse.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/unit/compiler/expect_dumps.h"

namespace migc::compiler {
namespace {

std::string repeated(std::string_view text, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += text;
  return out;
}

TEST(ParsePostgresql, SpansAreOfTheFileNotOfTheStatement) {
  expect_dumps({{"-- ü\nSELECT 1;\n\n  CREATE TABLE ä (b int); -- end\nALTER TABLE ä DROP b",
                 "select\ncreate-table ä‹ä›\n  column b pg_catalog.int4 ‹b› in ‹b int›\n"
                 "alter-table ä‹ä›\n  drop-column b at ‹b› in ‹DROP b›\n"}});
}

TEST(ParsePostgresql, OneBadStatementHidesNoOther) {
  expect_dumps(
      {{"DROP TABLE a; CREATE TABEL b (); DROP TABLE c; SELECT 'x",
        "drop table a‹a›\nunparsed @21 syntax error at or near \"TABEL\"\ndrop table c‹c›\n"
        "unparsed @54 unterminated quoted string at or near \"'x\"\n"}});
}

// The server counts characters, spans count bytes.
TEST(ParsePostgresql, PlaceOfAnErrorBehindMultiByteText) {
  constexpr std::string_view kText = "SELECT 'größe'; SELECT 'größe', 1 'x'";
  const auto statements = parse_postgresql(kText);
  ASSERT_EQ(statements.size(), 2U);
  const auto* unparsed = as<Unparsed>(statements[1]);
  ASSERT_TRUE(unparsed);
  EXPECT_EQ(kText.substr(unparsed->at), "'x'");
}

// A finding about it must not repeat the rest of a file of megabytes.
TEST(ParsePostgresql, TheMessageAboutAnOpenStringIsShort) {
  const std::string text = "SELECT 'never ends;\n" + repeated("INSERT INTO t VALUES (1);\n", 1000);
  const auto statements = parse_postgresql(text);
  ASSERT_EQ(statements.size(), 1U);
  ASSERT_TRUE(as<Unparsed>(statements[0]));
  EXPECT_LT(as<Unparsed>(statements[0])->message.size(), 300U);
}

TEST(ParsePostgresql, AnOpenCommentIsAnError) {
  const auto statements = parse_postgresql("SELECT 1; /* DROP TABLE a;");
  ASSERT_FALSE(statements.empty());
  EXPECT_TRUE(as<Unparsed>(statements.back()));
}

// Tens of thousands of terms: a finding where the parser gives up, no crash.
TEST(ParsePostgresql, DeepNesting) {
  const std::string texts[] = {
      "SELECT 1" + repeated(" + 1", 30'000),
      "SELECT " + repeated("(", 30'000) + "1" + repeated(")", 30'000),
      "SELECT " + repeated("NOT ", 30'000) + "true",
      "SELECT " + repeated("- ", 30'000) + "1",
      "SELECT a" + repeated("[1", 30'000) + repeated("]", 30'000),
      "SELECT " + repeated("CASE WHEN true THEN ", 10'000) + "1" + repeated(" END", 10'000),
      "SELECT 1" + repeated(" UNION SELECT 1", 10'000),
  };
  for (const std::string& text : texts) {
    const auto statements = parse_postgresql(text + "; DROP TABLE a");
    ASSERT_EQ(statements.size(), 2U) << text.substr(0, 20);
    EXPECT_TRUE(as<Drop>(statements[1])) << text.substr(0, 20);
  }
}

// As a seed without VALUES writes it, or a generated default.
TEST(ParsePostgresql, ThousandsOfTermsWork) {
  const std::string texts[] = {
      "INSERT INTO t SELECT 1" + repeated(" UNION ALL SELECT 1", 3000),
      "CREATE VIEW v AS SELECT 1 AS a" + repeated(" UNION ALL SELECT 1", 3000),
      "ALTER TABLE t ADD COLUMN a text DEFAULT 'x'" + repeated(" || 'x'", 3000),
      "SELECT " + repeated("(SELECT ", 1000) + "1" + repeated(")", 1000),
      "DO $$ " + repeated("BEGIN ", 500) + "NULL; " + repeated("END; ", 500) + "$$",
  };
  for (const std::string& text : texts)
    EXPECT_FALSE(as<Unparsed>(parse_postgresql(text).at(0))) << text.substr(0, 20);
}

TEST(ParsePostgresql, EveryBranchOfAUnionIsRead) {
  const auto statements = parse_postgresql(
      "CREATE VIEW v AS SELECT a FROM t UNION SELECT b FROM u UNION (SELECT c FROM w ORDER BY 1)");
  const auto* view = as<CreateView>(statements.at(0));
  ASSERT_TRUE(view && view->query.select);
  ASSERT_EQ(view->query.select->branches.size(), 3U);
  EXPECT_EQ(view->query.select->branches[0]->targets.at(0).name, "a");
  EXPECT_EQ(view->query.select->branches[2]->from.at(0).relation.name, "w");
}

TEST(ParsePostgresql, LongListsAreNotDeep) {
  const auto statements = parse_postgresql("INSERT INTO t VALUES (1)" + repeated(", (1)", 20'000));
  ASSERT_EQ(statements.size(), 1U);
  EXPECT_TRUE(as<ChangeRows>(statements[0]));
}

TEST(ParsePostgresql, GrammarVersion) {
  EXPECT_GE(grammar_version(), 15);
  EXPECT_LE(grammar_version(), 18);
}

}  // namespace
}  // namespace migc::compiler
