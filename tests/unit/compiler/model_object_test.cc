#include <gtest/gtest.h>

#include "tests/unit/compiler/expect_schemas.h"

namespace migc::compiler {
namespace {

TEST(Model, Types) {
  expect_schemas({
      {R"sql(CREATE TYPE e AS ENUM ('b', 'd');
ALTER TYPE e ADD VALUE 'a' BEFORE 'b';
ALTER TYPE e ADD VALUE 'c' AFTER 'b';
ALTER TYPE e ADD VALUE 'e';
ALTER TYPE e ADD VALUE IF NOT EXISTS 'e';
ALTER TYPE e RENAME VALUE 'd' TO 'it''s';
COMMENT ON TYPE e IS 'c')sql",
       R"(CREATE TYPE public.e AS ENUM ('a', 'b', 'c', 'it''s', 'e');
COMMENT ON TYPE public.e IS 'c';
)"},
      {R"sql(CREATE DOMAIN d AS varchar(20) COLLATE "C" DEFAULT 'x' NOT NULL CONSTRAINT k CHECK (VALUE <> '');
ALTER DOMAIN d DROP DEFAULT;
ALTER DOMAIN d DROP NOT NULL;
ALTER DOMAIN d ADD CONSTRAINT l CHECK (length(VALUE) > 1) NOT VALID;
ALTER DOMAIN d VALIDATE CONSTRAINT l;
ALTER DOMAIN d DROP CONSTRAINT k;
ALTER DOMAIN d SET DEFAULT 'yy';
COMMENT ON CONSTRAINT l ON DOMAIN d IS 'c')sql",
       R"(CREATE DOMAIN public.d AS pg_catalog."varchar"(20) COLLATE "C" DEFAULT 'yy'
  CONSTRAINT l CHECK (length(VALUE) > 1);
COMMENT ON CONSTRAINT l ON DOMAIN public.d IS 'c';
)"},
      {R"sql(CREATE TYPE c AS (a int, b numeric(5, 2)[]);
CREATE TYPE r AS RANGE (subtype = float8, subtype_diff = float8mi, multirange_type_name = mr);
CREATE TABLE t (x c, y r, z mr, w c[]))sql",
       R"(CREATE TYPE public.c AS (
  a pg_catalog.int4,
  b pg_catalog."numeric"(5,2)[]
);
CREATE TYPE public.r AS RANGE (subtype = float8, subtype_diff = float8mi, multirange_type_name = mr);
CREATE TABLE public.t (
  x public.c,
  y public.r,
  z mr,
  w public.c[]
);
)"},
      {R"sql(CREATE TABLE t (a varchar(5) COLLATE "C", b numeric(10, 2)[], c timestamptz(3), d interval day to second(2), e bit(3), f "char", g char(7), h time without time zone, i double precision, j int[3][4], k name, l regclass, m interval year))sql",
       R"(CREATE TABLE public.t (
  a pg_catalog."varchar"(5) COLLATE "C",
  b pg_catalog."numeric"(10,2)[],
  c pg_catalog.timestamptz(3),
  d pg_catalog."interval"(7176,2),
  e pg_catalog."bit"(3),
  f pg_catalog."char",
  g pg_catalog.bpchar(7),
  h pg_catalog."time",
  i pg_catalog.float8,
  j pg_catalog.int4[][],
  k pg_catalog.name,
  l pg_catalog.regclass,
  m pg_catalog."interval"(4)
);
)"},
      {R"sql(CREATE TABLE t (a int);
CREATE TABLE u (x t, y t[]);
ALTER TABLE t RENAME TO v)sql",
       R"(CREATE TABLE public.v (
  a pg_catalog.int4
);
CREATE TABLE public.u (
  x public.v,
  y public.v[]
);
)"},
      {R"sql(CREATE TABLE t (a int);
ALTER TABLE t ALTER a TYPE bigint, ALTER a SET DEFAULT 5;
ALTER TABLE t ALTER a DROP DEFAULT;
ALTER TABLE t ALTER a TYPE text USING a::text;
ALTER TABLE t ALTER a TYPE varchar(5) COLLATE "C")sql",
       R"(CREATE TABLE public.t (
  a pg_catalog."varchar"(5) COLLATE "C"
);
)"},
  });
}

