#include <gtest/gtest.h>

#include "tests/unit/compiler/expect_schemas.h"

namespace migc::compiler {
namespace {

TEST(Model, GeneratedNames) {
  expect_schemas({
      {R"sql(CREATE TABLE t (a int PRIMARY KEY, b int UNIQUE, c int CHECK (c > 0), d int REFERENCES t (a), e serial, f bigint GENERATED ALWAYS AS IDENTITY, UNIQUE (b, c), EXCLUDE USING btree (b WITH =), FOREIGN KEY (b, c) REFERENCES t (b, c)))sql",
       R"(CREATE SEQUENCE public.t_e_seq AS pg_catalog.int4;
CREATE TABLE public.t (
  a pg_catalog.int4 NOT NULL,
  b pg_catalog.int4,
  c pg_catalog.int4,
  d pg_catalog.int4,
  e pg_catalog.int4 DEFAULT nextval('public.t_e_seq'::regclass) NOT NULL,
  f pg_catalog.int8 GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME public.t_f_seq) NOT NULL,
  CONSTRAINT t_c_check CHECK (c > 0)
);
ALTER TABLE ONLY public.t
  ADD CONSTRAINT t_pkey PRIMARY KEY (a);
ALTER TABLE ONLY public.t
  ADD CONSTRAINT t_b_key UNIQUE (b);
ALTER TABLE ONLY public.t
  ADD CONSTRAINT t_b_c_key UNIQUE (b, c);
ALTER TABLE ONLY public.t
  ADD CONSTRAINT t_b_excl EXCLUDE USING btree (b WITH =);
ALTER TABLE ONLY public.t
  ADD CONSTRAINT t_d_fkey FOREIGN KEY (d) REFERENCES public.t (a);
ALTER TABLE ONLY public.t
  ADD CONSTRAINT t_b_c_fkey FOREIGN KEY (b, c) REFERENCES public.t (b, c);
ALTER SEQUENCE public.t_e_seq OWNED BY public.t.e;
)"},
      {R"sql(CREATE TABLE t (a int, b int, c text);
CREATE INDEX ON t (a);
CREATE INDEX ON t (a);
CREATE INDEX ON t (a, b DESC);
CREATE INDEX ON t (lower(c));
CREATE INDEX ON t ((a + b));
CREATE INDEX ON t ((a + b), (a - b), a);
CREATE UNIQUE INDEX ON t (a) INCLUDE (b, c);
CREATE INDEX ON t (coalesce(a, b), (c::int));
CREATE INDEX ON t (a) WHERE b > 0)sql",
       R"(CREATE TABLE public.t (
  a pg_catalog.int4,
  b pg_catalog.int4,
  c pg_catalog.text
);
CREATE INDEX t_a_idx ON public.t USING btree (a);
CREATE INDEX t_a_idx1 ON public.t USING btree (a);
CREATE INDEX t_a_b_idx ON public.t USING btree (a, b DESC);
CREATE INDEX t_lower_idx ON public.t USING btree ((lower(c)));
CREATE INDEX t_expr_idx ON public.t USING btree (((a + b)));
CREATE INDEX t_expr_expr1_a_idx ON public.t USING btree (((a + b)), ((a - b)), a);
CREATE UNIQUE INDEX t_a_b_c_idx ON public.t USING btree (a) INCLUDE (b, c);
CREATE INDEX t_coalesce_c_idx ON public.t USING btree ((coalesce(a, b)), ((c::int)));
CREATE INDEX t_a_idx2 ON public.t USING btree (a) WHERE b > 0;
)"},
      {R"sql(CREATE TABLE aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa (bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb int PRIMARY KEY, x int UNIQUE, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac int UNIQUE, y serial, CHECK (x > 0), z int CHECK (z > 0));
CREATE INDEX ON aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa (bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb);
CREATE INDEX ON aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa (bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb, x))sql",
       R"(CREATE SEQUENCE public.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa_y_seq AS pg_catalog.int4;
CREATE TABLE public.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa (
  bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb pg_catalog.int4 NOT NULL,
  x pg_catalog.int4,
  aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac pg_catalog.int4,
  y pg_catalog.int4 DEFAULT nextval('public.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa_y_seq'::regclass) NOT NULL,
  z pg_catalog.int4,
  CONSTRAINT aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa_z_check CHECK (z > 0),
  CONSTRAINT aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa_x_check CHECK (x > 0)
);
ALTER TABLE ONLY public.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
  ADD CONSTRAINT aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa_pkey PRIMARY KEY (bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb);
ALTER TABLE ONLY public.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
  ADD CONSTRAINT aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa_x_key UNIQUE (x);
ALTER TABLE ONLY public.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
  ADD CONSTRAINT aaaaaaaaaaaaaaaaaaaaaaaaaaaaa_aaaaaaaaaaaaaaaaaaaaaaaaaaaaa_key UNIQUE (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac);
CREATE INDEX aaaaaaaaaaaaaaaaaaaaaaaaaaaaa_bbbbbbbbbbbbbbbbbbbbbbbbbbbbb_idx ON public.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa USING btree (bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb);
CREATE INDEX aaaaaaaaaaaaaaaaaaaaaaaaaaaaa_bbbbbbbbbbbbbbbbbbbbbbbbbbbb_idx1 ON public.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa USING btree (bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb, x);
ALTER SEQUENCE public.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa_y_seq OWNED BY public.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.y;
)"},
      {R"sql(CREATE TABLE ttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt (ccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc int UNIQUE, id serial))sql",
       R"(CREATE SEQUENCE public.tttttttttttttttttttttttttttttttttttttttttttttttttttttttt_id_seq AS pg_catalog.int4;
CREATE TABLE public.ttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt (
  ccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc pg_catalog.int4,
  id pg_catalog.int4 DEFAULT nextval('public.tttttttttttttttttttttttttttttttttttttttttttttttttttttttt_id_seq'::regclass) NOT NULL
);
ALTER TABLE ONLY public.ttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt
  ADD CONSTRAINT ttttttttttttttttttttttttttttt_ccccccccccccccccccccccccccccc_key UNIQUE (ccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc);
ALTER SEQUENCE public.tttttttttttttttttttttttttttttttttttttttttttttttttttttttt_id_seq OWNED BY public.ttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt.id;
)"},
      {R"sql(CREATE TABLE "äääääääääääääääääääääääääääääää" ("äääääääääääääääääääääääääääääää" int PRIMARY KEY, "üöööööööööööööööööööööööööööööö" serial, x int CHECK (x > 0));
CREATE INDEX ON "äääääääääääääääääääääääääääääää" ("äääääääääääääääääääääääääääääää"))sql",
       R"(CREATE SEQUENCE public."ääääääääääääää_üööööööööööööö_seq" AS pg_catalog.int4;
CREATE TABLE public."äääääääääääääääääääääääääääääää" (
  "äääääääääääääääääääääääääääääää" pg_catalog.int4 NOT NULL,
  "üöööööööööööööööööööööööööööööö" pg_catalog.int4 DEFAULT nextval('public."ääääääääääääää_üööööööööööööö_seq"'::regclass) NOT NULL,
  x pg_catalog.int4,
  CONSTRAINT "äääääääääääääääääääääääääää_x_check" CHECK (x > 0)
);
ALTER TABLE ONLY public."äääääääääääääääääääääääääääääää"
  ADD CONSTRAINT "äääääääääääääääääääääääääääää_pkey" PRIMARY KEY ("äääääääääääääääääääääääääääääää");
CREATE INDEX "ääääääääääääää_ääääääääääääää_idx" ON public."äääääääääääääääääääääääääääääää" USING btree ("äääääääääääääääääääääääääääääää");
ALTER SEQUENCE public."ääääääääääääää_üööööööööööööö_seq" OWNED BY public."äääääääääääääääääääääääääääääää"."üöööööööööööööööööööööööööööööö";
)"},
      {R"sql(CREATE TABLE t_a_key (x int);
CREATE TABLE t (a int UNIQUE);
CREATE TABLE t_pkey (a int);
ALTER TABLE t ADD PRIMARY KEY (a))sql",
       R"(CREATE TABLE public.t_a_key (
  x pg_catalog.int4
);
CREATE TABLE public.t (
  a pg_catalog.int4 NOT NULL
);
ALTER TABLE ONLY public.t
  ADD CONSTRAINT t_a_key1 UNIQUE (a);
