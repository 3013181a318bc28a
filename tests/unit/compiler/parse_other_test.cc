#include <gtest/gtest.h>

#include "tests/unit/compiler/expect_dumps.h"

namespace migc::compiler {
namespace {

TEST(ParsePostgresql, CreateIndex) {
  expect_dumps({
      {R"sql(CREATE INDEX i ON a (x))sql",
       R"(create-index i on a‹a› btree
  key x
)"},
      {R"sql(CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON ONLY s.a USING gin (x jsonb_path_ops, lower(y), (x || y) DESC NULLS LAST) INCLUDE (z, w) WITH (fillfactor = 70) WHERE x > 0 AND y IS NOT NULL)sql",
       R"(create-index non-transactional unique concurrently if-not-exists i on only s.a‹s.a› gin options fillfactor=70
  key x opclass jsonb_path_ops
  key ‹lower(y)› columns y calls lower [lower() y] named lower
  key ‹(x || y)› columns x,y [x y] DESC NULLS LAST
  include z,w
  where ‹x > 0 AND y IS NOT NULL› columns x,y [x y]
)"},
      {R"sql(CREATE INDEX ON a (x COLLATE "C" text_pattern_ops))sql",
       R"(create-index - on a‹a› btree
  key x collate "C" opclass text_pattern_ops
)"},
  });
}

TEST(ParsePostgresql, DropAndRename) {
  expect_dumps({
      {R"sql(DROP TABLE a, s.b, "C d" CASCADE)sql",
       R"(drop table cascade a‹a› s.b‹s.b› C d‹"C d"›
)"},
      {R"sql(DROP TABLE IF EXISTS a)sql",
       R"(drop table if-exists a‹a›
)"},
      {R"sql(DROP INDEX CONCURRENTLY IF EXISTS i)sql",
       R"(drop non-transactional index if-exists concurrently i‹i›
)"},
      {R"sql(DROP MATERIALIZED VIEW IF EXISTS m, n)sql",
       R"(drop materialized-view if-exists m‹m› n‹n›
)"},
      {R"sql(DROP FOREIGN TABLE f)sql",
       R"(drop foreign-table f‹f›
)"},
      {R"sql(DROP VIEW v)sql",
       R"(drop view v‹v›
)"},
      {R"sql(DROP FUNCTION f(int, text), g())sql",
       R"(drop function f‹f›(pg_catalog.int4,text) g‹g›()
)"},
      {R"sql(DROP TYPE t)sql",
       R"(drop type t‹t›
)"},
      {R"sql(DROP DOMAIN s.d)sql",
       R"(drop domain s.d‹s.d›
)"},
      {R"sql(DROP SCHEMA s CASCADE)sql",
       R"(drop schema cascade s‹s›
)"},
      {R"sql(DROP TRIGGER t ON a)sql",
       R"(drop trigger a‹t› part t
)"},
      {R"sql(DROP SEQUENCE q)sql",
       R"(drop sequence q‹q›
)"},
      {R"sql(ALTER TABLE a RENAME TO b)sql",
       R"(rename table a‹a› to b at ‹a›
)"},
      {R"sql(ALTER TABLE IF EXISTS s.a RENAME COLUMN x TO y)sql",
       R"(rename column if-exists s.a‹s.a› part x to y at ‹x›
)"},
      {R"sql(ALTER TABLE a RENAME rename TO y)sql",
       R"(rename column a‹a› part rename to y at ‹rename›
)"},
      {R"sql(ALTER TABLE a RENAME CONSTRAINT c TO d)sql",
       R"(rename constraint a‹a› part c to d at ‹c›
)"},
      {R"sql(ALTER INDEX i RENAME TO j)sql",
       R"(rename index i‹i› to j at ‹i›
)"},
      {R"sql(ALTER VIEW v RENAME COLUMN x TO y)sql",
       R"(rename column v‹v› part x to y at ‹x›
)"},
      {R"sql(ALTER TYPE t RENAME TO u)sql",
       R"(rename type t to u at ‹t›
)"},
      {R"sql(ALTER TYPE t RENAME VALUE 'a' TO 'b')sql",
       R"(alter-enum t 'a' to 'b'
)"},
      {R"sql(ALTER TYPE t RENAME ATTRIBUTE a TO b)sql",
       R"(rename attribute t‹t› part a to b at ‹a›
)"},
      {R"sql(ALTER SCHEMA s RENAME TO r)sql",
       R"(rename schema s to r at ‹s›
)"},
      {R"sql(DROP INDEX s.i, j)sql",
       R"(drop index s.i‹s.i› j‹j›
)"},
  });
}

TEST(ParsePostgresql, Others) {
  expect_dumps({
      {R"sql(SELECT 1 INTO a)sql",
       R"(select from-query a‹a›
  query ‹SELECT 1 INTO a›
    target ?column?
)"},
      {R"sql(CREATE MATERIALIZED VIEW m AS SELECT 1)sql",
       R"(create-table-as materialized m‹m›
  query ‹SELECT 1›
    target ?column?
)"},
      {R"sql(INSERT INTO s.a VALUES (1))sql",
       R"(insert insert s.a‹s.a›
)"},
      {R"sql(COPY a FROM STDIN)sql",
       R"(copy copy-from a‹a›
)"},
      {R"sql(COPY a TO STDOUT)sql",
       R"(copy
)"},
      {R"sql(COPY (SELECT 1) TO STDOUT)sql",
       R"(copy
)"},
      {R"sql(MERGE INTO a USING b ON a.x = b.x WHEN NOT MATCHED THEN INSERT VALUES (1))sql",
       R"(merge merge a‹a› reads b
)"},
      {R"sql(WITH x AS (INSERT INTO a VALUES (1) RETURNING 1) SELECT * FROM x)sql",
       R"(select
)"},
      {R"sql(UPDATE a SET x = 1)sql",
       R"(update update a‹a› columns x
)"},
      {R"sql(BEGIN)sql",
       R"(transaction begin plain
)"},
      {R"sql(START TRANSACTION ISOLATION LEVEL SERIALIZABLE)sql",
       R"(transaction begin
)"},
      {R"sql(COMMIT)sql",
       R"(transaction commit plain
)"},
      {R"sql(COMMIT AND CHAIN)sql",
       R"(transaction commit
)"},
      {R"sql(END)sql",
       R"(transaction commit plain
)"},
      {R"sql(ROLLBACK)sql",
       R"(transaction rollback plain
)"},
      {R"sql(SAVEPOINT s)sql",
       R"(transaction savepoint plain
)"},
      {R"sql(RELEASE s)sql",
       R"(transaction savepoint plain
)"},
      {R"sql(ROLLBACK TO s)sql",
       R"(transaction savepoint plain
)"},
      {R"sql(PREPARE TRANSACTION 'x')sql",
       R"(transaction other plain
)"},
      {R"sql(COMMIT PREPARED 'x')sql",
       R"(transaction non-transactional other plain
)"},
      {R"sql(SELECT FROM WHERE)sql",
       R"(unparsed @12 syntax error at or near "WHERE"
)"},
      {R"sql(SELECT 'ä', 1 'x')sql",
       R"(unparsed @15 syntax error at or near "'x'"
)"},
      {R"sql(SELECT)sql",
       R"(select
)"},
      {R"sql(CREATE TABLE)sql",
       R"(unparsed @12 syntax error at end of input
)"},
      {R"sql(DELETE FROM a)sql",
       R"(delete delete a‹a›
)"},
      {R"sql(TRUNCATE a)sql",
       R"(truncate truncate a‹a›
)"},
  });
}

}  // namespace
}  // namespace migc::compiler
