#include <gtest/gtest.h>

#include "tests/unit/compiler/expect_schemas.h"

namespace migc::compiler {
namespace {

TEST(Model, Drops) {
  expect_schemas({
      {R"sql(CREATE TABLE t (a int, b int UNIQUE, c int, UNIQUE (a, c), CHECK (b > c), CHECK (a > 0));
CREATE INDEX i ON t (c) WHERE b > 0;
CREATE INDEX j ON t (a);
ALTER TABLE t DROP b)sql",
       R"(CREATE TABLE public.t (
  a pg_catalog.int4,
  c pg_catalog.int4,
  CONSTRAINT t_a_check CHECK (a > 0)
);
ALTER TABLE ONLY public.t
  ADD CONSTRAINT t_a_c_key UNIQUE (a, c);
CREATE INDEX j ON public.t USING btree (a);
)"},
      {R"sql(CREATE TABLE u (id int PRIMARY KEY);
CREATE TABLE t (a int REFERENCES u);
DROP TABLE u CASCADE)sql",
       R"(CREATE TABLE public.t (
  a pg_catalog.int4
);
)"},
      {R"sql(CREATE TABLE t (a int);
CREATE VIEW v AS SELECT a FROM t;
CREATE VIEW w AS SELECT * FROM v;
CREATE MATERIALIZED VIEW m AS SELECT * FROM w;
DROP TABLE t CASCADE)sql",
       R"()"},
      {R"sql(CREATE TABLE t (a int, b int);
CREATE VIEW v AS SELECT a FROM t;
ALTER TABLE t DROP b;
ALTER TABLE t ADD b text;
ALTER TABLE t DROP a CASCADE)sql",
       R"(CREATE TABLE public.t (
  b pg_catalog.text
);
)"},
      {R"sql(CREATE TYPE e AS ENUM ('a');
CREATE TABLE t (x e, y e[], z int);
CREATE FUNCTION f(e) RETURNS int LANGUAGE sql AS 'SELECT 1';
DROP TYPE e CASCADE)sql",
       R"(CREATE TABLE public.t (
  z pg_catalog.int4
);
)"},
      {R"sql(CREATE SCHEMA s;
CREATE TABLE s.t (a serial PRIMARY KEY);
CREATE TABLE u (a int REFERENCES s.t);
CREATE VIEW v AS SELECT * FROM s.t;
DROP SCHEMA s CASCADE)sql",
       R"(CREATE TABLE public.u (
  a pg_catalog.int4
);
)"},
      {R"sql(CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE t (a int);
CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
DROP FUNCTION f CASCADE)sql",
       R"(CREATE TABLE public.t (
  a pg_catalog.int4
);
)"},
      {R"sql(CREATE TABLE t (a serial, b bigint GENERATED ALWAYS AS IDENTITY);
ALTER TABLE t DROP a;
ALTER TABLE t DROP b)sql",
       R"(CREATE TABLE public.t ();
)"},
      {R"sql(CREATE TABLE t (a serial);
DROP TABLE t;
CREATE SEQUENCE t_a_seq)sql",
       R"(CREATE SEQUENCE public.t_a_seq AS pg_catalog.int8;
)"},
      {R"sql(CREATE SEQUENCE s;
CREATE TABLE t (a int DEFAULT nextval('s'));
DROP SEQUENCE s CASCADE)sql",
       R"(CREATE TABLE public.t (
  a pg_catalog.int4
);
)"},
      {R"sql(CREATE SEQUENCE s;
CREATE TABLE t (a int);
ALTER SEQUENCE s OWNED BY t.a;
ALTER TABLE t DROP a)sql",
       R"(CREATE TABLE public.t ();
)"},
      {R"sql(CREATE SEQUENCE s;
CREATE TABLE t (a int);
ALTER SEQUENCE s OWNED BY t.a;
ALTER SEQUENCE s OWNED BY NONE;
DROP TABLE t)sql",
       R"(CREATE SEQUENCE public.s AS pg_catalog.int8;
)"},
      {R"sql(CREATE TABLE t (a int, b int);
CREATE INDEX i ON t (a);
CREATE INDEX j ON t (b);
DROP INDEX IF EXISTS i, k;
DROP TABLE IF EXISTS nope)sql",
       R"(CREATE TABLE public.t (
  a pg_catalog.int4,
  b pg_catalog.int4
);
CREATE INDEX j ON public.t USING btree (b);
)"},
      {R"sql(CREATE TABLE t (a int);
CREATE POLICY p ON t;
CREATE POLICY q ON t;
CREATE RULE r AS ON DELETE TO t DO INSTEAD NOTHING;
DROP POLICY p ON t;
DROP RULE r ON t)sql",
       R"(CREATE TABLE public.t (
  a pg_catalog.int4
);
CREATE POLICY q ON public.t TO PUBLIC;
)"},
      {R"sql(CREATE DOMAIN d AS int;
CREATE DOMAIN e AS int;
CREATE TABLE t (a d, b e);
DROP DOMAIN d CASCADE)sql",
       R"(CREATE DOMAIN public.e AS pg_catalog.int4;
