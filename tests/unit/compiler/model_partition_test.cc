#include <gtest/gtest.h>

#include "tests/unit/compiler/expect_schemas.h"

namespace migc::compiler {
namespace {

TEST(Model, Partitions) {
  expect_schemas({
      {R"sql(CREATE TABLE p (a int, b int) PARTITION BY LIST (a);
CREATE TABLE q (a int, b int);
CREATE INDEX q_own ON q (b);
CREATE INDEX p_b ON p (b);
ALTER TABLE p ATTACH PARTITION q FOR VALUES IN (1))sql",
       R"(CREATE TABLE public.p (
  a pg_catalog.int4,
  b pg_catalog.int4
)
PARTITION BY LIST (a);
CREATE TABLE public.q (
  a pg_catalog.int4,
  b pg_catalog.int4
);
ALTER TABLE ONLY public.p ATTACH PARTITION public.q FOR VALUES IN (1);
CREATE INDEX p_b ON ONLY public.p USING btree (b);
CREATE INDEX q_own ON public.q USING btree (b);
ALTER INDEX public.p_b ATTACH PARTITION public.q_own;
)"},
      {R"sql(CREATE TABLE p (a int PRIMARY KEY, b int) PARTITION BY RANGE (a);
CREATE TABLE q PARTITION OF p DEFAULT;
CREATE INDEX ON p (b);
ALTER TABLE p DETACH PARTITION q)sql",
       R"(CREATE TABLE public.p (
  a pg_catalog.int4 NOT NULL,
  b pg_catalog.int4
)
PARTITION BY RANGE (a);
ALTER TABLE ONLY public.p
  ADD CONSTRAINT p_pkey PRIMARY KEY (a);
CREATE TABLE public.q (
  a pg_catalog.int4 NOT NULL,
  b pg_catalog.int4
);
ALTER TABLE ONLY public.q
  ADD CONSTRAINT q_pkey PRIMARY KEY (a);
CREATE INDEX p_b_idx ON ONLY public.p USING btree (b);
CREATE INDEX q_b_idx ON public.q USING btree (b);
)"},
      {R"sql(CREATE TABLE u (id int PRIMARY KEY);
CREATE TABLE p (a int, b int REFERENCES u) PARTITION BY LIST (a);
CREATE TABLE q PARTITION OF p FOR VALUES IN (1);
ALTER TABLE p ADD FOREIGN KEY (a) REFERENCES u;
CREATE TABLE r (a int, b int);
ALTER TABLE p ATTACH PARTITION r FOR VALUES IN (2))sql",
       R"(CREATE TABLE public.u (
  id pg_catalog.int4 NOT NULL
);
ALTER TABLE ONLY public.u
  ADD CONSTRAINT u_pkey PRIMARY KEY (id);
CREATE TABLE public.p (
  a pg_catalog.int4,
  b pg_catalog.int4
)
PARTITION BY LIST (a);
CREATE TABLE public.q (
  a pg_catalog.int4,
  b pg_catalog.int4
);
ALTER TABLE ONLY public.p ATTACH PARTITION public.q FOR VALUES IN (1);
CREATE TABLE public.r (
  a pg_catalog.int4,
  b pg_catalog.int4
);
ALTER TABLE ONLY public.p ATTACH PARTITION public.r FOR VALUES IN (2);
ALTER TABLE public.p
  ADD CONSTRAINT p_b_fkey FOREIGN KEY (b) REFERENCES public.u (id);
