#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "compiler/sqlite/parse.h"
#include "compiler/sqlite/split.h"
#include "tests/unit/compiler/statement_text.h"

namespace migc::compiler {
namespace {

struct Case {
  std::string_view text;
  std::string_view expected;
};

TEST(SplitSqlite, Statements) {
  const auto statements = [](std::string_view text) {
    std::string out;
    for (const Span span : split_sqlite(text))
      out += "‹" + std::string(text.substr(span.begin, span.end - span.begin)) + "›";
    return out;
  };
  constexpr Case kCases[] = {
      {"", ""},
      {";; -- nothing\n;", ""},
      {"SELECT 1; SELECT 2 -- end", "‹SELECT 1›‹SELECT 2›"},
      {"SELECT ';', \";\", [;], `;`", "‹SELECT ';', \";\", [;], `;`›"},
      {"CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; SELECT 2; END; SELECT 3",
       "‹CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; SELECT 2; END›‹SELECT 3›"},
      {"create temp trigger t after insert on a begin select case when 1 then 2 end; end; select 3",
       "‹create temp trigger t after insert on a begin select case when 1 then 2 end; end›"
       "‹select 3›"},
      {"CREATE TABLE trigger (a); SELECT 3", "‹CREATE TABLE trigger (a)›‹SELECT 3›"},
      {"BEGIN; SELECT 1; END; SELECT 3", "‹BEGIN›‹SELECT 1›‹END›‹SELECT 3›"},
      {"SELECT 'open; SELECT 2", "‹SELECT 'open; SELECT 2›"},
  };
  for (const Case& c : kCases) EXPECT_EQ(statements(c.text), c.expected) << c.text;
}

TEST(ParseSqlite, Statements) {
  constexpr Case kCases[] = {
      {"CREATE TABLE IF NOT EXISTS Notes (id)", "create-table if-not-exists notes‹Notes›\n"},
      {"CREATE TEMP TABLE t (id)", "create-table temporary t‹t›\n"},
      {"CREATE TABLE main.t AS SELECT 1", "create-table from-query t‹main.t›\n  query ‹›\n"},
      {"CREATE UNIQUE INDEX i ON [a b] (x)", "create-index unique i on a b‹[a b]› \n"},
      {"CREATE VIEW v AS SELECT 1", "create-view\n"},
      {"ALTER TABLE t RENAME TO u", "alter-table table t‹t› to u at ‹t›\n"},
      {"ALTER TABLE t RENAME COLUMN a TO \"B\"", "alter-table column t‹t› part a to b at ‹a›\n"},
      {"ALTER TABLE t RENAME a TO b", "alter-table column t‹t› part a to b at ‹a›\n"},
      {"ALTER TABLE t DROP COLUMN a",
       "alter-table t‹t›\n  drop-column a at ‹a› in ‹DROP COLUMN a›\n"},
      {"DROP TABLE IF EXISTS t", "drop-table table if-exists t‹t›\n"},
      {"DROP INDEX i", "drop-index index i‹i›\n"},
      {"DROP TRIGGER t", "drop-trigger\n"},
      {"INSERT OR REPLACE INTO t VALUES (1)", "insert insert t‹t›\n"},
      {"REPLACE INTO t VALUES (1)", "replace insert t‹t›\n"},
      {"BEGIN IMMEDIATE", "begin begin plain\n"},
      {"END TRANSACTION", "end commit plain\n"},
      {"SAVEPOINT s", "savepoint savepoint plain\n"},
      {"VACUUM", "vacuum non-transactional\n"},
      {"PRAGMA foreign_keys = OFF", "pragma non-transactional\n"},
      {"PRAGMA user_version = 2", "pragma\n"},
      {"ATTACH 'x' AS y", "attach non-transactional\n"},
  };
  for (const Case& c : kCases) EXPECT_EQ(dump(parse_sqlite(c.text), c.text), c.expected) << c.text;
}

TEST(ParseSqlite, AddedColumns) {
  struct Column {
    std::string_view text;
    bool not_null;
    bool has_default;
    bool generated;
  };
  constexpr Column kCases[] = {
      {"ALTER TABLE t ADD COLUMN c", false, false, false},
      {"ALTER TABLE t ADD c TEXT NOT NULL", true, false, false},
      {"ALTER TABLE t ADD c TEXT DEFAULT 'NOT NULL'", false, true, false},
      {"ALTER TABLE t ADD c TEXT CHECK (c IS NOT NULL)", false, false, false},
      {"ALTER TABLE t ADD c INTEGER AS (a + 1)", false, false, true},
      {"ALTER TABLE t ADD c INTEGER GENERATED ALWAYS AS (a) VIRTUAL NOT NULL", true, false, true},
  };
  for (const Column& c : kCases) {
    const auto statements = parse_sqlite(c.text);
    const auto* alter = as<AlterTable>(statements.at(0));
    ASSERT_TRUE(alter) << c.text;
    const auto* add = std::get_if<AddColumn>(&alter->commands.at(0).alteration);
    ASSERT_TRUE(add) << c.text;
    EXPECT_EQ(add->column.name, "c") << c.text;
    EXPECT_EQ(add->column.not_null, c.not_null) << c.text;
    EXPECT_EQ(add->column.default_value.has_value(), c.has_default) << c.text;
    EXPECT_EQ(add->column.generated.has_value(), c.generated) << c.text;
  }
}

TEST(SqliteEngine, FollowsTheHistory) {
  SqliteEngine engine;
  const auto dumped = [&](std::string_view text) { return dump(engine.execute(text), text); };
  EXPECT_EQ(dumped("CREATE TABLE a (x); INSERT INTO a VALUES (1)"),
            "create-table a‹a›\ninsert insert a‹a›\n");
  EXPECT_EQ(dumped("SELECT x FROM a"), "select\n");
  EXPECT_EQ(dumped("SELECT y FROM a"), "select @7 no such column: y\n");
  EXPECT_EQ(dumped("CREATE TABLE a (x)"), "create-table @13 table a already exists\n");
  EXPECT_EQ(dumped("SELEC 1; SELECT 2"), "selec @0 near \"SELEC\": syntax error\nselect\n");
}

TEST(SqliteEngine, OneFileDoesNotSwallowTheNext) {
  SqliteEngine engine;
  EXPECT_EQ(dump(engine.execute("BEGIN; CREATE TABLE a (x)"), "BEGIN; CREATE TABLE a (x)"),
            "begin begin plain\ncreate-table a‹a›\n");
  EXPECT_EQ(dump(engine.execute("BEGIN; DROP TABLE a; COMMIT"), "BEGIN; DROP TABLE a; COMMIT"),
            "begin begin plain\ndrop-table table a‹a›\ncommit commit plain\n");
}

TEST(SqliteEngine, NothingLeavesTheDatabase) {
  SqliteEngine engine;
  for (const std::string_view text :
       {"ATTACH '/nowhere/x.db' AS y", "VACUUM INTO '/nowhere/y.db'"}) {
    const auto statements = engine.execute(text);
    EXPECT_FALSE(as<Unparsed>(statements.at(0))) << text;
  }
}

}  // namespace
}  // namespace migc::compiler