CREATE TABLE public.t (
  b public.e
);
)"},
      {R"sql(CREATE TABLE p (a int, b int);
CREATE TABLE c (x int) INHERITS (p);
ALTER TABLE p DROP a;
DROP TABLE p CASCADE)sql",
       R"()"},
      {R"sql(CREATE TABLE p (a int, b int);
CREATE TABLE c (x int) INHERITS (p);
ALTER TABLE ONLY p DROP a)sql",
       R"(CREATE TABLE public.p (
  b pg_catalog.int4
);
CREATE TABLE public.c (
  a pg_catalog.int4,
  x pg_catalog.int4
)
INHERITS (public.p);
)"},
      {R"sql(CREATE TABLE t (a int);
CREATE VIEW v AS SELECT a FROM t;
DROP VIEW v;
CREATE VIEW v AS SELECT 1 AS one)sql",
       R"(CREATE TABLE public.t (
  a pg_catalog.int4
);
CREATE VIEW public.v (one) AS
SELECT 1 AS one;
)"},
      {R"sql(CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION f(text) RETURNS int LANGUAGE sql AS 'SELECT 1';
DROP FUNCTION f(int);
CREATE FUNCTION g(VARIADIC x text[]) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION h(OUT x int) LANGUAGE sql AS 'SELECT 1';
DROP FUNCTION g, h())sql",
       R"(CREATE FUNCTION public.f(text) RETURNS int LANGUAGE sql AS 'SELECT 1';
)"},
      {R"sql(CREATE TABLE t (a int NOT NULL, b int);
ALTER TABLE t DROP COLUMN a, ADD COLUMN a text;
CREATE TABLE u (LIKE t))sql",
       R"(CREATE TABLE public.t (
  b pg_catalog.int4,
  a pg_catalog.text
);
CREATE TABLE public.u (
  b pg_catalog.int4,
  a pg_catalog.text
);
)"},
  });
}

TEST(Model, AKeyTakesItsForeignKeysAlong) {
  expect_schemas({
      {R"sql(CREATE TABLE t (a int PRIMARY KEY);
CREATE TABLE u (x int REFERENCES t);
ALTER TABLE t DROP CONSTRAINT t_pkey CASCADE)sql",
       R"(CREATE TABLE public.t (
  a pg_catalog.int4 NOT NULL
);
CREATE TABLE public.u (
  x pg_catalog.int4
);
)"},
  });
}

TEST(Model, StatisticsGoWithTheirColumns) {
  expect_schemas({
      {R"sql(CREATE TABLE t (a int, b int, c int);
CREATE STATISTICS s ON a, b FROM t;
ALTER TABLE t DROP b)sql",
       R"(CREATE TABLE public.t (
  a pg_catalog.int4,
  c pg_catalog.int4
);
)"},
  });
}

TEST(Model, AFunctionTakesItsIndexesAlong) {
  expect_schemas({
      {R"sql(CREATE FUNCTION f(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE TABLE t (a int);
CREATE INDEX i ON t (f(a));
DROP FUNCTION f CASCADE)sql",
       R"(CREATE TABLE public.t (
  a pg_catalog.int4
);
)"},
  });
}

}  // namespace
}  // namespace migc::compiler
