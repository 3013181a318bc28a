#include <gtest/gtest.h>

#include "tests/unit/compiler/expect_schemas.h"

namespace migc::compiler {
namespace {

TEST(Model, Renames) {
  expect_schemas({
      {R"sql(CREATE TABLE t (a int PRIMARY KEY, b int UNIQUE CHECK (b > 0), c int DEFAULT 1);
CREATE INDEX i ON t (lower(b::text), c) INCLUDE (a) WHERE b > c;
ALTER TABLE t RENAME b TO "B";
ALTER TABLE t RENAME TO "T")sql",
       R"(CREATE TABLE public."T" (
  a pg_catalog.int4 NOT NULL,
  "B" pg_catalog.int4,
  c pg_catalog.int4 DEFAULT 1,
  CONSTRAINT t_b_check CHECK ("B" > 0)
);
ALTER TABLE ONLY public."T"
  ADD CONSTRAINT t_pkey PRIMARY KEY (a);
ALTER TABLE ONLY public."T"
  ADD CONSTRAINT t_b_key UNIQUE ("B");
CREATE INDEX i ON public."T" USING btree ((lower("B"::text)), c) INCLUDE (a) WHERE "B" > c;
)"},
      {R"sql(CREATE TABLE t (a int, b int, CONSTRAINT c CHECK (t.a > b AND a IS NOT NULL));
ALTER TABLE t RENAME a TO x;
ALTER TABLE t RENAME b TO a;
ALTER TABLE t RENAME TO u)sql",
       R"(CREATE TABLE public.u (
  x pg_catalog.int4,
  a pg_catalog.int4,
  CONSTRAINT c CHECK (u.x > a AND x IS NOT NULL)
);
)"},
      {R"sql(CREATE TABLE u (id int PRIMARY KEY);
CREATE TABLE t (a int REFERENCES u);
ALTER TABLE u RENAME id TO key;
ALTER TABLE u RENAME TO v;
ALTER TABLE t RENAME a TO b;
ALTER TABLE t RENAME CONSTRAINT t_a_fkey TO fk;
ALTER TABLE v RENAME CONSTRAINT u_pkey TO pk)sql",
       R"(CREATE TABLE public.v (
  key pg_catalog.int4 NOT NULL
);
ALTER TABLE ONLY public.v
  ADD CONSTRAINT pk PRIMARY KEY (key);
CREATE TABLE public.t (
  b pg_catalog.int4
);
ALTER TABLE ONLY public.t
  ADD CONSTRAINT fk FOREIGN KEY (b) REFERENCES public.v (key);
)"},
      {R"sql(CREATE TABLE t (a int PRIMARY KEY);
ALTER INDEX t_pkey RENAME TO p;
CREATE TABLE u (a int UNIQUE);
ALTER TABLE u RENAME CONSTRAINT u_a_key TO k)sql",
       R"(CREATE TABLE public.t (
  a pg_catalog.int4 NOT NULL
);
ALTER TABLE ONLY public.t
  ADD CONSTRAINT p PRIMARY KEY (a);
CREATE TABLE public.u (
  a pg_catalog.int4
);
ALTER TABLE ONLY public.u
  ADD CONSTRAINT k UNIQUE (a);
)"},
      {R"sql(CREATE TABLE t (a serial);
ALTER TABLE t RENAME TO u;
ALTER TABLE u RENAME a TO b;
ALTER SEQUENCE t_a_seq RENAME TO "S")sql",
       R"(CREATE SEQUENCE public."S" AS pg_catalog.int4;
CREATE TABLE public.u (
  b pg_catalog.int4 DEFAULT nextval('public."S"'::regclass) NOT NULL
);
ALTER SEQUENCE public."S" OWNED BY public.u.b;
)"},
      {R"sql(CREATE TABLE t (a int, b int);
CREATE VIEW v AS SELECT t.a, b + 1 AS c FROM t WHERE a > 0;
ALTER TABLE t RENAME a TO x;
ALTER TABLE t RENAME TO u;
ALTER VIEW v RENAME TO w;
ALTER VIEW w RENAME COLUMN c TO d)sql",
       R"(CREATE TABLE public.u (
  x pg_catalog.int4,
  b pg_catalog.int4
);
CREATE VIEW public.w (a, d) AS
SELECT u.x, b + 1 AS c FROM public.u WHERE x > 0;
)"},
      {R"sql(CREATE TYPE c AS (a int, b text);
ALTER TYPE c RENAME ATTRIBUTE a TO z;
ALTER TYPE c RENAME TO d;
ALTER TYPE d ADD ATTRIBUTE q int, DROP ATTRIBUTE b, ALTER ATTRIBUTE z TYPE bigint CASCADE)sql",
       R"(CREATE TYPE public.d AS (
  z pg_catalog.int8,
  q pg_catalog.int4
);
)"},
      {R"sql(CREATE FUNCTION f(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE TABLE t (a int DEFAULT f(1), CHECK (f(a) > 0));
CREATE INDEX i ON t (f(a));
ALTER FUNCTION f(int) RENAME TO g;
CREATE SCHEMA s;
ALTER FUNCTION g SET SCHEMA s)sql",
       R"(CREATE SCHEMA s;