TEST(Model, Sessions) {
  expect_schemas({
      {R"sql(CREATE SCHEMA s;
SET search_path = s, public;
CREATE TABLE t (a int);
CREATE TABLE public.u (b int);
CREATE TABLE v (x int);
ALTER TABLE u ADD y int;
CREATE INDEX ON u (b))sql",
       R"(CREATE SCHEMA s;
CREATE TABLE s.t (
  a pg_catalog.int4
);
CREATE TABLE public.u (
  b pg_catalog.int4,
  y pg_catalog.int4
);
CREATE TABLE s.v (
  x pg_catalog.int4
);
CREATE INDEX u_b_idx ON public.u USING btree (b);
)"},
      {R"sql(CREATE SCHEMA s;
SET search_path = s;
CREATE TABLE t (a int);
CHECKPOINT;
CREATE TABLE u (a int))sql",
       R"(CREATE SCHEMA s;
CREATE TABLE s.t (
  a pg_catalog.int4
);
CREATE TABLE public.u (
  a pg_catalog.int4
);
)"},
      {R"sql(CREATE TABLE t (a int);
CREATE TEMP TABLE t (b int);
ALTER TABLE t ADD c int;
DROP TABLE t;
ALTER TABLE t ADD d int)sql",
       R"(CREATE TABLE public.t (
  a pg_catalog.int4,
  d pg_catalog.int4
);
)"},
      {R"sql(CREATE TEMP TABLE x (a serial PRIMARY KEY);
CREATE TEMP VIEW v AS SELECT * FROM x;
CHECKPOINT;
CREATE TABLE x (b int))sql",
       R"(CREATE TABLE public.x (
  b pg_catalog.int4
);
)"},
      {R"sql(CREATE TABLE IF NOT EXISTS t (a int);
CREATE TABLE IF NOT EXISTS t (b int);
CREATE SEQUENCE IF NOT EXISTS t;
CREATE INDEX IF NOT EXISTS i ON t (a);
CREATE INDEX IF NOT EXISTS i ON t (a, a);
ALTER TABLE t ADD COLUMN IF NOT EXISTS a text;
ALTER TABLE IF EXISTS nope ADD x int;
ALTER TABLE t DROP COLUMN IF EXISTS zz, DROP CONSTRAINT IF EXISTS yy;
CREATE SCHEMA IF NOT EXISTS public)sql",
       R"(CREATE TABLE public.t (
  a pg_catalog.int4
);
CREATE INDEX i ON public.t USING btree (a);
)"},
      {R"sql(CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE OR REPLACE FUNCTION f(a int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 2';
CREATE OR REPLACE FUNCTION f(a text) RETURNS int LANGUAGE sql AS 'SELECT 3';
ALTER FUNCTION f(int) SECURITY DEFINER SET search_path = public;
ALTER FUNCTION f(text) COST 7)sql",
       R"(CREATE FUNCTION public.f(a int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 2';
ALTER FUNCTION public.f(pg_catalog.int4) SECURITY DEFINER SET search_path = public;
CREATE FUNCTION public.f(a text) RETURNS int LANGUAGE sql AS 'SELECT 3';
ALTER FUNCTION public.f(pg_catalog.text) COST 7;
)"},
      {R"sql(SET search_path = '';
CREATE TABLE public.t (a int DEFAULT 1);
ALTER TABLE public.t ADD b int;
RESET search_path;
CREATE TABLE u (a int))sql",
       R"(CREATE TABLE public.t (
  a pg_catalog.int4 DEFAULT 1,
  b pg_catalog.int4
);
CREATE TABLE public.u (
  a pg_catalog.int4
);
)"},
      {R"sql(CREATE TABLE t (a int);
CREATE TABLE t (b int);
ALTER TABLE t ADD a text;
ALTER TABLE t DROP nope)sql",
       R"(CREATE TABLE public.t (
  a pg_catalog.int4
);
)"},
  });
}

