#include <gtest/gtest.h>

#include "tests/unit/compiler/expect_schemas.h"

namespace migc::compiler {
namespace {

TEST(Model, Views) {
  expect_schemas({
      {R"sql(CREATE TABLE t (a int, b text);
CREATE VIEW v AS SELECT * FROM t;
ALTER TABLE t ADD c int;
CREATE VIEW w AS SELECT t.*, 1 AS one FROM t)sql",
       R"(CREATE TABLE public.t (
  a pg_catalog.int4,
  b pg_catalog.text,
  c pg_catalog.int4
);
CREATE VIEW public.v (a, b) AS
SELECT t.a, t.b FROM public.t;
CREATE VIEW public.w (a, b, c, one) AS
SELECT t.a, t.b, t.c, 1 AS one FROM public.t;
)"},
      {R"sql(CREATE TABLE t (a int, b text);
CREATE VIEW v (x, y) AS SELECT * FROM t;
CREATE OR REPLACE VIEW v (x, y, z) AS SELECT a, b, 1 FROM t;
COMMENT ON VIEW v IS 'c';
COMMENT ON COLUMN v.y IS 'd')sql",
       R"(CREATE TABLE public.t (
  a pg_catalog.int4,
  b pg_catalog.text
);
CREATE VIEW public.v (x, y, z) AS
SELECT a, b, 1 FROM public.t;
COMMENT ON VIEW public.v IS 'c';
COMMENT ON COLUMN public.v.y IS 'd';
)"},
      {R"sql(CREATE TABLE t (a int, b text);
CREATE MATERIALIZED VIEW m AS SELECT a, b FROM t WITH NO DATA;
CREATE UNIQUE INDEX i ON m (a);
CREATE INDEX ON m (lower(b));
ALTER MATERIALIZED VIEW m RENAME COLUMN a TO x;
ALTER TABLE t RENAME a TO z;
REFRESH MATERIALIZED VIEW m)sql",
       R"(CREATE TABLE public.t (
  z pg_catalog.int4,
  b pg_catalog.text
);
CREATE MATERIALIZED VIEW public.m (x, b) AS
SELECT z, b FROM public.t
WITH NO DATA;
CREATE UNIQUE INDEX i ON public.m USING btree (x);
CREATE INDEX m_lower_idx ON public.m USING btree ((lower(b)));
)"},
      {R"sql(CREATE VIEW v WITH (security_barrier) AS SELECT 1 AS a;
CREATE VIEW w WITH (security_invoker = true) AS SELECT 2 AS b)sql",
       R"(CREATE VIEW public.v (a) WITH (security_barrier) AS
SELECT 1 AS a;
CREATE VIEW public.w (b) WITH (security_invoker = 'true') AS
SELECT 2 AS b;
)"},
      {R"sql(CREATE SCHEMA s;
CREATE TABLE s.t (a int);
SET search_path = s;
CREATE VIEW v AS SELECT a FROM t;
ALTER TABLE t RENAME a TO b)sql",
       R"(CREATE SCHEMA s;
CREATE TABLE s.t (
  b pg_catalog.int4
);
CREATE VIEW s.v (a) AS
SELECT b FROM s.t;
)"},
      {R"sql(CREATE TABLE t (a int);
CREATE VIEW v AS SELECT a AS "X y", count(*) FROM t GROUP BY a ORDER BY "X y";
ALTER TABLE t RENAME a TO k)sql",
       R"(CREATE TABLE public.t (
  k pg_catalog.int4
);
CREATE VIEW public.v ("X y", count) AS
SELECT k AS "X y", count(*) FROM public.t GROUP BY k ORDER BY "X y";
)"},
  });
}

TEST(Model, AViewOfATableAsAWhole) {
  expect_schemas({
      {R"sql(CREATE TABLE t (a int, b text);
CREATE VIEW v AS TABLE t;
CREATE TABLE w AS TABLE t)sql",
       R"(CREATE TABLE public.t (
  a pg_catalog.int4,
  b pg_catalog.text
);
CREATE VIEW public.v (a, b) AS
TABLE public.t;
CREATE TABLE public.w (
  a pg_catalog.int4,
  b pg_catalog.text
);
)"},
  });
}

// A column that is added later is not one of the view.
TEST(Model, TheStarOfANaturalJoin) {
  expect_schemas({
      {R"sql(CREATE TABLE t (a int, b int);
CREATE TABLE u (a int, c int);
CREATE VIEW v AS SELECT * FROM t NATURAL JOIN u;
ALTER TABLE t ADD d int)sql",
       R"(CREATE TABLE public.t (
  a pg_catalog.int4,
  b pg_catalog.int4,
  d pg_catalog.int4
);
CREATE TABLE public.u (
  a pg_catalog.int4,
  c pg_catalog.int4
);
CREATE VIEW public.v (a, b, c) AS
SELECT a, t.b, u.c FROM public.t NATURAL JOIN public.u;
)"},
  });
}

TEST(Model, RecursiveViews) {
  expect_schemas({
      {R"sql(CREATE RECURSIVE VIEW v (n) AS VALUES (1) UNION ALL SELECT n + 1 FROM v WHERE n < 5)sql",
       R"(CREATE RECURSIVE VIEW public.v (n) AS
VALUES (1) UNION ALL SELECT n + 1 FROM v WHERE n < 5;
)"},
  });
}

TEST(Model, DefaultsOfViewColumns) {
  expect_schemas({
      {R"sql(CREATE VIEW v AS SELECT 1 AS a;
ALTER VIEW v ALTER a SET DEFAULT 7)sql",
       R"(CREATE VIEW public.v (a) AS
SELECT 1 AS a;
ALTER VIEW public.v ALTER COLUMN a SET DEFAULT 7;
)"},
  });
}

// A type that is not computed must not become a column without one.
TEST(Model, ColumnsOfUnknownTypes) {
  EXPECT_EQ(schema_after("CREATE TABLE t AS SELECT 1 AS a").find(R"("")"), std::string::npos);
}

TEST(Model, SelectInto) {
  expect_schemas({
      {R"sql(CREATE TABLE u (a int);
SELECT a AS x INTO t FROM u)sql",
       R"(CREATE TABLE public.u (
  a pg_catalog.int4
);
CREATE TABLE public.t (
  x pg_catalog.int4
);
)"},
  });
}

}  // namespace
}  // namespace migc::compiler