CREATE FUNCTION s.g(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE TABLE public.t (
  a pg_catalog.int4 DEFAULT s.g(1),
  CONSTRAINT t_a_check CHECK (s.g(a) > 0)
);
CREATE INDEX i ON public.t USING btree ((s.g(a)));
)"},
      {R"sql(CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE t (a int, b int);
CREATE TRIGGER g BEFORE UPDATE OF a ON t FOR EACH ROW WHEN (NEW.a > OLD.b) EXECUTE FUNCTION f('x');
ALTER TABLE t RENAME a TO z;
ALTER TABLE t RENAME TO u;
ALTER FUNCTION f RENAME TO h;
ALTER TRIGGER g ON u RENAME TO k)sql",
       R"(CREATE FUNCTION public.h() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE public.u (
  z pg_catalog.int4,
  b pg_catalog.int4
);
CREATE TRIGGER k
  BEFORE UPDATE OF z ON public.u
  FOR EACH ROW WHEN (NEW.z > OLD.b)
  EXECUTE FUNCTION public.h('x');
)"},
      {R"sql(CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a * 2) STORED);
ALTER TABLE t RENAME a TO c;
ALTER TABLE t RENAME b TO a)sql",
       R"(CREATE TABLE public.t (
  c pg_catalog.int4,
  a pg_catalog.int4 GENERATED ALWAYS AS (c * 2) STORED
);
)"},
      {R"sql(CREATE TABLE t (a int);
CREATE SCHEMA s;
ALTER TABLE t SET SCHEMA s;
ALTER SCHEMA s RENAME TO r)sql",
       R"(CREATE SCHEMA r;
CREATE TABLE r.t (
  a pg_catalog.int4
);
)"},
      {R"sql(CREATE SCHEMA s;
CREATE TABLE t (a serial PRIMARY KEY, b int);
CREATE INDEX i ON t (b);
CREATE VIEW v AS SELECT * FROM t;
ALTER TABLE t SET SCHEMA s)sql",
       R"(CREATE SCHEMA s;
CREATE SEQUENCE s.t_a_seq AS pg_catalog.int4;
CREATE TABLE s.t (
  a pg_catalog.int4 DEFAULT nextval('s.t_a_seq'::regclass) NOT NULL,
  b pg_catalog.int4
);
ALTER TABLE ONLY s.t
  ADD CONSTRAINT t_pkey PRIMARY KEY (a);
CREATE INDEX i ON s.t USING btree (b);
CREATE VIEW public.v (a, b) AS
SELECT t.a, t.b FROM s.t;
ALTER SEQUENCE s.t_a_seq OWNED BY s.t.a;
)"},
      {R"sql(CREATE TABLE t (a int, b int) PARTITION BY RANGE (a, (b + 1));
ALTER TABLE t RENAME a TO x;
ALTER TABLE t RENAME b TO y)sql",
       R"(CREATE TABLE public.t (
  x pg_catalog.int4,
  y pg_catalog.int4
)
PARTITION BY RANGE (x, (y + 1));
)"},
      {R"sql(CREATE TABLE p (a int);
CREATE TABLE c (b int) INHERITS (p);
ALTER TABLE p RENAME a TO x)sql",
       R"(CREATE TABLE public.p (
  x pg_catalog.int4
);
CREATE TABLE public.c (
  b pg_catalog.int4
)
INHERITS (public.p);
)"},
      {R"sql(CREATE SEQUENCE s;
CREATE TABLE t (a int DEFAULT nextval('s'), b bigint DEFAULT nextval('public.s'::regclass));
ALTER SEQUENCE s RENAME TO "R")sql",
       R"(CREATE SEQUENCE public."R" AS pg_catalog.int8;
CREATE TABLE public.t (
  a pg_catalog.int4 DEFAULT nextval('public."R"'),
  b pg_catalog.int8 DEFAULT nextval('public."R"'::regclass)
);
)"},
      {R"sql(CREATE TABLE t (a int);
CREATE STATISTICS st ON a, (a * 2) FROM t;
ALTER TABLE t RENAME a TO b;
ALTER STATISTICS st RENAME TO su)sql",
       R"(CREATE TABLE public.t (
  b pg_catalog.int4
);
CREATE STATISTICS public.su ON b, ((b * 2)) FROM public.t;
)"},
      {R"sql(CREATE TABLE t (a int, b int, UNIQUE (a, b));
ALTER TABLE t RENAME a TO c;
ALTER TABLE t ADD COLUMN a int;
ALTER TABLE t DROP b)sql",
       R"(CREATE TABLE public.t (
  c pg_catalog.int4,
  a pg_catalog.int4
);
)"},
      {R"sql(CREATE EXTENSION IF NOT EXISTS hstore;
CREATE TABLE t (a hstore))sql",
       R"(CREATE EXTENSION IF NOT EXISTS hstore;
CREATE TABLE public.t (
  a hstore
);
)"},
  });
}

