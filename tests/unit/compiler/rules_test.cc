// The self test of the rules: what their examples promise.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/lint/builtin_ids.h"
#include "compiler/lint/documentation.h"
#include "compiler/lint/example.h"
#include "tests/unit/compiler/check_sets.h"
#include "tests/unit/compiler/findings_text.h"

namespace migc::compiler {
namespace {

std::vector<Dialect> dialects_of(const Rule& rule) {
  std::vector<Dialect> dialects;
  for (const Dialect dialect : {Dialect::postgresql, Dialect::sqlite})
    if (rule.dialects.contains(dialect)) dialects.push_back(dialect);
  return dialects;
}

std::string dump(std::vector<Expectation> expectations) {
  std::sort(expectations.begin(), expectations.end(), [](const auto& a, const auto& b) {
    return std::tie(a.file, a.line, a.rule) < std::tie(b.file, b.line, b.rule);
  });
  std::string out;
  for (const Expectation& each : expectations)
    out += each.file + ":" + std::to_string(each.line) + " " + each.rule + "\n";
  return out;
}

std::string dump(const std::vector<Finding>& findings) {
  std::vector<Expectation> out;
  out.reserve(findings.size());
  for (const Finding& finding : findings)
    out.push_back({finding.place.file, finding.place.line, finding.rule});
  return dump(std::move(out));
}

class RuleTest : public ::testing::TestWithParam<const Rule*> {};

TEST_P(RuleTest, BadExamplesGiveExactlyTheMarkedFindings) {
  const Rule& rule = *GetParam();
  for (const Example& example : rule.examples) {
    for (const Dialect dialect : dialects_of(rule)) {
      const ExampleRun run = run_example(example.bad, dialect, only(rule));
      EXPECT_EQ(dump(run.findings), dump(run.expected)) << example.title;
    }
  }
}

TEST_P(RuleTest, GoodExamplesSatisfyEveryRuleThatIsOnByDefault) {
  const Rule& rule = *GetParam();
  for (const Example& example : rule.examples) {
    for (const Dialect dialect : dialects_of(rule)) {
      EXPECT_EQ(dump(run_example(example.good, dialect, Config{}).findings), "") << example.title;
      EXPECT_EQ(dump(run_example(example.good, dialect, only(rule)).findings), "") << example.title;
    }
  }
}

TEST_P(RuleTest, MessagesKeepTheHouseStyle) {
  const Rule& rule = *GetParam();
  for (const Example& example : rule.examples) {
    const ExampleRun run = run_example(example.bad, dialects_of(rule).front(), only(rule));
    for (const Finding& finding : run.findings) {
      EXPECT_FALSE(finding.message.empty());
      EXPECT_NE(finding.message.back(), '.') << finding.message;
      EXPECT_FALSE(finding.help.empty()) << finding.message;
      EXPECT_GT(finding.place.end_column, finding.place.column) << finding.message;
    }
  }
}

TEST_P(RuleTest, Documentation) {
  const Rule& rule = *GetParam();
  const std::string text = to_markdown(rule);
  EXPECT_TRUE(text.starts_with("# " + std::string(rule.id) + "\n"));
  EXPECT_EQ(text.find("-- expect:"), std::string::npos);
  EXPECT_NE(text.find("[" + std::string(rule.id) + "]"), std::string::npos);
  EXPECT_NE(rule_table().find("[" + std::string(rule.id) + "](" + std::string(rule.id) + ".md)"),
            std::string::npos);
}

std::string name_of(const ::testing::TestParamInfo<const Rule*>& info) {
  std::string name(info.param->id);
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(AllRules, RuleTest,
                         ::testing::ValuesIn(all_rules().begin(), all_rules().end()), name_of);

TEST(Rules, Registry) {
  std::set<std::string_view> ids;
  for (const Rule* rule : all_rules()) {
    EXPECT_TRUE(ids.insert(rule->id).second) << rule->id;
    EXPECT_EQ(find_rule(rule->id), rule);
    EXPECT_FALSE(is_builtin(rule->id)) << rule->id;
    EXPECT_NE(rule->id, "all");  // a key of migc.toml
  }
  EXPECT_TRUE(std::is_sorted(all_rules().begin(), all_rules().end(),
                             [](const Rule* a, const Rule* b) { return a->id < b->id; }));
  EXPECT_EQ(find_rule("no-such-rule"), nullptr);
}

// What a rule says beyond its examples: two migrations, and the finding that the
// second must give. Each line is a trap that the examples are too plain to hold.
struct Case {
  std::string_view what;
  const char* before;
  const char* migration;
  std::string_view findings;
};

void expect_findings(const Case& c) {
  EXPECT_EQ(places(check_texts({c.before, c.migration}).findings), c.findings) << c.what;
}

TEST(Rules, Traps) {
  constexpr Case kCases[] = {
      {"a default in another column", "CREATE TABLE a ()",
       "ALTER TABLE a ADD x int NOT NULL, ADD y int NOT NULL DEFAULT 1",
       "add-column-required db/2_m.sql:1:19-33\n"},
      {"identity and serial fill old rows", "CREATE TABLE a ()",
       "ALTER TABLE a ADD x int GENERATED ALWAYS AS IDENTITY, ADD y serial NOT NULL, ADD z int "
       "GENERATED "
       "ALWAYS AS (1) STORED NOT NULL",
       ""},
      {"a new table that was filled", "SELECT 1",
       "CREATE TABLE a (); INSERT INTO a DEFAULT VALUES; ALTER TABLE a ADD x int NOT NULL",
       "add-column-required db/2_m.sql:1:68-82\n"},
      {"a temporary table", "SELECT 1", "CREATE TEMP TABLE a (x int); DROP TABLE a", ""},
      {"if exists is no excuse", "CREATE TABLE a ()", "DROP TABLE IF EXISTS a",
       "drop-table db/2_m.sql:1:22-23\n"},
      {"the name in quotes", "CREATE TABLE \"A b\" ()", "DROP TABLE \"A b\"",
       "drop-table db/2_m.sql:1:12-17\n"},
      {"renamed, then dropped: the old table", "CREATE TABLE a ()",
       "ALTER TABLE a RENAME TO b; DROP TABLE b", "drop-table db/2_m.sql:1:39-40\n"},
      {"proved by a CHECK", "CREATE TABLE a (x int CONSTRAINT c CHECK (x IS NOT NULL))",
       "ALTER TABLE a ALTER x SET NOT NULL", ""},
      {"a CHECK that is not valid proves nothing",
       "CREATE TABLE a (x int); ALTER TABLE a ADD CONSTRAINT c CHECK (x IS NOT NULL) NOT VALID",
       "ALTER TABLE a ALTER x SET NOT NULL", "set-not-null-scan db/2_m.sql:1:21-22\n"},
      {"nor does one that goes in the same command",
       "CREATE TABLE a (x int CONSTRAINT c CHECK (x IS NOT NULL))",
       "ALTER TABLE a ALTER x SET NOT NULL, DROP CONSTRAINT c",
       "set-not-null-scan db/2_m.sql:1:21-22\n"},
      {"a wider varchar", "CREATE TABLE a (x varchar(5))", "ALTER TABLE a ALTER x TYPE varchar(9)",
       ""},
      {"a narrower one", "CREATE TABLE a (x varchar(5))", "ALTER TABLE a ALTER x TYPE varchar(4)",
       "change-column-type db/2_m.sql:1:21-22\n"},
      {"an unknown column", "CREATE TABLE a ()", "ALTER TABLE a ALTER x TYPE text",
       "change-column-type db/2_m.sql:1:21-22\n"},
      {"an index on an unknown table", "SELECT 1", "CREATE INDEX i ON a (x)",
       "index-create-blocking db/2_m.sql:1:19-20\n"},
      {"a new table's index", "SELECT 1", "CREATE TABLE a (x int); CREATE INDEX i ON a (x)", ""},
  };
  for (const Case& c : kCases) expect_findings(c);
}

// The values come from the expression, so the server writes every row anew
// even where the types alone would cost nothing.
TEST(Rules, ATypeChangeWithUsing) {
  constexpr Case kCases[] = {
      {"another value", "CREATE TABLE a (x text)", "ALTER TABLE a ALTER x TYPE text USING upper(x)",
       "change-column-type db/2_m.sql:1:21-22\n"},
      {"another value and type", "CREATE TABLE a (x varchar(5), y text)",
       "ALTER TABLE a ALTER x TYPE text USING x || y", "change-column-type db/2_m.sql:1:21-22\n"},
      {"the same value", "CREATE TABLE a (x varchar(5))",
       "ALTER TABLE a ALTER x TYPE text USING x::text", ""},
      {"the same value, bare", "CREATE TABLE a (x varchar(5))",
       "ALTER TABLE a ALTER x TYPE text USING x", ""},
  };
  for (const Case& c : kCases) expect_findings(c);
}

TEST(Rules, WhatTheModelMustRemember) {
  constexpr Case kCases[] = {
      {"a CHECK follows its column",
       "CREATE TABLE a (x int CONSTRAINT c CHECK (x IS NOT NULL)); ALTER "
       "TABLE a RENAME x TO y",
       "ALTER TABLE a ALTER y SET NOT NULL", ""},
      {"a serial column is NOT NULL", "CREATE TABLE a (x serial)",
       "ALTER TABLE a ALTER x SET NOT NULL", ""},
      {"a table that is made twice is the old one", "CREATE TABLE a ()",
       "CREATE TABLE a (); DROP TABLE a", "drop-table db/2_m.sql:1:31-32\n"},
  };
  for (const Case& c : kCases) expect_findings(c);
}

}  // namespace
}  // namespace migc::compiler