CREATE TABLE public.t_pkey (
  a pg_catalog.int4
);
ALTER TABLE ONLY public.t
  ADD CONSTRAINT t_pkey1 PRIMARY KEY (a);
)"},
      {R"sql(CREATE TABLE u (id int PRIMARY KEY);
CREATE TABLE t (a int CONSTRAINT t_b_fkey CHECK (a > 0), b int REFERENCES u, c int REFERENCES u, d int);
ALTER TABLE t ADD FOREIGN KEY (d) REFERENCES u;
ALTER TABLE t ADD FOREIGN KEY (b) REFERENCES u)sql",
       R"(CREATE TABLE public.u (
  id pg_catalog.int4 NOT NULL
);
ALTER TABLE ONLY public.u
  ADD CONSTRAINT u_pkey PRIMARY KEY (id);
CREATE TABLE public.t (
  a pg_catalog.int4,
  b pg_catalog.int4,
  c pg_catalog.int4,
  d pg_catalog.int4,
  CONSTRAINT t_b_fkey CHECK (a > 0)
);
ALTER TABLE ONLY public.t
  ADD CONSTRAINT t_b_fkey1 FOREIGN KEY (b) REFERENCES public.u (id);
ALTER TABLE ONLY public.t
  ADD CONSTRAINT t_c_fkey FOREIGN KEY (c) REFERENCES public.u (id);
