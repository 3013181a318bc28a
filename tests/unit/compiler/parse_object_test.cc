#include <gtest/gtest.h>

#include "tests/unit/compiler/expect_dumps.h"

namespace migc::compiler {
namespace {

TEST(ParsePostgresql, DropOfEachKind) {
  expect_dumps({
      {R"sql(DROP TABLE IF EXISTS a CASCADE)sql",
       R"(drop table if-exists cascade a‹a›
)"},
      {R"sql(DROP SEQUENCE IF EXISTS s.q, r RESTRICT)sql",
       R"(drop sequence if-exists s.q‹s.q› r‹r›
)"},
      {R"sql(DROP TYPE IF EXISTS s.t, "U" CASCADE)sql",
       R"(drop type if-exists cascade s.t‹s.t› U‹"U"›
)"},
      {R"sql(DROP DOMAIN IF EXISTS d)sql",
       R"(drop domain if-exists d‹d›
)"},
      {R"sql(DROP SCHEMA IF EXISTS a, "B" CASCADE)sql",
       R"(drop schema if-exists cascade a‹a› B‹"B"›
)"},
      {R"sql(DROP EXTENSION IF EXISTS "uuid-ossp", citext CASCADE)sql",
       R"(drop extension if-exists cascade uuid-ossp‹"uuid-ossp"› citext‹citext›
)"},
      {R"sql(DROP FUNCTION IF EXISTS s.f(integer, VARIADIC text[]), g CASCADE)sql",
       R"(drop function if-exists cascade s.f‹s.f›(pg_catalog.int4,text[]) g‹g›
)"},
      {R"sql(DROP FUNCTION f(IN x int, OUT y text, INOUT z s.t))sql",
       R"(drop function f‹f›(pg_catalog.int4,s.t)
)"},
      {R"sql(DROP PROCEDURE p(int))sql",
       R"(drop procedure p‹p›(pg_catalog.int4)
)"},
      {R"sql(DROP ROUTINE r)sql",
       R"(drop routine r‹r›
)"},
      {R"sql(DROP AGGREGATE s.agg(int), c(*))sql",
       R"(drop aggregate s.agg‹s.agg›(pg_catalog.int4) c‹c›()
)"},
      {R"sql(DROP OPERATOR s.=== (int, NONE))sql",
       R"(drop operator s.===‹s.===›(pg_catalog.int4,)
)"},
      {R"sql(DROP OPERATOR CLASS c USING btree)sql",
       R"(drop other c‹c›
)"},
      {R"sql(DROP TRIGGER IF EXISTS "T" ON s.a CASCADE)sql",
       R"(drop trigger if-exists cascade s.a‹"T"› part T
)"},
      {R"sql(DROP POLICY IF EXISTS p ON s.a)sql",
       R"(drop policy if-exists s.a‹p› part p
)"},
      {R"sql(DROP RULE r ON a CASCADE)sql",
       R"(drop rule cascade a‹r› part r
)"},
      {R"sql(DROP MATERIALIZED VIEW IF EXISTS s.m CASCADE)sql",
       R"(drop materialized-view if-exists cascade s.m‹s.m›
)"},
      {R"sql(DROP FOREIGN TABLE IF EXISTS f)sql",
       R"(drop foreign-table if-exists f‹f›
)"},
      {R"sql(DROP FOREIGN DATA WRAPPER w)sql",
       R"(drop other w‹w›
)"},
      {R"sql(DROP SERVER s CASCADE)sql",
       R"(drop other cascade s‹s›
)"},
      {R"sql(DROP EVENT TRIGGER e)sql",
       R"(drop event-trigger e‹e›
)"},
      {R"sql(DROP PUBLICATION IF EXISTS p, "Q")sql",
       R"(drop publication if-exists p‹p› Q‹"Q"›
)"},
      {R"sql(DROP STATISTICS s.st, u)sql",
       R"(drop statistics s.st‹s.st› u‹u›
)"},
      {R"sql(DROP COLLATION s.c)sql",
       R"(drop collation s.c‹s.c›
)"},
      {R"sql(DROP CONVERSION c)sql",
       R"(drop conversion c‹c›
)"},
      {R"sql(DROP CAST (int AS s.t))sql",
       R"(drop cast‹(int AS s.t)›
)"},
      {R"sql(DROP TEXT SEARCH CONFIGURATION s.c)sql",
       R"(drop text-search s.c‹s.c›
)"},
      {R"sql(DROP TEXT SEARCH DICTIONARY d)sql",
       R"(drop other d‹d›
)"},
      {R"sql(DROP LANGUAGE plpgsql)sql",
       R"(drop language plpgsql‹plpgsql›
)"},
      {R"sql(DROP ACCESS METHOD m)sql",
       R"(drop other m‹m›
)"},
      {R"sql(DROP OWNED BY me CASCADE)sql",
       R"(drop-owned
)"},
      {R"sql(DROP ROLE r)sql",
       R"(drop-role
)"},
      {R"sql(DROP DATABASE d)sql",
       R"(dropdb non-transactional
)"},
      {R"sql(DROP SUBSCRIPTION s)sql",
       R"(drop-subscription non-transactional
)"},
      {R"sql(DROP TABLESPACE t)sql",
       R"(drop-table-space non-transactional
)"},
  });
}

TEST(ParsePostgresql, RenameOfEachKind) {
  expect_dumps({
      {R"sql(ALTER TABLE s.a RENAME "Old" TO "New")sql",
       R"(rename column s.a‹s.a› part Old to New at ‹"Old"›
)"},
      {R"sql(ALTER TABLE IF EXISTS ONLY a RENAME COLUMN x TO y)sql",
       R"(rename column if-exists a‹a› part x to y at ‹x›
)"},
      {R"sql(ALTER VIEW IF EXISTS s.v RENAME TO w)sql",
       R"(rename view if-exists s.v‹s.v› to w at ‹v›
)"},
      {R"sql(ALTER VIEW v RENAME x TO y)sql",
       R"(rename column v‹v› part x to y at ‹x›
)"},
      {R"sql(ALTER MATERIALIZED VIEW m RENAME TO n)sql",
       R"(rename materialized-view m‹m› to n at ‹m›
)"},
      {R"sql(ALTER MATERIALIZED VIEW m RENAME COLUMN x TO y)sql",
       R"(rename column m‹m› part x to y at ‹x›
)"},
      {R"sql(ALTER FOREIGN TABLE f RENAME TO g)sql",
       R"(rename foreign-table f‹f› to g at ‹f›
)"},
      {R"sql(ALTER INDEX IF EXISTS s.i RENAME TO j)sql",
       R"(rename index if-exists s.i‹s.i› to j at ‹i›
)"},
      {R"sql(ALTER SEQUENCE IF EXISTS s.q RENAME TO r)sql",
       R"(rename sequence if-exists s.q‹s.q› to r at ‹q›
)"},
      {R"sql(ALTER TYPE s.t RENAME TO u)sql",
       R"(rename type s.t to u at ‹t›
)"},
      {R"sql(ALTER TYPE s.t RENAME ATTRIBUTE a TO b CASCADE)sql",
       R"(rename attribute cascade s.t‹s.t› part a to b at ‹a›
)"},
      {R"sql(ALTER DOMAIN s.d RENAME TO e)sql",
       R"(rename domain s.d to e at ‹d›
)"},
      {R"sql(ALTER DOMAIN s.d RENAME CONSTRAINT c TO k)sql",
       R"(rename domain-constraint s.d part c to k at ‹c›
)"},
      {R"sql(ALTER SCHEMA a RENAME TO b)sql",
       R"(rename schema a to b at ‹a›
)"},
      {R"sql(ALTER FUNCTION s.f(int, text[]) RENAME TO g)sql",
       R"(rename function s.f(pg_catalog.int4,text[]) to g at ‹f›
)"},
      {R"sql(ALTER FUNCTION f RENAME TO g)sql",
       R"(rename function f to g at ‹f›
)"},
      {R"sql(ALTER PROCEDURE p() RENAME TO q)sql",
       R"(rename procedure p() to q at ‹p›
)"},
      {R"sql(ALTER ROUTINE r RENAME TO q)sql",
       R"(rename routine r to q at ‹r›
)"},
      {R"sql(ALTER AGGREGATE s.agg(int) RENAME TO b)sql",
       R"(rename aggregate s.agg(pg_catalog.int4) to b at ‹agg›
)"},
      {R"sql(ALTER TRIGGER t ON s.a RENAME TO u)sql",
       R"(rename trigger s.a‹s.a› part t to u at ‹t›
)"},
      {R"sql(ALTER POLICY IF EXISTS p ON s.a RENAME TO q)sql",
       R"(rename policy if-exists s.a‹s.a› part p to q at ‹p›
)"},
      {R"sql(ALTER RULE r ON s.a RENAME TO q)sql",
       R"(rename rule s.a‹s.a› part r to q at ‹r›
)"},
      {R"sql(ALTER PUBLICATION p RENAME TO q)sql",
       R"(rename publication p to q at ‹p›
)"},
      {R"sql(ALTER STATISTICS s.st RENAME TO su)sql",
       R"(rename statistics s.st to su at ‹st›
)"},
      {R"sql(ALTER COLLATION s.c RENAME TO d)sql",
       R"(rename collation s.c to d at ‹c›
)"},
      {R"sql(ALTER ROLE a RENAME TO b)sql",
       R"(rename role a to b at ‹a›
)"},
      {R"sql(ALTER DATABASE a RENAME TO b)sql",
       R"(rename database a to b at ‹a›
)"},
      {R"sql(ALTER TABLESPACE a RENAME TO b)sql",
       R"(rename tablespace a to b at ‹a›
)"},
      {R"sql(ALTER LANGUAGE a RENAME TO b)sql",
       R"(rename language a to b at ‹a›
)"},
      {R"sql(ALTER CONVERSION a RENAME TO b)sql",
       R"(rename conversion a to b at ‹a›
)"},
      {R"sql(ALTER TEXT SEARCH CONFIGURATION s.a RENAME TO b)sql",
       R"(rename text-search s.a to b at ‹a›
)"},
      {R"sql(ALTER OPERATOR CLASS s.c USING btree RENAME TO d)sql",
       R"(rename other s.c to d at ‹c›
)"},
      {R"sql(ALTER EVENT TRIGGER e RENAME TO f)sql",
       R"(rename event-trigger e to f at ‹e›
)"},
      {R"sql(ALTER SUBSCRIPTION e RENAME TO f)sql",
       R"(rename subscription e to f at ‹e›
)"},
      {R"sql(ALTER SERVER e RENAME TO f)sql",
       R"(rename other e to f at ‹e›
)"},
      {R"sql(ALTER TABLE table_a RENAME CONSTRAINT "Con" TO "Str")sql",
       R"(rename constraint table_a‹table_a› part Con to Str at ‹"Con"›
)"},
  });
}

TEST(ParsePostgresql, SetSchemaOfEachKind) {
  expect_dumps({
      {R"sql(ALTER TABLE IF EXISTS s.a SET SCHEMA t)sql",
       R"(alter-object-schema table if-exists s.a‹s.a› to t
)"},
      {R"sql(ALTER VIEW v SET SCHEMA "T")sql",
       R"(alter-object-schema view v‹v› to T
)"},
      {R"sql(ALTER MATERIALIZED VIEW IF EXISTS m SET SCHEMA t)sql",
       R"(alter-object-schema materialized-view if-exists m‹m› to t
)"},
      {R"sql(ALTER FOREIGN TABLE f SET SCHEMA t)sql",
       R"(alter-object-schema foreign-table f‹f› to t
)"},
      {R"sql(ALTER SEQUENCE IF EXISTS q SET SCHEMA t)sql",
       R"(alter-object-schema sequence if-exists q‹q› to t
)"},
      {R"sql(ALTER TYPE s.x SET SCHEMA t)sql",
       R"(alter-object-schema type s.x to t
)"},
      {R"sql(ALTER DOMAIN s.d SET SCHEMA t)sql",
       R"(alter-object-schema domain s.d to t
)"},
      {R"sql(ALTER FUNCTION s.f(int) SET SCHEMA t)sql",
       R"(alter-object-schema function s.f(pg_catalog.int4) to t
)"},
      {R"sql(ALTER PROCEDURE p SET SCHEMA t)sql",
       R"(alter-object-schema procedure p to t
)"},
      {R"sql(ALTER ROUTINE p SET SCHEMA t)sql",
       R"(alter-object-schema routine p to t
)"},
      {R"sql(ALTER AGGREGATE s.agg(*) SET SCHEMA t)sql",
       R"(alter-object-schema aggregate s.agg() to t
)"},
      {R"sql(ALTER EXTENSION e SET SCHEMA t)sql",
       R"(alter-object-schema extension e to t
)"},
      {R"sql(ALTER STATISTICS s.st SET SCHEMA t)sql",
       R"(alter-object-schema statistics s.st to t
)"},
      {R"sql(ALTER COLLATION c SET SCHEMA t)sql",
       R"(alter-object-schema collation c to t
)"},
      {R"sql(ALTER OPERATOR === (int, int) SET SCHEMA t)sql",
       R"(alter-object-schema operator ===(pg_catalog.int4,pg_catalog.int4) to t
)"},
      {R"sql(ALTER TEXT SEARCH DICTIONARY d SET SCHEMA t)sql",
       R"(alter-object-schema other d to t
)"},
  });
}

TEST(ParsePostgresql, OwnerOfEachKind) {
  expect_dumps({
      {R"sql(ALTER TABLE a OWNER TO me)sql",
       R"(alter-table a‹a›
  owner me at ‹TO me› in ‹OWNER TO me›
)"},
      {R"sql(ALTER TYPE s.t OWNER TO me)sql",
       R"(alter-owner type s.t to me
)"},
      {R"sql(ALTER DOMAIN s.d OWNER TO "Me")sql",
       R"(alter-owner domain s.d to "Me"
)"},
      {R"sql(ALTER SCHEMA s OWNER TO CURRENT_USER)sql",
       R"(alter-owner schema s to CURRENT_USER
)"},
      {R"sql(ALTER FUNCTION s.f(int, text) OWNER TO SESSION_USER)sql",
       R"(alter-owner function s.f(pg_catalog.int4,text) to SESSION_USER
)"},
      {R"sql(ALTER PROCEDURE p OWNER TO CURRENT_ROLE)sql",
       R"(alter-owner procedure p to CURRENT_ROLE
)"},
      {R"sql(ALTER AGGREGATE s.agg(int) OWNER TO me)sql",
       R"(alter-owner aggregate s.agg(pg_catalog.int4) to me
)"},
      {R"sql(ALTER STATISTICS s.st OWNER TO me)sql",
       R"(alter-owner statistics s.st to me
)"},
      {R"sql(ALTER PUBLICATION p OWNER TO me)sql",
       R"(alter-owner publication p to me
)"},
      {R"sql(ALTER COLLATION s.c OWNER TO me)sql",
       R"(alter-owner collation s.c to me
)"},
      {R"sql(ALTER DATABASE d OWNER TO me)sql",
       R"(alter-owner database d to me
)"},
      {R"sql(ALTER EVENT TRIGGER e OWNER TO me)sql",
       R"(alter-owner event-trigger e to me
)"},
      {R"sql(ALTER LANGUAGE l OWNER TO me)sql",
       R"(alter-owner language l to me
)"},
      {R"sql(ALTER LARGE OBJECT 5 OWNER TO me)sql",
       R"(alter-owner other to me
)"},
  });
}

TEST(ParsePostgresql, CommentOfEachKind) {
  expect_dumps({
      {R"sql(COMMENT ON TABLE s.a IS 'it''s')sql",
       R"(comment table s.a is ‹it's›
)"},
      {R"sql(COMMENT ON TABLE a IS NULL)sql",
       R"(comment table a is null
)"},
      {R"sql(COMMENT ON TABLE a IS '')sql",
       R"(comment table a is null
)"},
      {R"sql(COMMENT ON COLUMN s.a.x IS E'a\nb')sql",
       R"(comment column s.a part x is ‹a
b›
)"},
      {R"sql(COMMENT ON COLUMN a.x IS 'c')sql",
       R"(comment column a part x is ‹c›
)"},
      {R"sql(COMMENT ON CONSTRAINT c ON s.a IS 'c')sql",
       R"(comment constraint s.a part c is ‹c›
)"},
      {R"sql(COMMENT ON CONSTRAINT c ON DOMAIN s.d IS 'c')sql",
       R"(comment domain-constraint s.d part c is ‹c›
)"},
      {R"sql(COMMENT ON INDEX s.i IS 'c')sql",
       R"(comment index s.i is ‹c›
)"},
      {R"sql(COMMENT ON VIEW s.v IS 'c')sql",
       R"(comment view s.v is ‹c›
)"},
      {R"sql(COMMENT ON MATERIALIZED VIEW m IS $$c$$)sql",
       R"(comment materialized-view m is ‹c›
)"},
      {R"sql(COMMENT ON SEQUENCE q IS 'c')sql",
       R"(comment sequence q is ‹c›
)"},
      {R"sql(COMMENT ON TYPE s.t IS 'c')sql",
       R"(comment type s.t is ‹c›
)"},
      {R"sql(COMMENT ON DOMAIN s.d IS 'c')sql",
       R"(comment domain s.d is ‹c›
)"},
      {R"sql(COMMENT ON SCHEMA s IS 'c')sql",
       R"(comment schema s is ‹c›
)"},
      {R"sql(COMMENT ON EXTENSION e IS 'c')sql",
       R"(comment extension e is ‹c›
)"},
      {R"sql(COMMENT ON FUNCTION s.f(int, OUT text) IS 'c')sql",
       R"(comment function s.f(pg_catalog.int4) is ‹c›
)"},
      {R"sql(COMMENT ON PROCEDURE p() IS 'c')sql",
       R"(comment procedure p() is ‹c›
)"},
      {R"sql(COMMENT ON ROUTINE p IS 'c')sql",
       R"(comment routine p is ‹c›
)"},
      {R"sql(COMMENT ON AGGREGATE s.agg(*) IS 'c')sql",
       R"(comment aggregate s.agg() is ‹c›
)"},
      {R"sql(COMMENT ON TRIGGER t ON s.a IS 'c')sql",
       R"(comment trigger s.a part t is ‹c›
)"},
      {R"sql(COMMENT ON POLICY p ON s.a IS 'c')sql",
       R"(comment policy s.a part p is ‹c›
)"},
      {R"sql(COMMENT ON RULE r ON s.a IS 'c')sql",
       R"(comment rule s.a part r is ‹c›
)"},
      {R"sql(COMMENT ON PUBLICATION p IS 'c')sql",
       R"(comment publication p is ‹c›
)"},
      {R"sql(COMMENT ON STATISTICS s.st IS 'c')sql",
       R"(comment statistics s.st is ‹c›
)"},
      {R"sql(COMMENT ON ROLE r IS 'c')sql",
       R"(comment role r is ‹c›
)"},
      {R"sql(COMMENT ON DATABASE d IS 'c')sql",
       R"(comment database d is ‹c›
)"},
      {R"sql(COMMENT ON CAST (int AS s.t) IS 'c')sql",
       R"(comment cast is ‹c›
)"},
      {R"sql(COMMENT ON FOREIGN TABLE f IS 'c')sql",
       R"(comment foreign-table f is ‹c›
)"},
      {R"sql(COMMENT ON OPERATOR === (int, int) IS 'c')sql",
       R"(comment operator ===(pg_catalog.int4,pg_catalog.int4) is ‹c›
)"},
      {R"sql(COMMENT ON TEXT SEARCH CONFIGURATION c IS 'c')sql",
       R"(comment text-search c is ‹c›
)"},
  });
}

TEST(ParsePostgresql, DependsOnExtension) {
  expect_dumps({
      {R"sql(ALTER FUNCTION s.f(int) DEPENDS ON EXTENSION e)sql",
       R"(alter-object-depends function s.f(pg_catalog.int4)
)"},
      {R"sql(ALTER TRIGGER t ON s.a DEPENDS ON EXTENSION e)sql",
       R"(alter-object-depends trigger s.a‹s.a› part t
)"},
      {R"sql(ALTER INDEX i NO DEPENDS ON EXTENSION e)sql",
       R"(alter-object-depends index i‹i›
)"},
  });
}

}  // namespace
}  // namespace migc::compiler
