// What grammars newer than the oldest supported one know.
#include <gtest/gtest.h>

#include "tests/unit/compiler/expect_dumps.h"

namespace migc::compiler {
namespace {

#define SKIP_BEFORE(version)       \
  if (grammar_version() < version) \
  GTEST_SKIP() << "the grammar of PostgreSQL " << grammar_version() << " does not know it"

TEST(ParseSince16, StorageOfANewColumn) {
  SKIP_BEFORE(16);
  expect_dumps({{"ALTER TABLE t ADD x text STORAGE external NOT NULL", ""}});
}

TEST(ParseSince16, StatisticsWithoutAName) {
  SKIP_BEFORE(16);
  expect_dumps({{"CREATE STATISTICS ON a, b FROM t", ""}});
}

TEST(ParseSince17, AlterTable) {
  SKIP_BEFORE(17);
  expect_dumps({
      {"ALTER TABLE t ALTER COLUMN g SET EXPRESSION AS (a + lower(b))", ""},
      {"ALTER TABLE t SET ACCESS METHOD DEFAULT, ALTER a SET STATISTICS DEFAULT", ""},
  });
}

TEST(ParseSince17, Merge) {
  SKIP_BEFORE(17);
  expect_dumps(
      {{"MERGE INTO t USING p ON t.a = p.id WHEN NOT MATCHED BY SOURCE THEN DELETE "
        "RETURNING lower(t.b), merge_action()",
        ""}});
}

TEST(ParseSince17, SqlJson) {
  SKIP_BEFORE(17);
  expect_dumps(
      {{"CREATE VIEW v AS SELECT j.a, JSON_VALUE(t.x, '$'), JSON_ARRAYAGG(t.y) FROM t, "
        "JSON_TABLE(t.x, '$[*]' COLUMNS (a int PATH '$')) AS j",
        ""}});
}

TEST(ParseSince18, NotNullAsAConstraint) {
  SKIP_BEFORE(18);
  expect_dumps({
      {"ALTER TABLE t ADD CONSTRAINT c NOT NULL a NOT VALID, ADD NOT NULL b", ""},
      {"CREATE TABLE t (a int, b int NOT NULL NO INHERIT, CONSTRAINT c NOT NULL a NO INHERIT)", ""},
  });
}

TEST(ParseSince18, Enforcement) {
  SKIP_BEFORE(18);
  expect_dumps({
      {"CREATE TABLE t (a int CHECK (a > 0) NOT ENFORCED REFERENCES p, CHECK (a < 9) NOT ENFORCED)",
       ""},
      {"ALTER TABLE t ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES p NOT ENFORCED", ""},
      {"ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) ENFORCED", ""},
  });
}

TEST(ParseSince18, AlterConstraint) {
  SKIP_BEFORE(18);
  expect_dumps({
      {"ALTER TABLE t ALTER CONSTRAINT c NOT ENFORCED, ALTER CONSTRAINT d ENFORCED", ""},
      {"ALTER TABLE t ALTER CONSTRAINT c INITIALLY DEFERRED, ALTER CONSTRAINT d NOT DEFERRABLE",
       ""},
      {"ALTER TABLE t ALTER CONSTRAINT c NO INHERIT, ALTER CONSTRAINT d INHERIT", ""},
  });
}

TEST(ParseSince18, VirtualColumns) {
  SKIP_BEFORE(18);
  expect_dumps({
      {"CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a + 1), c int GENERATED ALWAYS AS (a) "
       "VIRTUAL NOT NULL, d int GENERATED ALWAYS AS (a) STORED)",
       ""},
  });
}

TEST(ParseSince18, Periods) {
  SKIP_BEFORE(18);
  expect_dumps({
      {"CREATE TABLE t (id int4range, at tsrange, PRIMARY KEY (id, at WITHOUT OVERLAPS), "
       "FOREIGN KEY (id, PERIOD at) REFERENCES p (id, PERIOD at))",
       ""},
  });
}

TEST(ParseSince18, ReturningOldAndNew) {
  SKIP_BEFORE(18);
  expect_dumps({{"UPDATE t SET a = 1 RETURNING WITH (OLD AS o, NEW AS n) lower(o.b), n.a", ""}});
}

TEST(ParseSince18, WithoutInheritors) {
  SKIP_BEFORE(18);
  expect_dumps({{"VACUUM ONLY t", ""}, {"ANALYZE ONLY t", ""}});
}

}  // namespace
}  // namespace migc::compiler