ALTER TABLE ONLY public.t
  ADD CONSTRAINT t_d_fkey FOREIGN KEY (d) REFERENCES public.u (id);
ALTER TABLE ONLY public.t
  ADD CONSTRAINT t_b_fkey2 FOREIGN KEY (b) REFERENCES public.u (id);
)"},
      {R"sql(CREATE TABLE a (x int CONSTRAINT c CHECK (x > 0));
CREATE TABLE t (x int, y int);
ALTER TABLE t ADD CHECK (x > 0), ADD CHECK (x > 1), ADD CHECK (x > y))sql",
       R"(CREATE TABLE public.a (
  x pg_catalog.int4,
  CONSTRAINT c CHECK (x > 0)
);
CREATE TABLE public.t (
  x pg_catalog.int4,
  y pg_catalog.int4,
  CONSTRAINT t_x_check CHECK (x > 0),
  CONSTRAINT t_x_check1 CHECK (x > 1),
  CONSTRAINT t_check CHECK (x > y)
);
)"},
      {R"sql(CREATE TABLE t (a int, b int, c int, d int, e int, f int, g int, hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh int, UNIQUE (a, b, c, d, e, f, g, hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh)))sql",
       R"(CREATE TABLE public.t (
  a pg_catalog.int4,
  b pg_catalog.int4,
  c pg_catalog.int4,
  d pg_catalog.int4,
  e pg_catalog.int4,
  f pg_catalog.int4,
  g pg_catalog.int4,
  hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh pg_catalog.int4
);
ALTER TABLE ONLY public.t
  ADD CONSTRAINT t_a_b_c_d_e_f_g_hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh_key UNIQUE (a, b, c, d, e, f, g, hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh);
)"},
      {R"sql(CREATE TABLE t (a int4range, b int, EXCLUDE USING gist (a WITH &&), EXCLUDE USING btree ((b + 1) WITH =, b WITH =)))sql",
       R"(CREATE TABLE public.t (
  a pg_catalog.int4range,
  b pg_catalog.int4
);
ALTER TABLE ONLY public.t
  ADD CONSTRAINT t_a_excl EXCLUDE USING gist (a WITH &&);
ALTER TABLE ONLY public.t
  ADD CONSTRAINT t_expr_b_excl EXCLUDE USING btree (((b + 1)) WITH =, b WITH =);
)"},
      {R"sql(CREATE SEQUENCE t_a_seq;
CREATE TABLE t (a serial, b smallserial, c bigserial))sql",
       R"(CREATE SEQUENCE public.t_a_seq AS pg_catalog.int8;
CREATE SEQUENCE public.t_a_seq1 AS pg_catalog.int4;
CREATE SEQUENCE public.t_b_seq AS pg_catalog.int2;
CREATE SEQUENCE public.t_c_seq AS pg_catalog.int8;
CREATE TABLE public.t (
  a pg_catalog.int4 DEFAULT nextval('public.t_a_seq1'::regclass) NOT NULL,
  b pg_catalog.int2 DEFAULT nextval('public.t_b_seq'::regclass) NOT NULL,
  c pg_catalog.int8 DEFAULT nextval('public.t_c_seq'::regclass) NOT NULL
);
ALTER SEQUENCE public.t_a_seq1 OWNED BY public.t.a;
ALTER SEQUENCE public.t_b_seq OWNED BY public.t.b;
ALTER SEQUENCE public.t_c_seq OWNED BY public.t.c;
)"},
      {R"sql(CREATE TABLE t (a int, b int);
CREATE UNIQUE INDEX i ON t (a);
ALTER TABLE t ADD CONSTRAINT c UNIQUE USING INDEX i;
CREATE UNIQUE INDEX j ON t (b);
ALTER TABLE t ADD UNIQUE USING INDEX j;
ALTER TABLE t ALTER a SET NOT NULL)sql",
       R"(CREATE TABLE public.t (
  a pg_catalog.int4 NOT NULL,
  b pg_catalog.int4
);
ALTER TABLE ONLY public.t
  ADD CONSTRAINT c UNIQUE (a);
