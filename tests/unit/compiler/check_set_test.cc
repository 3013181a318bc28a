#include "compiler/lint/check.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "compiler/sql/parse.h"
#include "tests/unit/compiler/check_sets.h"
#include "tests/unit/compiler/findings_text.h"

namespace migc::compiler {
namespace {

constexpr const char* kTables =
    "CREATE TABLE a (x int, y int); CREATE TABLE b (); CREATE TABLE c ();";

TEST(CheckSet, FindingsInTheOrderOfTheText) {
  EXPECT_EQ(places(check_texts(
                       {kTables, "DROP TABLE c;\nDROP TABLE\n a, b;\nALTER TABLE d DROP z, DROP y"})
                       .findings),
            "drop-table db/2_m.sql:1:12-13\ndrop-table db/2_m.sql:3:2-3\n"
            "drop-column db/2_m.sql:4:20-21\nunknown-object db/2_m.sql:4:13-14\n");
}

TEST(CheckSet, ModelOfEarlierStatements) {
  // Made by the same migration: nobody uses it yet.
  EXPECT_EQ(
      places(check_texts({"CREATE TABLE a (x int); ALTER TABLE a DROP x; DROP TABLE a"}).findings),
      "");
  // A migration is judged against what came before, not against what comes later.
  EXPECT_EQ(places(check_texts({"DROP TABLE a", "CREATE TABLE a ()"}, Judgement::full).findings),
            "");
  // Unknown means existing.
  EXPECT_EQ(places(check_texts({"DROP TABLE a"}).findings),
            "drop-table db/1_m.sql:1:12-13\nunknown-object db/1_m.sql:1:12-13\n");
  Config partial;
  partial.history = History::partial;
  EXPECT_EQ(places(check_texts({"DROP TABLE a"}, Judgement::full, partial).findings),
            "drop-table db/1_m.sql:1:12-13\n");
}

TEST(CheckSet, Judgements) {
  struct Case {
    Judgement judgement;
    std::string_view findings;
  };
  constexpr Case kCases[] = {
      {Judgement::silent, "syntax-error db/2_m.sql:1:15-20\n"},
      {Judgement::history,
       "drop-table db/2_m.sql:1:12-13 history\nsyntax-error db/2_m.sql:1:15-20\n"},
      {Judgement::full,
       "drop-table db/2_m.sql:1:12-13\nsyntax-error db/2_m.sql:1:15-20\nunknown-rule "
       "db/2_m.sql:1:22-51\n"},
  };
  for (const Case& c : kCases)
    EXPECT_EQ(places(check_texts({kTables, "DROP TABLE b; SELEC; -- migc: allow(nothing): what"},
                                 c.judgement)
                         .findings),
              c.findings);
}

TEST(CheckSet, NewerSyntaxIsNoMistake) {
  if (grammar_version() >= 18) GTEST_SKIP() << "the grammar knows all of it";
  Config config;
  config.levels["not-enforced-constraint"] = Level::off;
  const auto findings = check_texts({kTables, "ALTER TABLE a ADD CHECK (x > 0) NOT ENFORCED"},
                                    Judgement::full, config)
                            .findings;
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].rule, "syntax-error");
  EXPECT_EQ(findings[0].severity, Severity::warning);
  EXPECT_EQ(findings[0].message,
            "syntax error at or near \"ENFORCED\": PostgreSQL 18 syntax (NOT ENFORCED)? this migc "
            "was built with the grammar of " +
                std::to_string(grammar_version()));
}

TEST(CheckSet, NumbersAndMigration) {
  const auto findings = check_texts({kTables, "BEGIN; SELECT 1; DROP TABLE a; COMMIT"}).findings;
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].statement, 2U);
  EXPECT_EQ(findings[0].migration, "2");
  EXPECT_EQ(findings[0].source_line, "BEGIN; SELECT 1; DROP TABLE a; COMMIT");
  ASSERT_EQ(findings[0].notes.size(), 1U);
  EXPECT_EQ(findings[0].notes[0].message, "table \"a\" was created");
  EXPECT_EQ(findings[0].notes[0].place, (Place{"db/1_m.sql", 1, 1, 1, 1}));
}

