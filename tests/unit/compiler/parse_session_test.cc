#include <gtest/gtest.h>

#include "tests/unit/compiler/expect_dumps.h"

namespace migc::compiler {
namespace {

TEST(ParsePostgresql, SchemasAndExtensions) {
  expect_dumps({
      {R"sql(CREATE SCHEMA IF NOT EXISTS "S")sql",
       R"(create-schema if-not-exists S
)"},
      {R"sql(CREATE SCHEMA AUTHORIZATION me)sql",
       R"(create-schema me
)"},
      {R"sql(CREATE SCHEMA s AUTHORIZATION me)sql",
       R"(create-schema s
)"},
      {R"sql(CREATE SCHEMA s CREATE TABLE t (x int) CREATE VIEW v AS SELECT x FROM t)sql",
       R"(create-schema s
)"},
      {R"sql(CREATE EXTENSION IF NOT EXISTS "uuid-ossp" WITH SCHEMA s VERSION '1.1' CASCADE)sql",
       R"(create-extension if-not-exists uuid-ossp schema s
)"},
      {R"sql(CREATE EXTENSION citext)sql",
       R"(create-extension citext
)"},
      {R"sql(ALTER EXTENSION citext UPDATE TO '1.6')sql",
       R"(alter-extension
)"},
  });
}

TEST(ParsePostgresql, Privileges) {
  expect_dumps({
      {R"sql(GRANT SELECT, INSERT (a, "B"), UPDATE ON s.a, b TO me, PUBLIC WITH GRANT OPTION)sql",
       R"(grant grant SELECT,INSERT (a, "B"),UPDATE on table s.a‹s.a› b‹b› to me,PUBLIC grant-option
)"},
      {R"sql(GRANT ALL PRIVILEGES ON TABLE a TO "Me")sql",
       R"(grant grant ALL on table a‹a› to "Me"
)"},
      {R"sql(GRANT ALL (x) ON a TO me)sql",
       R"(grant grant ALL (x) on table a‹a› to me
)"},
      {R"sql(GRANT USAGE, SELECT ON SEQUENCE s.q TO me)sql",
       R"(grant grant USAGE,SELECT on sequence s.q‹s.q› to me
)"},
      {R"sql(GRANT USAGE ON SCHEMA a, b TO CURRENT_USER)sql",
       R"(grant grant USAGE on schema a b to CURRENT_USER
)"},
      {R"sql(GRANT EXECUTE ON FUNCTION s.f(int), g TO me)sql",
       R"(grant grant EXECUTE on function s.f(pg_catalog.int4) g to me
)"},
      {R"sql(GRANT EXECUTE ON PROCEDURE p() TO me)sql",
       R"(grant grant EXECUTE on procedure p() to me
)"},
      {R"sql(GRANT EXECUTE ON ROUTINE p TO me)sql",
       R"(grant grant EXECUTE on routine p to me
)"},
      {R"sql(GRANT USAGE ON TYPE s.t TO me)sql",
       R"(grant grant USAGE on type s.t to me
)"},
      {R"sql(GRANT USAGE ON DOMAIN s.d TO me)sql",
       R"(grant grant USAGE on domain s.d to me
)"},
      {R"sql(GRANT SELECT ON ALL TABLES IN SCHEMA a, b TO me)sql",
       R"(grant grant SELECT all-in-schema on table a b to me
)"},
      {R"sql(GRANT USAGE ON ALL SEQUENCES IN SCHEMA a TO me)sql",
       R"(grant grant USAGE all-in-schema on sequence a to me
)"},
      {R"sql(GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA a TO me)sql",
       R"(grant grant EXECUTE all-in-schema on function a to me
)"},
      {R"sql(GRANT CONNECT ON DATABASE d TO me)sql",
       R"(grant grant CONNECT on database d to me
)"},
      {R"sql(GRANT USAGE ON LANGUAGE sql TO me)sql",
       R"(grant grant USAGE on language sql to me
)"},
      {R"sql(REVOKE GRANT OPTION FOR SELECT ON a FROM me CASCADE)sql",
       R"(grant revoke SELECT on table a‹a› to me grant-option cascade
)"},
      {R"sql(REVOKE ALL ON s.a FROM PUBLIC)sql",
       R"(grant revoke ALL on table s.a‹s.a› to PUBLIC
)"},
      {R"sql(REVOKE EXECUTE ON FUNCTION f() FROM PUBLIC)sql",
       R"(grant revoke EXECUTE on function f() to PUBLIC
)"},
      {R"sql(GRANT admin TO me WITH ADMIN OPTION)sql",
       R"(grant-role
)"},
      {R"sql(ALTER DEFAULT PRIVILEGES FOR ROLE me, you IN SCHEMA a, b GRANT SELECT ON TABLES TO reader WITH GRANT OPTION)sql",
       R"(alter-default-privileges of me,you in a,b grant SELECT on table to reader grant-option
)"},
      {R"sql(ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC)sql",
       R"(alter-default-privileges revoke EXECUTE on function to PUBLIC
)"},
      {R"sql(ALTER DEFAULT PRIVILEGES GRANT USAGE ON SEQUENCES TO me)sql",
       R"(alter-default-privileges grant USAGE on sequence to me
)"},
      {R"sql(ALTER DEFAULT PRIVILEGES GRANT USAGE ON TYPES TO me)sql",
       R"(alter-default-privileges grant USAGE on type to me
)"},
      {R"sql(ALTER DEFAULT PRIVILEGES GRANT ALL ON SCHEMAS TO me)sql",
       R"(alter-default-privileges grant ALL on schema to me
)"},
  });
}

TEST(ParsePostgresql, Publications) {
  expect_dumps({
      {R"sql(CREATE PUBLICATION p FOR ALL TABLES)sql",
       R"(create-publication p all-tables
)"},
      {R"sql(CREATE PUBLICATION "P" FOR TABLE s.a, b WHERE (x > 0) WITH (publish = 'insert'))sql",
       R"(create-publication P s.a‹s.a› b‹b› where ‹x > 0› columns x [x] with publish=insert
)"},
      {R"sql(CREATE PUBLICATION p)sql",
       R"(create-publication p
)"},
      {R"sql(ALTER PUBLICATION p ADD TABLE s.a)sql",
       R"(alter-publication add p s.a‹s.a›
)"},
      {R"sql(ALTER PUBLICATION p SET TABLE ONLY a (x, y), TABLES IN SCHEMA s, CURRENT_SCHEMA)sql",
       R"(alter-publication set p a‹a› only columns x,y schema s schema current
)"},
      {R"sql(ALTER PUBLICATION p DROP TABLE a)sql",
       R"(alter-publication drop p a‹a›
)"},
      {R"sql(ALTER PUBLICATION p SET (publish = 'insert'))sql",
       R"(alter-publication add p with publish=insert
)"},
  });
}

TEST(ParsePostgresql, SettingsAndOthers) {
  expect_dumps({
      {R"sql(SET search_path = s, "Public", pg_temp)sql",
       R"(variable-set search_path = 's','Public','pg_temp'
)"},
      {R"sql(SET search_path TO '')sql",
       R"(variable-set search_path = ''
)"},
      {R"sql(SET LOCAL lock_timeout = '5s')sql",
       R"(variable-set local lock_timeout = '5s'
)"},
      {R"sql(SET SESSION statement_timeout TO 1000)sql",
       R"(variable-set statement_timeout = '1000'
)"},
      {R"sql(SET x.y = -1)sql",
       R"(variable-set x.y = '-1'
)"},
      {R"sql(SET search_path TO DEFAULT)sql",
       R"(variable-set search_path = default
)"},
      {R"sql(RESET search_path)sql",
       R"(variable-set search_path = default
)"},
      {R"sql(RESET ALL)sql",
       R"(variable-set ALL = default
)"},
      {R"sql(SET TIME ZONE 'UTC')sql",
       R"(variable-set timezone = 'UTC'
)"},
      {R"sql(SET SCHEMA 's')sql",
       R"(variable-set search_path = 's'
)"},
      {R"sql(SET row_security = off)sql",
       R"(variable-set row_security = 'off'
)"},
      {R"sql(SET ROLE me)sql",
       R"(variable-set role = 'me'
)"},
      {R"sql(SET SESSION AUTHORIZATION me)sql",
       R"(variable-set session_authorization = 'me'
)"},
      {R"sql(SELECT set_config('search_path', '', false))sql",
       R"(select calls set_config
)"},
      {R"sql(SET TRANSACTION ISOLATION LEVEL SERIALIZABLE)sql",
       R"(variable-set TRANSACTION = default
)"},
      {R"sql(SHOW search_path)sql",
       R"(variable-show
)"},
      {R"sql(EXPLAIN SELECT 1)sql",
       R"(explain
)"},
      {R"sql(CREATE CAST (int AS s.t) WITH FUNCTION f(int))sql",
       R"(create-cast cast
)"},
      {R"sql(CREATE COLLATION s.c (provider = icu))sql",
       R"(define collation s.c
)"},
      {R"sql(CREATE OPERATOR s.=== (LEFTARG = int, RIGHTARG = int, FUNCTION = f))sql",
       R"(define operator s.===
)"},
      {R"sql(CREATE FOREIGN TABLE f (x int) SERVER s)sql",
       R"(create-foreign-table foreign-table
)"},
      {R"sql(CREATE SERVER s FOREIGN DATA WRAPPER w)sql",
       R"(create-foreign-server other
)"},
      {R"sql(CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION f())sql",
       R"(create-event-trig event-trigger
)"},
      {R"sql(CREATE TEXT SEARCH CONFIGURATION s.c (COPY = english))sql",
       R"(define text-search s.c
)"},
      {R"sql(CREATE CONVERSION c FOR 'UTF8' TO 'LATIN1' FROM f)sql",
       R"(create-conversion conversion
)"},
      {R"sql(CREATE ROLE r LOGIN)sql",
       R"(create-role
)"},
      {R"sql(CREATE DATABASE d)sql",
       R"(createdb non-transactional
)"},
      {R"sql(ALTER DATABASE d SET x = 1)sql",
       R"(alter-database-set
)"},
      {R"sql(SECURITY LABEL ON TABLE a IS 'x')sql",
       R"(sec-label
)"},
      {R"sql(LISTEN x)sql",
       R"(listen
)"},
      {R"sql(PREPARE p AS SELECT 1)sql",
       R"(prepare
)"},
      {R"sql(CHECKPOINT)sql",
       R"(check-point
)"},
      {R"sql(DISCARD ALL)sql",
       R"(discard non-transactional
)"},
  });
}

}  // namespace
}  // namespace migc::compiler