ALTER TABLE ONLY public.t
  ADD CONSTRAINT j UNIQUE (b);
)"},
      {R"sql(CREATE DOMAIN d AS int CHECK (VALUE > 0) CHECK (VALUE < 9);
ALTER DOMAIN d ADD CHECK (VALUE <> 5))sql",
       R"(CREATE DOMAIN public.d AS pg_catalog.int4
  CONSTRAINT d_check CHECK (VALUE > 0)
  CONSTRAINT d_check1 CHECK (VALUE < 9)
  CONSTRAINT d_check2 CHECK (VALUE <> 5);
)"},
      {R"sql(CREATE TABLE t (a int);
ALTER TABLE t ADD COLUMN b int UNIQUE CHECK (b > 0), ADD COLUMN c int REFERENCES t (b), ADD COLUMN id serial PRIMARY KEY)sql",
       R"(CREATE SEQUENCE public.t_id_seq AS pg_catalog.int4;
CREATE TABLE public.t (
  a pg_catalog.int4,
  b pg_catalog.int4,
  c pg_catalog.int4,
  id pg_catalog.int4 DEFAULT nextval('public.t_id_seq'::regclass) NOT NULL,
  CONSTRAINT t_b_check CHECK (b > 0)
);
ALTER TABLE ONLY public.t
  ADD CONSTRAINT t_b_key UNIQUE (b);
ALTER TABLE ONLY public.t
  ADD CONSTRAINT t_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.t
  ADD CONSTRAINT t_c_fkey FOREIGN KEY (c) REFERENCES public.t (b);
ALTER SEQUENCE public.t_id_seq OWNED BY public.t.id;
)"},
      {R"sql(CREATE TABLE t (a text);
CREATE INDEX ON t (substr(a, 1, 2), substr(a, 3, 4));
CREATE INDEX ON t ((a || a));
CREATE INDEX ON t (upper(a) COLLATE "C" text_pattern_ops))sql",
       R"(CREATE TABLE public.t (
  a pg_catalog.text
);
CREATE INDEX t_substr_substr1_idx ON public.t USING btree ((substr(a, 1, 2)), (substr(a, 3, 4)));
CREATE INDEX t_expr_idx ON public.t USING btree (((a || a)));
CREATE INDEX t_upper_idx ON public.t USING btree ((upper(a)) COLLATE "C" text_pattern_ops);
)"},
      {R"sql(CREATE TABLE t (a int);
CREATE STATISTICS s ON a, (a + 1) FROM t)sql",
       R"(CREATE TABLE public.t (
  a pg_catalog.int4
);
CREATE STATISTICS public.s ON a, ((a + 1)) FROM public.t;
)"},
      {R"sql(CREATE SCHEMA s;
CREATE TABLE s.t (a int UNIQUE, b serial);
CREATE TABLE t (a int UNIQUE, b serial))sql",
       R"(CREATE SCHEMA s;
CREATE SEQUENCE s.t_b_seq AS pg_catalog.int4;
CREATE TABLE s.t (
  a pg_catalog.int4,
  b pg_catalog.int4 DEFAULT nextval('s.t_b_seq'::regclass) NOT NULL
);
ALTER TABLE ONLY s.t
  ADD CONSTRAINT t_a_key UNIQUE (a);
CREATE SEQUENCE public.t_b_seq AS pg_catalog.int4;
CREATE TABLE public.t (
  a pg_catalog.int4,
  b pg_catalog.int4 DEFAULT nextval('public.t_b_seq'::regclass) NOT NULL
);
ALTER TABLE ONLY public.t
  ADD CONSTRAINT t_a_key UNIQUE (a);
ALTER SEQUENCE s.t_b_seq OWNED BY s.t.b;
ALTER SEQUENCE public.t_b_seq OWNED BY public.t.b;
)"},
  });
}