ALTER TABLE public.p
  ADD CONSTRAINT p_a_fkey FOREIGN KEY (a) REFERENCES public.u (id);
)"},
      {R"sql(CREATE TABLE p (a int, b int) PARTITION BY LIST (a);
CREATE TABLE q PARTITION OF p FOR VALUES IN (1) PARTITION BY LIST (b);
CREATE TABLE r PARTITION OF q FOR VALUES IN (2);
CREATE INDEX ON p (b);
ALTER TABLE p ADD COLUMN c int NOT NULL DEFAULT 1;
ALTER TABLE p RENAME b TO d;
ALTER TABLE p ALTER c TYPE bigint;
ALTER TABLE p ADD CHECK (c > 0))sql",
       R"(CREATE TABLE public.p (
  a pg_catalog.int4,
  d pg_catalog.int4,
  c pg_catalog.int8 DEFAULT 1 NOT NULL,
  CONSTRAINT p_c_check CHECK (c > 0)
)
PARTITION BY LIST (a);
CREATE TABLE public.q (
  a pg_catalog.int4,
  d pg_catalog.int4,
  c pg_catalog.int8 DEFAULT 1 NOT NULL,
  CONSTRAINT p_c_check CHECK (c > 0)
)
PARTITION BY LIST (d);
ALTER TABLE ONLY public.p ATTACH PARTITION public.q FOR VALUES IN (1);
CREATE TABLE public.r (
  a pg_catalog.int4,
  d pg_catalog.int4,
  c pg_catalog.int8 DEFAULT 1 NOT NULL,
  CONSTRAINT p_c_check CHECK (c > 0)
);
ALTER TABLE ONLY public.q ATTACH PARTITION public.r FOR VALUES IN (2);
CREATE INDEX p_b_idx ON ONLY public.p USING btree (d);
CREATE INDEX q_b_idx ON ONLY public.q USING btree (d);
CREATE INDEX r_b_idx ON public.r USING btree (d);
ALTER INDEX public.p_b_idx ATTACH PARTITION public.q_b_idx;
ALTER INDEX public.q_b_idx ATTACH PARTITION public.r_b_idx;
)"},
      {R"sql(CREATE TABLE p (a int) PARTITION BY LIST (a);
CREATE TABLE q PARTITION OF p FOR VALUES IN (1);
CREATE INDEX i ON ONLY p (a);
CREATE INDEX j ON q (a);
ALTER INDEX i ATTACH PARTITION j)sql",
       R"(CREATE TABLE public.p (
  a pg_catalog.int4
)
PARTITION BY LIST (a);
CREATE TABLE public.q (
  a pg_catalog.int4
);
ALTER TABLE ONLY public.p ATTACH PARTITION public.q FOR VALUES IN (1);
CREATE INDEX i ON ONLY public.p USING btree (a);
CREATE INDEX j ON public.q USING btree (a);
ALTER INDEX public.i ATTACH PARTITION public.j;
)"},
      {R"sql(CREATE TABLE p (a int, b int) PARTITION BY LIST (a);
CREATE TABLE q PARTITION OF p FOR VALUES IN (1);
CREATE INDEX i ON p (b);
DROP INDEX i;
ALTER TABLE p ADD CONSTRAINT u UNIQUE (a);
ALTER TABLE p DROP CONSTRAINT u)sql",
       R"(CREATE TABLE public.p (
  a pg_catalog.int4,
  b pg_catalog.int4
)
PARTITION BY LIST (a);
CREATE TABLE public.q (
  a pg_catalog.int4,
  b pg_catalog.int4
);
ALTER TABLE ONLY public.p ATTACH PARTITION public.q FOR VALUES IN (1);
)"},
      {R"sql(CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE p (a int) PARTITION BY LIST (a);
CREATE TABLE q PARTITION OF p FOR VALUES IN (1);
CREATE TRIGGER g AFTER INSERT ON p FOR EACH ROW EXECUTE FUNCTION f();
CREATE TABLE r PARTITION OF p FOR VALUES IN (2))sql",
       R"(CREATE FUNCTION public.f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE public.p (
  a pg_catalog.int4
)
PARTITION BY LIST (a);
CREATE TABLE public.q (
  a pg_catalog.int4
);
ALTER TABLE ONLY public.p ATTACH PARTITION public.q FOR VALUES IN (1);
CREATE TABLE public.r (
  a pg_catalog.int4
);
ALTER TABLE ONLY public.p ATTACH PARTITION public.r FOR VALUES IN (2);
CREATE TRIGGER g
  AFTER INSERT ON public.p
  FOR EACH ROW
  EXECUTE FUNCTION public.f();
)"},
      {R"sql(CREATE TABLE p (a int) PARTITION BY LIST (a);
CREATE TABLE q PARTITION OF p FOR VALUES IN (1);
DROP TABLE p)sql",
       R"()"},
      {R"sql(CREATE TABLE p (a int, b serial) PARTITION BY LIST (b);
CREATE TABLE q PARTITION OF p DEFAULT)sql",
       R"(CREATE SEQUENCE public.p_b_seq AS pg_catalog.int4;
CREATE TABLE public.p (
  a pg_catalog.int4,
  b pg_catalog.int4 DEFAULT nextval('public.p_b_seq'::regclass) NOT NULL
)
PARTITION BY LIST (b);
CREATE TABLE public.q (
  a pg_catalog.int4,
  b pg_catalog.int4 DEFAULT nextval('public.p_b_seq'::regclass) NOT NULL
);
ALTER TABLE ONLY public.p ATTACH PARTITION public.q DEFAULT;
ALTER SEQUENCE public.p_b_seq OWNED BY public.p.b;
)"},
  });
}

TEST(Model, Inheritance) {
  expect_schemas({
      {R"sql(CREATE TABLE p (a int, CHECK (a > 0));
CREATE TABLE c (a int, CONSTRAINT p_a_check CHECK (a > 0));
ALTER TABLE c INHERIT p;
ALTER TABLE c NO INHERIT p)sql",
       R"(CREATE TABLE public.p (
  a pg_catalog.int4,
  CONSTRAINT p_a_check CHECK (a > 0)
);
CREATE TABLE public.c (
  a pg_catalog.int4,
  CONSTRAINT p_a_check CHECK (a > 0)
);
)"},
      {R"sql(CREATE TABLE a (x int);
CREATE TABLE b (x int, y int);
CREATE TABLE c (z int) INHERITS (a, b);
ALTER TABLE a DROP x;
ALTER TABLE b DROP y)sql",
       R"(CREATE TABLE public.a ();
CREATE TABLE public.b (
  x pg_catalog.int4
);
CREATE TABLE public.c (
  z pg_catalog.int4
)
INHERITS (public.a, public.b);
)"},
  });
}