TEST(Model, AliasesOfColumnsOutliveARename) {
  expect_schemas({
      {R"sql(CREATE TABLE t (a int, b int);
CREATE VIEW v AS SELECT b, c2 FROM t AS q (b, c2);
ALTER TABLE t RENAME a TO z)sql",
       R"(CREATE TABLE public.t (
  z pg_catalog.int4,
  b pg_catalog.int4
);
CREATE VIEW public.v (b, c2) AS
SELECT b, c2 FROM public.t AS q (b, c2);
)"},
  });
}

TEST(Model, DomainConstraintsCanBeRenamed) {
  expect_schemas({
      {R"sql(CREATE DOMAIN d AS int CONSTRAINT c CHECK (VALUE > 0);
ALTER DOMAIN d RENAME CONSTRAINT c TO k)sql",
       R"(CREATE DOMAIN public.d AS pg_catalog.int4
  CONSTRAINT k CHECK (VALUE > 0);
)"},
  });
}

TEST(Model, ARuleFollowsItsRelations) {
  expect_schemas({
      {R"sql(CREATE TABLE t (a int);
CREATE TABLE log (x int);
CREATE RULE r AS ON INSERT TO t DO ALSO INSERT INTO log VALUES (NEW.a);
ALTER TABLE log RENAME TO log2)sql",
       R"(CREATE TABLE public.t (
  a pg_catalog.int4
);
CREATE TABLE public.log2 (
  x pg_catalog.int4
);
CREATE RULE r AS ON INSERT TO public.t DO ALSO INSERT INTO public.log2 VALUES (NEW.a);
)"},
  });
}

TEST(Model, AViewOfWholeRowsFollowsTheTable) {
  expect_schemas({
      {R"sql(CREATE TABLE t (a int);
CREATE VIEW v AS SELECT t FROM t;
ALTER TABLE t RENAME TO u)sql",
       R"(CREATE TABLE public.u (
  a pg_catalog.int4
);
CREATE VIEW public.v (t) AS
SELECT u FROM public.u;
)"},
  });
}

TEST(Model, ColumnPrivilegesFollowARename) {
  expect_schemas({
      {R"sql(CREATE TABLE t (a int);
GRANT INSERT (a) ON t TO PUBLIC;
ALTER TABLE t RENAME a TO c)sql",
       R"(CREATE TABLE public.t (
  c pg_catalog.int4
);
GRANT INSERT (c) ON TABLE public.t TO PUBLIC;
)"},
  });
}

TEST(Model, APublicationFollowsItsTables) {
  expect_schemas({
      {R"sql(CREATE TABLE t (a int PRIMARY KEY);
CREATE PUBLICATION q FOR TABLE t WHERE (a > 0);
ALTER TABLE t RENAME TO u)sql",
       R"(CREATE TABLE public.u (
  a pg_catalog.int4 NOT NULL
);
ALTER TABLE ONLY public.u
  ADD CONSTRAINT t_pkey PRIMARY KEY (a);
CREATE PUBLICATION q FOR TABLE ONLY public.u WHERE (a > 0);
)"},
  });
}

TEST(Model, ARenamedEnumLabelIsFollowedByDefaults) {
  expect_schemas({
      {R"sql(CREATE TYPE e AS ENUM ('a', 'b');
CREATE TABLE t (m e DEFAULT 'a'::e);
ALTER TYPE e RENAME VALUE 'a' TO 'c')sql",
       R"(CREATE TYPE public.e AS ENUM ('c', 'b');
CREATE TABLE public.t (
  m public.e DEFAULT 'c'::public.e
);
)"},
  });
}

TEST(Model, APolicyFollowsARenameInASubselect) {
  expect_schemas({
      {R"sql(CREATE TABLE t (a int);
CREATE TABLE u (b int);
CREATE POLICY p ON t USING (EXISTS (SELECT 1 FROM u AS q WHERE q.b = t.a));
ALTER TABLE u RENAME b TO c)sql",
       R"(CREATE TABLE public.t (
  a pg_catalog.int4
);
CREATE TABLE public.u (
  c pg_catalog.int4
);
CREATE POLICY p ON public.t TO PUBLIC USING (EXISTS (SELECT 1 FROM public.u AS q WHERE q.c = t.a));
)"},
  });
}

TEST(Model, AnAggregateFollowsItsFunctions) {
  expect_schemas({
      {R"sql(CREATE FUNCTION sf(int, int) RETURNS int LANGUAGE sql AS 'SELECT $1';
CREATE AGGREGATE agg(int) (SFUNC = sf, STYPE = int);
ALTER FUNCTION sf RENAME TO sg)sql",
       R"(CREATE FUNCTION public.sg(int, int) RETURNS int LANGUAGE sql AS 'SELECT $1';
CREATE AGGREGATE public.agg(int) (SFUNC = public.sg, STYPE = int);
)"},
  });
}

TEST(Model, AParsedBodyFollowsRenames) {
  expect_schemas({
      {R"sql(CREATE TABLE t (a int);
CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT a FROM t;
END;
ALTER TABLE t RENAME a TO b)sql",
       R"(CREATE TABLE public.t (
  b pg_catalog.int4
);
CREATE FUNCTION public.f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT b FROM public.t;
END;
)"},
  });
}

}  // namespace
}  // namespace migc::compiler