TEST(CheckSet, Suppressions) {
  struct Case {
    std::string_view what;
    const char* text;
    std::string_view findings;
  };
  constexpr Case kCases[] = {
      {"the next statement", "-- migc: allow(drop-table): x\nDROP TABLE a; DROP TABLE b",
       "drop-table db/2_m.sql:2:12-13 suppressed\ndrop-table db/2_m.sql:2:26-27\n"},
      {"not the one before", "DROP TABLE a; -- migc: allow(drop-table): x",
       "drop-table db/2_m.sql:1:12-13\nunused-allow db/2_m.sql:1:15-44\n"},
      {"between the lines of a statement", "DROP TABLE a, -- migc: allow(drop-table): x\n b",
       "drop-table db/2_m.sql:1:12-13 suppressed\n"},
      {"another rule", "-- migc: allow(drop-column): x\nDROP TABLE a",
       "drop-table db/2_m.sql:2:12-13\nunused-allow db/2_m.sql:1:1-31\n"},
      {"two rules, one of use", "-- migc: allow(drop-column, drop-table): x\nDROP TABLE a",
       "drop-table db/2_m.sql:2:12-13 suppressed\nunused-allow db/2_m.sql:1:1-43\n"},
      {"the file, from its end too",
       "DROP TABLE a; DROP TABLE b; -- migc: allow-file(drop-table): x",
       "drop-table db/2_m.sql:1:12-13 suppressed\ndrop-table db/2_m.sql:1:26-27 suppressed\n"},
      {"the file, for nothing", "SELECT 1; -- migc: allow-file(drop-table): x",
       "unused-allow db/2_m.sql:1:11-45\n"},
      {"syntax errors cannot be allowed", "-- migc: allow(syntax-error): x\nSELEC",
       "syntax-error db/2_m.sql:2:1-6\nunknown-rule db/2_m.sql:1:1-32\n"},
      {"no file but its own", "SELECT 1; -- migc: allow-file(unused-allow): x",
       "unknown-rule db/2_m.sql:1:11-47\n"},
  };
  for (const Case& c : kCases)
    EXPECT_EQ(places(check_texts({kTables, c.text}).findings), c.findings) << c.what;
}

TEST(CheckSet, ASuppressedFindingKeepsItsReason) {
  const auto findings =
      check_texts({kTables, "-- migc: allow(drop-table): since 41\nDROP TABLE a"}).findings;
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_TRUE(findings[0].suppressed);
  EXPECT_EQ(findings[0].reason, "since 41");
  EXPECT_EQ(summarize(findings).suppressed, 1U);
  EXPECT_EQ(summarize(findings).errors, 0U);
}

// BEGIN around the file is no statement: the directive is for the first one inside.
TEST(CheckSet, AnAllowBeforeAnElidedBegin) {
  EXPECT_EQ(
      places(check_texts({kTables, "-- migc: allow(drop-table): x\nBEGIN; DROP TABLE a; COMMIT"})
                 .findings),
      "drop-table db/2_m.sql:2:19-20 suppressed\n");
}

TEST(CheckSet, EmptyMigrations) {
  constexpr std::string_view kWarning = "empty-migration db/2_m.sql\n";
  for (const char* text : {"", "-- later", ";;", "BEGIN; COMMIT;"})
    EXPECT_EQ(places(check_texts({kTables, text}).findings), kWarning) << text;
  EXPECT_EQ(places(check_texts({kTables, ""}, Judgement::silent).findings), "");
}

// Not half a character: a caret below it would print it as bytes.
TEST(CheckSet, ASyntaxErrorCoversTheWholeWord) {
  const auto findings = check_texts({"CREATE ÄRGER;"}).findings;
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(places(findings), "syntax-error db/1_m.sql:1:8-14\n");
}

TEST(CheckSet, UndoTexts) {
  std::vector<NamedText> files = {{"1_a.sql", "CREATE TABLE a ()"},
                                  {"1_a.down.sql", "DROP TABLE a; DORP TABLE b"}};
  const SourceSet set = assemble_set("db", Dialect::postgresql, std::move(files)).set;
  EXPECT_EQ(places(check_set(set, parse_set(set), {Judgement::full}, {}).findings),
            "syntax-error db/1_a.down.sql:1:15-19\n");
}

// An unknown rule is an error wherever it is written.
TEST(CheckSet, AllowsOfUndoTexts) {
  std::vector<NamedText> files = {{"1_a.sql", "CREATE TABLE a ()"},
                                  {"1_a.down.sql", "-- migc: allow(drop-tabel): x\nDROP TABLE a"}};
  const SourceSet set = assemble_set("db", Dialect::postgresql, std::move(files)).set;
  EXPECT_EQ(places(check_set(set, parse_set(set), {Judgement::full}, {}).findings),
            "unknown-rule db/1_a.down.sql:1:1-30\n");
}

TEST(CheckSet, SortFindings) {
  std::vector<NamedText> files = {{"9_a.sql", ""}, {"10_b.sql", ""}, {"9_a.down.sql", ""}};
  const SourceSet set = assemble_set("db", Dialect::postgresql, std::move(files)).set;
  const auto finding = [](const char* rule, const char* file, std::size_t line,
                          std::size_t column) {
    Finding out;
    out.rule = rule;
    out.place = {file, line, column, line, column + 1};
    return out;
  };
  std::vector<Finding> findings = {
      finding("z", "db/10_b.sql", 1, 1), finding("b", "db/9_a.sql", 2, 1),
      finding("a", "db/9_a.sql", 2, 1),  finding("a", "db/9_a.sql", 0, 0),
      finding("a", "db/9_a.sql", 2, 3),  finding("z", "db/migrations.lock", 7, 1),
      finding("a", "db/9_a.sql", 1, 9),
  };
  sort_findings(findings, set);
  EXPECT_EQ(places(findings),
            "z db/migrations.lock:7:1-2\na db/9_a.sql\na db/9_a.sql:1:9-10\na db/9_a.sql:2:1-2\n"
            "b db/9_a.sql:2:1-2\na db/9_a.sql:2:3-4\nz db/10_b.sql:1:1-2\n");
}

}  // namespace
}  // namespace migc::compiler