// To attach the partition after the key is there makes the server add the key
// to the partition, and a second one is an error.
TEST(Model, APrimaryKeyOfAPartition) {
  expect_schemas({
      {R"sql(CREATE TABLE p (a int PRIMARY KEY) PARTITION BY LIST (a);
CREATE TABLE q PARTITION OF p FOR VALUES IN (1))sql",
       R"(CREATE TABLE public.p (
  a pg_catalog.int4 NOT NULL
)
PARTITION BY LIST (a);
CREATE TABLE public.q (
  a pg_catalog.int4 NOT NULL
);
ALTER TABLE ONLY public.p ATTACH PARTITION public.q FOR VALUES IN (1);
ALTER TABLE ONLY public.p
  ADD CONSTRAINT p_pkey PRIMARY KEY (a);
ALTER TABLE ONLY public.q
  ADD CONSTRAINT q_pkey PRIMARY KEY (a);
ALTER INDEX public.p_pkey ATTACH PARTITION public.q_pkey;
)"},
  });
}

// For the same reason its index comes after the partition.
TEST(Model, AnIndexOnOnlyTheParent) {
  expect_schemas({
      {R"sql(CREATE TABLE p (a int) PARTITION BY LIST (a);
CREATE INDEX i ON ONLY p (a);
CREATE TABLE q PARTITION OF p FOR VALUES IN (1))sql",
       R"(CREATE TABLE public.p (
  a pg_catalog.int4
)
PARTITION BY LIST (a);
CREATE TABLE public.q (
  a pg_catalog.int4
);
ALTER TABLE ONLY public.p ATTACH PARTITION public.q FOR VALUES IN (1);
CREATE INDEX i ON ONLY public.p USING btree (a);
CREATE INDEX q_a_idx ON public.q USING btree (a);
ALTER INDEX public.i ATTACH PARTITION public.q_a_idx;
)"},
  });
}

TEST(Model, AnExpressionIsNamedLikeItselfInAPartition) {
  expect_schemas({
      {R"sql(CREATE TABLE p (a int, b text) PARTITION BY LIST (a);
CREATE INDEX ON p (lower(b));
CREATE TABLE q PARTITION OF p FOR VALUES IN (1))sql",
       R"(CREATE TABLE public.p (
  a pg_catalog.int4,
  b pg_catalog.text
)
PARTITION BY LIST (a);
CREATE TABLE public.q (
  a pg_catalog.int4,
  b pg_catalog.text
);
ALTER TABLE ONLY public.p ATTACH PARTITION public.q FOR VALUES IN (1);
CREATE INDEX p_lower_idx ON ONLY public.p USING btree ((lower(b)));
CREATE INDEX q_lower_idx ON public.q USING btree ((lower(b)));
ALTER INDEX public.p_lower_idx ATTACH PARTITION public.q_lower_idx;
)"},
  });
}

// The layout of the text is free; `b` is one column, not two.
TEST(Model, ColumnsOfATypedTable) {
  expect_schemas({
      {R"sql(CREATE TYPE c AS (a int, b text);
CREATE TABLE t OF c (PRIMARY KEY (a), b WITH OPTIONS DEFAULT 'x'))sql",
       R"(CREATE TYPE public.c AS (
  a pg_catalog.int4,
  b pg_catalog.text
);
CREATE TABLE public.t OF public.c (
  a WITH OPTIONS NOT NULL,
  b WITH OPTIONS DEFAULT 'x'
);
ALTER TABLE ONLY public.t
  ADD CONSTRAINT t_pkey PRIMARY KEY (a);
)"},
  });
}

TEST(Model, ADefaultOfOnlyTheParent) {
  expect_schemas({
      {R"sql(CREATE TABLE p (a int);
CREATE TABLE c () INHERITS (p);
ALTER TABLE ONLY p ALTER a SET DEFAULT 5)sql",
       R"(CREATE TABLE public.p (
  a pg_catalog.int4 DEFAULT 5
);
CREATE TABLE public.c ()
INHERITS (public.p);
ALTER TABLE ONLY public.c ALTER COLUMN a DROP DEFAULT;
)"},
  });
}

// A history that does not start from an empty database.
TEST(Model, APartitionOfAnUnknownTable) {
  expect_schemas({
      {"CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)",
       R"(-- uncertain: it inherits from a table that no statement created
CREATE TABLE public.p1 ();
)"},
  });
}

}  // namespace
}  // namespace migc::compiler