TEST(Model, TableSettings) {
  expect_schemas({
      {R"sql(CREATE TABLE t (a text, b text) WITH (fillfactor = 70, autovacuum_enabled = false, toast.autovacuum_enabled = false);
ALTER TABLE t SET (fillfactor = 80, parallel_workers = 2), RESET (autovacuum_enabled);
ALTER TABLE t ALTER a SET STORAGE EXTERNAL, ALTER a SET STATISTICS 100, ALTER b SET COMPRESSION pglz, ALTER b SET (n_distinct = -0.5))sql",
       R"(CREATE TABLE public.t (
  a pg_catalog.text,
  b pg_catalog.text COMPRESSION pglz
) WITH (toast.autovacuum_enabled = 'false', fillfactor = '80', parallel_workers = '2');
ALTER TABLE ONLY public.t ALTER COLUMN a SET STORAGE external;
ALTER TABLE ONLY public.t ALTER COLUMN a SET STATISTICS 100;
ALTER TABLE ONLY public.t ALTER COLUMN b SET (n_distinct = '-0.5');
)"},
      {R"sql(CREATE UNLOGGED TABLE t (a int);
CREATE UNLOGGED TABLE u (a int);
ALTER TABLE u SET LOGGED;
CREATE TABLE v (a int);
ALTER TABLE v SET UNLOGGED)sql",
       R"(CREATE UNLOGGED TABLE public.t (
  a pg_catalog.int4
);
CREATE TABLE public.u (
  a pg_catalog.int4
);
CREATE UNLOGGED TABLE public.v (
  a pg_catalog.int4
);
)"},
      {R"sql(CREATE TABLE t (a int, b int, CONSTRAINT c CHECK (a > 0) NOT VALID, CONSTRAINT d UNIQUE (a));
ALTER TABLE t VALIDATE CONSTRAINT c;
ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (b) REFERENCES t (a) MATCH FULL ON DELETE SET NULL ON UPDATE CASCADE NOT VALID;
ALTER TABLE t ALTER CONSTRAINT f DEFERRABLE INITIALLY DEFERRED)sql",
       R"(CREATE TABLE public.t (
  a pg_catalog.int4,
  b pg_catalog.int4,
  CONSTRAINT c CHECK (a > 0)
);
ALTER TABLE ONLY public.t
  ADD CONSTRAINT d UNIQUE (a);
