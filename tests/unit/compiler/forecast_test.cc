// What needs no server to be seen: the differences between versions, and what
// the forecast says when it cannot know. The rest is proved by tests/forecast.
#include "compiler/forecast/forecast.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "compiler/forecast/lock_class.h"
#include "compiler/sql/parse.h"

namespace migc::compiler {
namespace {

Forecast after(std::string_view given, std::string_view statement, ServerRange servers = {}) {
  Model model;
  for (const Statement& one : parse_postgresql(given)) model.apply(one, {});
  return forecast(parse_postgresql(statement).at(0), model, servers);
}

// "t AccessExclusiveLock, perhaps u RowShareLock".
std::string locks(const Forecast& said) {
  std::string out;
  for (const RelationLock& lock : said.locks) {
    if (!out.empty()) out += ", ";
    if (!lock.relation.certain) out += "perhaps ";
    out += lock.relation.name + " " + std::string(server_name(lock.mode));
  }
  return out;
}

constexpr std::string_view kParts =
    "CREATE TABLE p (k int NOT NULL) PARTITION BY LIST (k);"
    "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);"
    "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
    "CREATE TRIGGER tg AFTER INSERT ON p FOR EACH ROW EXECUTE FUNCTION f();"
    "CREATE TABLE base (a int); CREATE TABLE kid () INHERITS (base);";

struct VersionCase {
  std::string_view statement;
  int since;
  std::string_view before;
  std::string_view from_then_on;
};

TEST(Forecast, WhatABlockMakesItselfIsNobodysConcern) {
  EXPECT_EQ(locks(after("CREATE TABLE t (a int)",
                        "DO $$ BEGIN CREATE TABLE u (a int); CREATE INDEX ON u (a); "
                        "ALTER TABLE u ADD b int; LOCK TABLE t IN SHARE MODE; END $$")),
            "t ShareLock");
}

TEST(Forecast, ServersDiffer) {
  constexpr VersionCase kCases[] = {
      {"ALTER TRIGGER tg ON p RENAME TO other", 15, "p AccessExclusiveLock",
       "p AccessExclusiveLock, p1 AccessExclusiveLock"},
      {"ALTER TABLE p ALTER k ADD GENERATED ALWAYS AS IDENTITY", 17, "p AccessExclusiveLock",
       "p AccessExclusiveLock, p1 AccessExclusiveLock"},
      {"VACUUM base", 18, "base ShareUpdateExclusiveLock",
       "base ShareUpdateExclusiveLock, kid ShareUpdateExclusiveLock"},
  };
  for (const VersionCase& c : kCases) {
    SCOPED_TRACE(c.statement);
    EXPECT_EQ(locks(after(kParts, c.statement, {c.since - 1, c.since - 1})), c.before);
    EXPECT_EQ(locks(after(kParts, c.statement, {c.since, 18})), c.from_then_on);
    EXPECT_TRUE(after(kParts, c.statement, {c.since, 18}).versions.empty());
    EXPECT_TRUE(after(kParts, c.statement, {14, c.since - 1}).versions.empty());
    const Forecast both = after(kParts, c.statement, {14, 18});
    EXPECT_EQ(locks(both), c.before);
    ASSERT_EQ(both.versions.size(), 1U);
    EXPECT_EQ(both.versions.front().rfind("from PostgreSQL " + std::to_string(c.since), 0), 0U);
  }
}

struct ClassCase {
  std::string_view statement;
  LockClass locks;
};

TEST(Forecast, WhomAStatementKeepsWaiting) {
  constexpr std::string_view kGiven =
      "CREATE TABLE u (id int PRIMARY KEY, CHECK (id > 0) NOT VALID);"
      "CREATE TABLE t (id int, u int, CONSTRAINT k FOREIGN KEY (u) REFERENCES u NOT VALID);"
      "CREATE VIEW v AS SELECT 1; CREATE SEQUENCE s; CREATE TYPE c AS (a int);"
      "CREATE INDEX i ON t (u);";
  constexpr ClassCase kCases[] = {
      {"CREATE TABLE n (id int)", LockClass::none},
      {"CREATE TEMP TABLE n (id int)", LockClass::none},
      {"SET lock_timeout = '1s'", LockClass::none},
      {"CREATE TABLE n (u int REFERENCES u)", LockClass::writers},
      {"ALTER TABLE t VALIDATE CONSTRAINT k", LockClass::nonblocking},
      {"CREATE INDEX CONCURRENTLY ON t (u)", LockClass::nonblocking},
      {"DROP INDEX CONCURRENTLY i", LockClass::nonblocking},
      {"VACUUM t", LockClass::nonblocking},
      {"COMMENT ON TABLE t IS 'x'", LockClass::nonblocking},
      {"SELECT count(*) FROM t", LockClass::nonblocking},
      {"SELECT id FROM t FOR UPDATE", LockClass::same_rows},
      {"SELECT 1 FOR UPDATE", LockClass::none},
      {"UPDATE t SET u = 1", LockClass::same_rows},
      {"INSERT INTO u VALUES (1)", LockClass::same_rows},
      {"LOCK TABLE t IN ROW EXCLUSIVE MODE", LockClass::same_rows},
      {"CREATE INDEX ON t (u)", LockClass::writers},
      {"REINDEX INDEX i", LockClass::everyone},
      {"CREATE TRIGGER g AFTER INSERT ON t EXECUTE FUNCTION f()", LockClass::writers},
      {"ALTER TABLE t ADD n int", LockClass::everyone},
      {"TRUNCATE t", LockClass::everyone},
      {"DROP VIEW v", LockClass::everyone},
      {"SELECT f()", LockClass::unknown},
      {"REINDEX SYSTEM d", LockClass::unknown},
  };
  for (const ClassCase& c : kCases) {
    SCOPED_TRACE(c.statement);
    Model model;
    for (const Statement& one : parse_postgresql(kGiven)) model.apply(one, {0, 0});
    const auto statements = parse_postgresql(c.statement);
    EXPECT_EQ(lock_class(statements.at(0), forecast(statements.at(0), model, {}), 1), c.locks);
  }
}

TEST(Forecast, OnlyWhatWasThereBeforeTheMigrationCounts) {
  Model model;
  for (const Statement& one : parse_postgresql("CREATE TABLE t (id int)")) model.apply(one, {1, 0});
  const auto statements = parse_postgresql("ALTER TABLE t ADD n int");
  const Forecast said = forecast(statements.at(0), model, {});
  EXPECT_EQ(lock_class(statements.at(0), said, 1), LockClass::none);
  EXPECT_EQ(lock_class(statements.at(0), said, 2), LockClass::everyone);
}

struct UncertainCase {
  std::string_view statement;
  std::string_view uncertainty;
};

TEST(Forecast, SaysWhatItCannotKnow) {
  constexpr std::string_view kGiven =
      "CREATE TABLE t (a int);"
      "CREATE FUNCTION shaky() RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';"
      "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
      "CREATE TRIGGER tg AFTER UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f();";
  constexpr UncertainCase kCases[] = {
      {"ALTER TABLE far ADD COLUMN a int",
       "no migration made \"far\", so what depends on it is not known"},
      {"SELECT shaky()", "what the function \"shaky\" does is not followed"},
      {"CALL tidy_up()", "what the procedure \"tidy_up\" does is not followed"},
      {"UPDATE t SET a = 1", "what the trigger \"tg\" does is not followed"},
      {"ALTER TABLE t ADD COLUMN b int DEFAULT stranger()",
       "a default of column \"b\" that is volatile writes the table anew"},
      {"DROP OWNED BY someone", "what the statement reaches is not followed"},
      {"ALTER TABEL t", "the statement was not understood"},
  };
  for (const UncertainCase& c : kCases) {
    SCOPED_TRACE(c.statement);
    const Forecast said = after(kGiven, c.statement);
    EXPECT_FALSE(said.certain);
    EXPECT_EQ(said.uncertainty, c.uncertainty);
  }
  EXPECT_TRUE(after(kGiven, "INSERT INTO t VALUES (1)").certain);
  EXPECT_TRUE(after(kGiven, "SELECT now()").certain);
}

TEST(Forecast, WhatHangsOnTheSessionIsPossibleOnly) {
  const Forecast said =
      after("CREATE TABLE t (a timestamp)", "ALTER TABLE t ALTER a TYPE timestamptz");
  ASSERT_EQ(said.rewrites.size(), 1U);
  EXPECT_FALSE(said.rewrites.front().certain);
}

TEST(Forecast, TellsWhy) {
  constexpr std::string_view kGiven = "CREATE TABLE t (a int, CHECK (a IS NOT NULL));";
  EXPECT_EQ(after(kGiven, "ALTER TABLE t ALTER a SET NOT NULL").why,
            "it is known already that column \"a\" holds no null");
  EXPECT_EQ(after(kGiven, "ALTER TABLE t ADD COLUMN b int").why,
            "adding column \"b\" changes only the catalog");
  EXPECT_EQ(after(kGiven, "ALTER TABLE t RENAME TO u").why, "only the name changes");
  EXPECT_EQ(after(kGiven, "CREATE TYPE mood AS ENUM ()").why, "it locks no table");
}

}  // namespace
}  // namespace migc::compiler
