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
      const ExampleRun run = run_example(example.bad, dialect, only(rule, example));
      EXPECT_EQ(dump(run.findings), dump(run.expected)) << example.title;
    }
  }
}

TEST_P(RuleTest, GoodExamplesSatisfyEveryRuleThatIsOnByDefault) {
  const Rule& rule = *GetParam();
  for (const Example& example : rule.examples) {
    for (const Dialect dialect : dialects_of(rule)) {
      EXPECT_EQ(dump(run_example(example.good, dialect, Config{}).findings), "") << example.title;
      EXPECT_EQ(dump(run_example(example.good, dialect, only(rule, example)).findings), "")
          << example.title;
    }
  }
}

// Lower case, a quoted name, a word of SQL, or a product.
bool begins_well(const std::string& message) {
  const std::string first = message.substr(0, message.find(' '));
  if (message.starts_with("PostgreSQL ")) return true;
  const bool sql =
      std::none_of(first.begin(), first.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return sql || !(first[0] >= 'A' && first[0] <= 'Z');
}

void expect_house_style(const std::string& text) {
  EXPECT_TRUE(begins_well(text)) << text;
  EXPECT_FALSE(text.ends_with('.')) << text;
  for (const char* unwanted : {"!", "  ", "\n", "please", "should", "simply", "just "})
    EXPECT_EQ(text.find(unwanted), std::string::npos) << unwanted << " in: " << text;
}

TEST_P(RuleTest, MessagesKeepTheHouseStyle) {
  const Rule& rule = *GetParam();
  for (const Example& example : rule.examples) {
    const ExampleRun run = run_example(example.bad, dialects_of(rule).front(), only(rule, example));
    for (const Finding& finding : run.findings) {
      ASSERT_FALSE(finding.message.empty());
      ASSERT_FALSE(finding.help.empty()) << finding.message;
      expect_house_style(finding.message);
      expect_house_style(finding.help);
      EXPECT_GT(finding.place.end_column, finding.place.column) << finding.message;
    }
  }
}

TEST_P(RuleTest, TextsKeepTheHouseStyle) {
  const Rule& rule = *GetParam();
  EXPECT_FALSE(rule.summary.ends_with('.')) << rule.summary;
  for (const std::string_view text : {rule.rationale, rule.remedy}) {
    EXPECT_TRUE(text.ends_with('.')) << text;
    EXPECT_EQ(text.find("  "), std::string_view::npos) << text;
  }
  for (const Example& example : rule.examples) EXPECT_FALSE(example.title.ends_with('.'));
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
      {"identity and serial fill old rows, by a rewrite", "CREATE TABLE a ()",
       "ALTER TABLE a ADD x int GENERATED ALWAYS AS IDENTITY, ADD y serial NOT NULL",
       "add-column-identity db/2_m.sql:1:19-53\nadd-column-serial db/2_m.sql:1:59-76\n"},
      {"a new table that was filled", "SELECT 1",
       "CREATE TABLE a (); INSERT INTO a DEFAULT VALUES; ALTER TABLE a ADD x int NOT NULL",
       "add-column-required db/2_m.sql:1:68-82\n"},
      {"a temporary table", "SELECT 1", "CREATE TEMP TABLE a (x int); DROP TABLE a", ""},
      {"if exists is no excuse", "CREATE TABLE a ()", "DROP TABLE IF EXISTS a",
       "drop-table db/2_m.sql:1:22-23\n"},
      {"the name in quotes", "CREATE TABLE \"A b\" ()", "DROP TABLE \"A b\"",
       "drop-table db/2_m.sql:1:12-17\n"},
      {"renamed, then dropped: the old table", "CREATE TABLE a ()",
       "ALTER TABLE a RENAME TO b; DROP TABLE b",
       "rename-table db/2_m.sql:1:13-14\ndrop-table db/2_m.sql:1:39-40\n"},
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
       "change-column-type db/2_m.sql:1:21-22\nchange-type-narrowing db/2_m.sql:1:21-22\n"},
      {"an unknown column", "CREATE TABLE a ()", "ALTER TABLE a ALTER x TYPE text",
       "change-column-type db/2_m.sql:1:21-22\nunknown-object db/2_m.sql:1:21-22\n"},
      {"an index on an unknown table", "SELECT 1", "CREATE INDEX i ON a (x)",
       "index-create-blocking db/2_m.sql:1:19-20\nunknown-object db/2_m.sql:1:19-20\n"},
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

TEST(Rules, NewTablesAreNobodysYet) {
  constexpr Case kCases[] = {
      {"keys and checks", "SELECT 1",
       "CREATE TABLE a (x int, y int); ALTER TABLE a ADD PRIMARY KEY (x), ADD UNIQUE (y), ADD "
       "CHECK "
       "(y > 0); ALTER TABLE a ALTER y SET NOT NULL",
       ""},
      {"columns that would rewrite", "SELECT 1",
       "CREATE TABLE a (); ALTER TABLE a ADD x serial, ADD y uuid DEFAULT gen_random_uuid()", ""},
      {"renamed first", "SELECT 1",
       "CREATE TABLE a (x int); ALTER TABLE a RENAME TO b; CREATE INDEX i ON b (x); TRUNCATE b; "
       "DROP TABLE b",
       ""},
      {"rows that come and go", "SELECT 1",
       "CREATE TABLE a (x int); INSERT INTO a VALUES (1); UPDATE a SET x = 2; DELETE FROM a", ""},
      {"a table of the same name in another schema", "CREATE SCHEMA s; CREATE TABLE s.a (x int)",
       "CREATE TABLE a (x int); CREATE INDEX i ON s.a (x)",
       "index-create-blocking db/2_m.sql:1:43-46\n"},
  };
  for (const Case& c : kCases) expect_findings(c);
}

TEST(Rules, Defaults) {
  constexpr Case kCases[] = {
      {"a moment and a constant cost nothing", "CREATE TABLE a ()",
       "ALTER TABLE a ADD x timestamptz DEFAULT now(), ADD y int DEFAULT 1 + 1, ADD z text DEFAULT "
       "upper('x')",
       ""},
      {"a volatile call inside another", "CREATE TABLE a ()",
       "ALTER TABLE a ADD x float[] DEFAULT ARRAY[coalesce(random(), 1)]",
       "add-column-volatile-default db/2_m.sql:1:19-65\n"},
      {"a function of the set that is stable",
       "CREATE TABLE a (); CREATE FUNCTION f() RETURNS int STABLE LANGUAGE sql AS 'SELECT 1'",
       "ALTER TABLE a ADD x int DEFAULT f()", ""},
      {"and one that says nothing",
       "CREATE TABLE a (); CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
       "ALTER TABLE a ADD x int DEFAULT f()", "add-column-volatile-default db/2_m.sql:1:19-36\n"},
      {"a domain over a domain with a CHECK",
       "CREATE DOMAIN d AS int CHECK (VALUE > 0); CREATE DOMAIN e AS d; CREATE TABLE a ()",
       "ALTER TABLE a ADD x e", "add-column-constrained-domain db/2_m.sql:1:19-22\n"},
      {"a domain without one", "CREATE DOMAIN d AS int; CREATE TABLE a ()", "ALTER TABLE a ADD x d",
       ""},
  };
  for (const Case& c : kCases) expect_findings(c);
}

TEST(Rules, Transactions) {
  constexpr Case kCases[] = {
      {"one pair around the file is nobody's business", "CREATE TABLE a (x int)",
       "BEGIN; ALTER TABLE a ADD y int; COMMIT", ""},
      {"two pairs are, once", "SELECT 1", "BEGIN; SELECT 1; COMMIT; BEGIN; SELECT 2; COMMIT",
       "transaction-control db/2_m.sql:1:1-6\n"},
      {"an UPDATE after a lock in a file without a transaction", "CREATE TABLE a (x int)",
       "-- migc: no-transaction\nALTER TABLE a ADD y int; UPDATE a SET y = 1 WHERE x = 2", ""},
      {"an INSERT of values is no work", "CREATE TABLE a (x int); CREATE TABLE b (x int)",
       "ALTER TABLE a ADD y int; INSERT INTO b VALUES (1)", ""},
      {"an INSERT from a table is", "CREATE TABLE a (x int); CREATE TABLE b (x int)",
       "ALTER TABLE a ADD y int; INSERT INTO b SELECT x FROM a",
       "ddl-then-backfill-same-tx db/2_m.sql:1:26-55\n"},
      {"a lock in a DO block", "CREATE TABLE a (x int)", "DO $$ BEGIN DROP TABLE a; END $$",
       "drop-table db/2_m.sql:1:24-25\n"},
  };
  for (const Case& c : kCases) expect_findings(c);
}

TEST(Rules, LocksOfTheTransaction) {
  constexpr Case kCases[] = {
      {"a table that was dropped is missed by nobody",
       "CREATE TABLE a (x int); CREATE TABLE b (x int)",
       "-- migc: allow-file(drop-table): test\nDROP TABLE a; DELETE FROM b WHERE x = 1",
       "drop-table db/2_m.sql:2:12-13 suppressed\n"},
      {"a new table's foreign key keeps writers from the old one",
       "CREATE TABLE a (id int PRIMARY KEY)",
       "CREATE TABLE b (a int REFERENCES a (id)); INSERT INTO b SELECT id FROM a",
       "ddl-then-backfill-same-tx db/2_m.sql:1:43-73\n"},
      {"a trigger does, too", "CREATE TABLE a (x int)",
       "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE "
       "TRIGGER t BEFORE INSERT ON a FOR EACH ROW EXECUTE FUNCTION f(); UPDATE a SET x = 1 WHERE x "
       "= 2",
       "ddl-then-backfill-same-tx db/2_m.sql:1:153-183\n"},
      {"once for all", "CREATE TABLE a (x int)",
       "ALTER TABLE a ADD y int; UPDATE a SET y = 1 WHERE x = 1; UPDATE a SET y = 2 WHERE x = 2",
       "ddl-then-backfill-same-tx db/2_m.sql:1:26-56\n"},
      {"a lock that nobody waits for", "CREATE TABLE a (x int)",
       "LOCK TABLE a IN ACCESS SHARE MODE", ""},
  };
  for (const Case& c : kCases) expect_findings(c);
}

TEST(Rules, WhatTheMigrationItselfMade) {
  constexpr Case kCases[] = {
      {"a column that gets its name last", "CREATE TABLE a (x int)",
       "ALTER TABLE a ADD new_y int; ALTER TABLE a RENAME new_y TO y", ""},
      {"a column of another type is the old one", "CREATE TABLE a (x varchar(5))",
       "ALTER TABLE a ALTER x TYPE text; ALTER TABLE a RENAME x TO y",
       "rename-column db/2_m.sql:1:55-56\n"},
      {"a column that helps", "CREATE TABLE a (x int)",
       "ALTER TABLE a ADD y int; ALTER TABLE a DROP y", ""},
      {"a table made anew under the old name", "CREATE TABLE a (x int)",
       "ALTER TABLE a RENAME TO old_a; CREATE TABLE a (x int); INSERT INTO a SELECT x FROM old_a; "
       "DROP TABLE old_a",
       "ddl-then-backfill-same-tx db/2_m.sql:1:56-89\n"},
      {"a table made anew without a column", "CREATE TABLE a (x int, y int)",
       "CREATE TABLE new_a (x int); INSERT INTO new_a SELECT x FROM a; DROP TABLE a; ALTER TABLE "
       "new_a RENAME TO a",
       "drop-table db/2_m.sql:1:75-76\n"},
      {"a primary key that comes back in a column", "CREATE TABLE a (x int PRIMARY KEY)",
       "ALTER TABLE a DROP CONSTRAINT a_pkey; ALTER TABLE a ADD y int DEFAULT 1 PRIMARY KEY",
       "add-primary-key-blocking db/2_m.sql:1:73-84\n"},
  };
  for (const Case& c : kCases) expect_findings(c);
}

TEST(Rules, UnknownAndDuplicate) {
  constexpr Case kCases[] = {
      {"a column that the statement itself adds", "CREATE TABLE a (x int)",
       "ALTER TABLE a ADD y int, ALTER y SET DEFAULT 1", ""},
      {"a key that refers to its own table", "SELECT 1",
       "CREATE TABLE a (id int PRIMARY KEY, up int REFERENCES a (id))", ""},
      {"a column dropped and made anew", "CREATE TABLE a (x int)",
       "-- migc: allow-file(drop-column): test\nALTER TABLE a DROP x, ADD x text",
       "drop-column db/2_m.sql:2:20-21 suppressed\n"},
      {"the server's own tables", "SELECT 1",
       "UPDATE pg_catalog.pg_class SET relname = relname WHERE false", ""},
      {"an index in another schema",
       "CREATE SCHEMA s; CREATE TABLE a (x int); CREATE INDEX i ON a (x)",
       "CREATE TABLE s.a (x int); CREATE INDEX i ON s.a (x)", ""},
      {"a temporary table hides another", "CREATE TABLE a (x int)", "CREATE TEMP TABLE a (x int)",
       ""},
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
       "CREATE TABLE a (); DROP TABLE a",
       "duplicate-object db/2_m.sql:1:14-15\ndrop-table db/2_m.sql:1:31-32\n"},
  };
  for (const Case& c : kCases) expect_findings(c);
}

}  // namespace
}  // namespace migc::compiler