ALTER TABLE ONLY public.t
  ADD CONSTRAINT f FOREIGN KEY (b) REFERENCES public.t (a) MATCH FULL ON UPDATE CASCADE ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED NOT VALID;
)"},
      {R"sql(COMMENT ON SCHEMA public IS 'p';
CREATE TABLE t (a int, CONSTRAINT c CHECK (a > 0));
CREATE INDEX i ON t (a);
COMMENT ON TABLE t IS 'it''s';
COMMENT ON COLUMN t.a IS E'x\ny';
COMMENT ON CONSTRAINT c ON t IS 'c';
COMMENT ON INDEX i IS 'i';
ALTER TABLE t RENAME a TO b;
COMMENT ON TABLE t IS NULL;
CREATE POLICY p ON t;
COMMENT ON POLICY p ON t IS 'pp')sql",
       R"(CREATE TABLE public.t (
  b pg_catalog.int4,
  CONSTRAINT c CHECK (b > 0)
);
CREATE INDEX i ON public.t USING btree (b);
CREATE POLICY p ON public.t TO PUBLIC;
COMMENT ON SCHEMA public IS 'p';
COMMENT ON COLUMN public.t.b IS 'x
y';
COMMENT ON CONSTRAINT c ON public.t IS 'c';
COMMENT ON INDEX public.i IS 'i';
COMMENT ON POLICY p ON public.t IS 'pp';
)"},
      {R"sql(CREATE TABLE t (a int, b int);
CREATE UNIQUE INDEX i ON t (a DESC NULLS LAST, (b + 1)) INCLUDE (b) WITH (fillfactor = 70) WHERE a > 0;
CREATE INDEX j ON t USING brin (a) WITH (pages_per_range = 4);
CREATE INDEX k ON t (a) WHERE b IN (1, 2);
ALTER INDEX i SET (fillfactor = 60);
ALTER INDEX j RENAME TO l;
CREATE UNIQUE INDEX n ON t (a) NULLS NOT DISTINCT)sql",
       R"(CREATE TABLE public.t (
  a pg_catalog.int4,
  b pg_catalog.int4
);
CREATE UNIQUE INDEX i ON public.t USING btree (a DESC NULLS LAST, ((b + 1))) INCLUDE (b) WITH (fillfactor = '60') WHERE a > 0;
CREATE INDEX l ON public.t USING brin (a) WITH (pages_per_range = '4');
CREATE INDEX k ON public.t USING btree (a) WHERE b IN (1, 2);
CREATE UNIQUE INDEX n ON public.t USING btree (a) NULLS NOT DISTINCT;
)"},
      {R"sql(CREATE TABLE t (a int, b int);
GRANT SELECT ON ALL TABLES IN SCHEMA public TO PUBLIC;
CREATE TABLE u (x int))sql",
       R"(CREATE TABLE public.t (
  a pg_catalog.int4,
  b pg_catalog.int4
);
CREATE TABLE public.u (
  x pg_catalog.int4
);
GRANT SELECT ON TABLE public.t TO PUBLIC;
)"},
  });
}

TEST(Model, RulesCanBeSwitched) {
  expect_schemas({
      {R"sql(CREATE TABLE t (a int);
CREATE RULE r AS ON DELETE TO t DO NOTHING;
ALTER TABLE t DISABLE RULE r)sql",
       R"(CREATE TABLE public.t (
  a pg_catalog.int4
);
CREATE RULE r AS ON DELETE TO public.t DO NOTHING;
ALTER TABLE public.t DISABLE RULE r;
)"},
  });
}

// As pg_dump writes it.
TEST(Model, SearchPathThroughAFunction) {
  expect_schemas({
      {R"sql(CREATE SCHEMA s;
SELECT pg_catalog.set_config('search_path', 's', false);
CREATE TABLE t (a int))sql",
       R"(CREATE SCHEMA s;
CREATE TABLE s.t (
  a pg_catalog.int4
);
)"},
  });
}

TEST(Model, ClusterChoosesTheIndex) {
  expect_schemas({
      {R"sql(CREATE TABLE t (a int);
CREATE INDEX i ON t (a);
CLUSTER t USING i)sql",
       R"(CREATE TABLE public.t (
  a pg_catalog.int4
);
CREATE INDEX i ON public.t USING btree (a);
ALTER TABLE public.t CLUSTER ON i;
)"},
  });
}

TEST(Model, DefaultPrivileges) {
  expect_schemas({
      {R"sql(CREATE SCHEMA x;
ALTER DEFAULT PRIVILEGES IN SCHEMA x GRANT SELECT ON TABLES TO PUBLIC)sql",
       R"(CREATE SCHEMA x;
ALTER DEFAULT PRIVILEGES IN SCHEMA x GRANT SELECT ON TABLES TO PUBLIC;
)"},
  });
}

TEST(Model, ElementsOfASchema) {
  expect_schemas({
      {R"sql(CREATE SCHEMA s CREATE TABLE t (x int))sql",
       R"(CREATE SCHEMA s;
CREATE TABLE s.t (
  x pg_catalog.int4
);
)"},
  });
}

}  // namespace
}  // namespace migc::compiler
