#include <gtest/gtest.h>

#include "tests/unit/compiler/expect_dumps.h"

namespace migc::compiler {
namespace {

TEST(ParsePostgresql, Routines) {
  expect_dumps({
      {R"sql(CREATE FUNCTION s.f(a int, b s.t DEFAULT NULL, OUT c text, VARIADIC d int[] = '{}') RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = s, pg_temp AS $body$ BEGIN RETURN 1; END $body$)sql",
       R"(create-function function s.f‹s.f›(IN a pg_catalog.int4,IN b s.t default,OUT c text,VARIADIC d pg_catalog.int4[] default) returns text language plpgsql stable security-definer sets-search-path
  body ‹ BEGIN RETURN 1; END ›
  signature ‹(a int, b s.t DEFAULT NULL, OUT c text, VARIADIC d int[] = '{}') RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = s, pg_temp AS $body$ BEGIN RETURN 1; END $body$› [:s.t :text :text]
)"},
      {R"sql(CREATE OR REPLACE FUNCTION f() RETURNS SETOF s.t AS 'SELECT 1' LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 5 ROWS 10)sql",
       R"(create-function function or-replace f‹f›() returns setof s.t language sql immutable
  body *‹SELECT 1›
  signature ‹() RETURNS SETOF s.t AS 'SELECT 1' LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 5 ROWS 10› [:s.t]
)"},
      {R"sql(CREATE FUNCTION f(int, text) RETURNS TABLE (x int, y s.t) LANGUAGE sql AS $$ SELECT 1 $$)sql",
       R"(create-function function f‹f›(IN pg_catalog.int4,IN text,TABLE x pg_catalog.int4,TABLE y s.t) returns setof pg_catalog.record language sql
  body ‹ SELECT 1 ›
  signature ‹(int, text) RETURNS TABLE (x int, y s.t) LANGUAGE sql AS $$ SELECT 1 $$› [:text :s.t]
)"},
      {R"sql(CREATE FUNCTION f(a t.x%TYPE) RETURNS s.t.y%TYPE LANGUAGE plpgsql AS $$ $$)sql",
       R"(create-function function f‹f›(IN a t.x%type) returns t.y%type language plpgsql
  body ‹ ›
  signature ‹(a t.x%TYPE) RETURNS s.t.y%TYPE LANGUAGE plpgsql AS $$ $$› [:t.x :s.t.y]
)"},
      {R"sql(CREATE FUNCTION f(x int) RETURNS int RETURN x + s.g(x))sql",
       R"(create-function function f‹f›(IN x pg_catalog.int4) returns pg_catalog.int4 standard-body
  signature ‹(x int) RETURNS int RETURN x + s.g(x)› [x s.g() x]
)"},
      {R"sql(CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT a FROM s.t; SELECT 2; END)sql",
       R"(create-function function f‹f›() returns pg_catalog.int4 language sql standard-body
  signature ‹() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT a FROM s.t; SELECT 2; END› [a @s.t]
)"},
      {R"sql(CREATE FUNCTION f(cstring) RETURNS t AS 'lib', 'symbol' LANGUAGE c)sql",
       R"(create-function function f‹f›(IN cstring) returns t language c
  signature ‹(cstring) RETURNS t AS 'lib', 'symbol' LANGUAGE c› [:cstring :t]
)"},
      {R"sql(CREATE FUNCTION f() RETURNS trigger SET work_mem TO '1MB' SET TimeZone FROM CURRENT LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END; -- ''quoted''')sql",
       R"(create-function function f‹f›() returns trigger language plpgsql
  body *‹BEGIN RETURN NEW; END; -- 'quoted'›
  signature ‹() RETURNS trigger SET work_mem TO '1MB' SET TimeZone FROM CURRENT LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END; -- ''quoted'''› [:trigger]
)"},
      {R"sql(CREATE FUNCTION f(INOUT x int[], IN y double precision) LANGUAGE sql VOLATILE SECURITY INVOKER AS $$SELECT '{}'$$)sql",
       R"(create-function function f‹f›(INOUT x pg_catalog.int4[],IN y pg_catalog.float8) language sql volatile
  body ‹SELECT '{}'›
  signature ‹(INOUT x int[], IN y double precision) LANGUAGE sql VOLATILE SECURITY INVOKER AS $$SELECT '{}'$$›
)"},
      {R"sql(CREATE OR REPLACE PROCEDURE s.p(IN a int, INOUT b text) LANGUAGE plpgsql AS $$ BEGIN COMMIT; END $$)sql",
       R"(create-function procedure or-replace s.p‹s.p›(IN a pg_catalog.int4,INOUT b text) language plpgsql
  body ‹ BEGIN COMMIT; END ›
  signature ‹(IN a int, INOUT b text) LANGUAGE plpgsql AS $$ BEGIN COMMIT; END $$› [:text]
)"},
      {R"sql(CREATE AGGREGATE s.agg(int, text) (SFUNC = f, STYPE = int))sql",
       R"(define aggregate s.agg(IN pg_catalog.int4,IN text)
  signature ‹(int, text) (SFUNC = f, STYPE = int)› [f()]
)"},
      {R"sql(CREATE OR REPLACE AGGREGATE c(*) (SFUNC = f, STYPE = int))sql",
       R"(define aggregate or-replace c()
  signature ‹(*) (SFUNC = f, STYPE = int)› [f()]
)"},
      {R"sql(CREATE AGGREGATE o(double precision ORDER BY anyelement) (SFUNC = f, STYPE = internal))sql",
       R"(define aggregate o(IN pg_catalog.float8,IN anyelement)
  signature ‹(double precision ORDER BY anyelement) (SFUNC = f, STYPE = internal)› [f() :internal]
)"},
      {R"sql(ALTER FUNCTION s.f(int, text) STABLE SECURITY DEFINER SET search_path = s)sql",
       R"(alter-function function s.f(pg_catalog.int4,text) ‹STABLE SECURITY DEFINER SET search_path = s›
)"},
      {R"sql(ALTER PROCEDURE p RESET ALL)sql",
       R"(alter-function procedure p ‹RESET ALL›
)"},
      {R"sql(ALTER ROUTINE r(int) COST 5)sql",
       R"(alter-function routine r(pg_catalog.int4) ‹COST 5›
)"},
      {R"sql(DO $$ BEGIN RAISE 'x'; END $$)sql",
       R"(do plpgsql
  body ‹ BEGIN RAISE 'x'; END ›
)"},
      {R"sql(DO LANGUAGE plpython3u 'pass')sql",
       R"(do plpython3u
  body *‹pass›
)"},
      {R"sql(DO $do$ x $do$ LANGUAGE plpgsql)sql",
       R"(do plpgsql
  body ‹ x ›
)"},
      {R"sql(CALL s.p(1, NULL))sql",
       R"(call s.p
)"},
      {R"sql(CALL p())sql",
       R"(call p
)"},
  });
}

TEST(ParsePostgresql, Triggers) {
  expect_dumps({
      {R"sql(CREATE TRIGGER t BEFORE INSERT OR UPDATE OF a, "B" OR DELETE ON s.x FOR EACH ROW WHEN (NEW.a IS DISTINCT FROM OLD.a) EXECUTE FUNCTION s.f('one', 2, three))sql",
       R"(create-trig t BEFORE INSERT/DELETE/UPDATE of a,B on s.x‹s.x› row
  when ‹NEW.a IS DISTINCT FROM OLD.a› columns a,a [new.a‹NEW.a› old.a‹OLD.a›]
  calls s.f(one,2,three)
)"},
      {R"sql(CREATE OR REPLACE TRIGGER t AFTER TRUNCATE ON x EXECUTE PROCEDURE f())sql",
       R"(create-trig or-replace t AFTER TRUNCATE on x‹x›
  calls f
)"},
      {R"sql(CREATE TRIGGER t INSTEAD OF UPDATE ON v FOR EACH ROW EXECUTE FUNCTION f())sql",
       R"(create-trig t INSTEAD OF UPDATE on v‹v› row
  calls f
)"},
      {R"sql(CREATE CONSTRAINT TRIGGER t AFTER INSERT ON x FROM s.y DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION f())sql",
       R"(create-trig constraint t AFTER INSERT on x‹x› row deferred from s.y‹s.y›
  calls f
)"},
      {R"sql(CREATE TRIGGER t AFTER UPDATE ON x REFERENCING OLD TABLE AS o NEW TABLE AS n FOR EACH STATEMENT EXECUTE FUNCTION f())sql",
       R"(create-trig t AFTER UPDATE on x‹x› old-table o new-table n
  calls f
)"},
      {R"sql(CREATE TRIGGER "when" AFTER UPDATE ON x FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION f())sql",
       R"(create-trig when AFTER UPDATE on x‹x› row
  when ‹pg_trigger_depth() = 0› calls pg_trigger_depth [pg_trigger_depth()]
  calls f
)"},
  });
}

TEST(ParsePostgresql, PoliciesAndRules) {
  expect_dumps({
      {R"sql(CREATE POLICY p ON s.a AS RESTRICTIVE FOR UPDATE TO "Me", CURRENT_USER, PUBLIC USING (owner = current_user) WITH CHECK (x > 0 AND s.f(y)))sql",
       R"(create-policy p on s.a‹s.a› restrictive for update to "Me",CURRENT_USER,PUBLIC
  using ‹owner = current_user› columns owner calls SVFOP_CURRENT_USER [owner]
  check ‹x > 0 AND s.f(y)› columns x,y calls s.f [x s.f() y]
)"},
      {R"sql(CREATE POLICY p ON a)sql",
       R"(create-policy p on a‹a› for all to PUBLIC
)"},
      {R"sql(CREATE POLICY p ON a FOR SELECT USING (true))sql",
       R"(create-policy p on a‹a› for select to PUBLIC
  using ‹true› constant
)"},
      {R"sql(CREATE POLICY p ON a FOR INSERT WITH CHECK (EXISTS (SELECT 1 FROM s.b WHERE b.id = a.b_id)))sql",
       R"(create-policy p on a‹a› for insert to PUBLIC
  check ‹EXISTS (SELECT 1 FROM s.b WHERE b.id = a.b_id)› columns id,b_id [@s.b b.id a.b_id]
)"},
      {R"sql(ALTER POLICY p ON s.a TO me USING (x) WITH CHECK (y))sql",
       R"(alter-policy p on s.a‹s.a› to me
  using ‹x› columns x [x]
  check ‹y› columns y [y]
)"},
      {R"sql(ALTER POLICY p ON a WITH CHECK (y))sql",
       R"(alter-policy p on a‹a›
  check ‹y› columns y [y]
)"},
      {R"sql(CREATE RULE r AS ON INSERT TO s.a DO INSTEAD NOTHING)sql",
       R"(rule r INSERT on s.a‹s.a›
  ‹DO INSTEAD NOTHING›
)"},
      {R"sql(CREATE OR REPLACE RULE r AS ON UPDATE TO a WHERE OLD.x <> NEW.x DO ALSO (INSERT INTO s.log VALUES (NEW.x); DELETE FROM b))sql",
       R"(rule or-replace r UPDATE on a‹a›
  ‹WHERE OLD.x <> NEW.x DO ALSO (INSERT INTO s.log VALUES (NEW.x); DELETE FROM b)› [old.x‹OLD.x› new.x‹NEW.x› @s.log new.x‹NEW.x› @b]
)"},
      {R"sql(CREATE RULE "_RETURN" AS ON SELECT TO a DO INSTEAD SELECT * FROM b)sql",
       R"(rule _RETURN SELECT on a‹a›
  ‹DO INSTEAD SELECT * FROM b› [* @b]
)"},
      {R"sql(CREATE RULE r AS ON DELETE TO a DO NOTHING)sql",
       R"(rule r DELETE on a‹a›
  ‹DO NOTHING›
)"},
  });
}

}  // namespace
}  // namespace migc::compiler