TEST(Model, Sequences) {
  expect_schemas({
      {R"sql(CREATE SEQUENCE s AS smallint INCREMENT BY 2 MINVALUE 3 MAXVALUE 99 START WITH 5 CACHE 7 CYCLE;
ALTER SEQUENCE s INCREMENT 4 NO CYCLE NO MAXVALUE RESTART WITH 9;
CREATE SEQUENCE u INCREMENT BY 1 NO MINVALUE NO MAXVALUE)sql",
       R"(CREATE SEQUENCE public.s AS pg_catalog.int2 MINVALUE 3 START WITH 5 CACHE 7 INCREMENT BY 4 NO CYCLE NO MAXVALUE;
CREATE SEQUENCE public.u AS pg_catalog.int8 INCREMENT BY 1 NO MINVALUE NO MAXVALUE;
)"},
      {R"sql(CREATE TABLE t (a int GENERATED ALWAYS AS IDENTITY (START 5 INCREMENT 2), b bigint GENERATED BY DEFAULT AS IDENTITY (SEQUENCE NAME my_seq), c smallint);
ALTER TABLE t ALTER a SET GENERATED BY DEFAULT SET INCREMENT BY 3;
ALTER TABLE t ALTER b DROP IDENTITY;
ALTER TABLE t ALTER c SET NOT NULL;
ALTER TABLE t ALTER c ADD GENERATED ALWAYS AS IDENTITY)sql",
       R"(CREATE TABLE public.t (
  a pg_catalog.int4 GENERATED BY DEFAULT AS IDENTITY (SEQUENCE NAME public.t_a_seq START WITH 5 INCREMENT BY 3) NOT NULL,
  b pg_catalog.int8 NOT NULL,
  c pg_catalog.int2 GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME public.t_c_seq) NOT NULL
);
)"},
      {R"sql(CREATE TABLE t (a serial, b int);
ALTER TABLE t ALTER a DROP DEFAULT;
ALTER SEQUENCE t_a_seq OWNED BY t.b;
ALTER TABLE t ALTER a TYPE bigint)sql",
       R"(CREATE TABLE public.t (
  a pg_catalog.int8 NOT NULL,
  b pg_catalog.int4
);
CREATE SEQUENCE public.t_a_seq AS pg_catalog.int4;
ALTER SEQUENCE public.t_a_seq OWNED BY public.t.b;
)"},
      {R"sql(CREATE TABLE t (a serial);
ALTER TABLE t ALTER a TYPE bigint;
ALTER SEQUENCE t_a_seq AS bigint;
ALTER TABLE t RENAME a TO id)sql",
       R"(CREATE SEQUENCE public.t_a_seq AS pg_catalog.int8;
CREATE TABLE public.t (
  id pg_catalog.int8 DEFAULT nextval('public.t_a_seq'::regclass) NOT NULL
);
ALTER SEQUENCE public.t_a_seq OWNED BY public.t.id;
)"},
      {R"sql(CREATE SEQUENCE s;
CREATE TABLE t (a bigint NOT NULL DEFAULT nextval('s'));
ALTER SEQUENCE s OWNED BY t.a;
ALTER TABLE t RENAME TO u;
CREATE SCHEMA x;
ALTER TABLE u SET SCHEMA x)sql",
       R"(CREATE SCHEMA x;
CREATE SEQUENCE x.s AS pg_catalog.int8;
CREATE TABLE x.u (
  a pg_catalog.int8 DEFAULT nextval('x.s') NOT NULL
);
ALTER SEQUENCE x.s OWNED BY x.u.a;
)"},
      {R"sql(CREATE TABLE t (a int GENERATED ALWAYS AS IDENTITY);
ALTER TABLE t ALTER a TYPE bigint)sql",
       R"(CREATE TABLE public.t (
  a pg_catalog.int8 GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME public.t_a_seq) NOT NULL
);
)"},
  });
}

TEST(Model, DescendingSequences) {
  expect_schemas({
      {R"sql(CREATE SEQUENCE s INCREMENT BY -1;
CREATE SEQUENCE d INCREMENT BY -2 MINVALUE -100 MAXVALUE -1 START -5)sql",
       R"(CREATE SEQUENCE public.s AS pg_catalog.int8 INCREMENT BY -1;
CREATE SEQUENCE public.d AS pg_catalog.int8 INCREMENT BY -2 MINVALUE -100 MAXVALUE -1 START WITH -5;
)"},
  });
}

TEST(Model, AnExpressionIsNamedLikeItselfInACopiedIndex) {
  expect_schemas({
      {R"sql(CREATE TABLE t (a text);
CREATE INDEX i ON t (lower(a));
CREATE TABLE u (LIKE t INCLUDING INDEXES))sql",
       R"(CREATE TABLE public.t (
  a pg_catalog.text
);
CREATE INDEX i ON public.t USING btree ((lower(a)));
CREATE TABLE public.u (
  a pg_catalog.text
);
CREATE INDEX u_lower_idx ON public.u USING btree ((lower(a)));
)"},
  });
}

}  // namespace
}  // namespace migc::compiler
