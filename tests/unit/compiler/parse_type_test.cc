#include <gtest/gtest.h>

#include "tests/unit/compiler/expect_dumps.h"

namespace migc::compiler {
namespace {

TEST(ParsePostgresql, Sequences) {
  expect_dumps({
      {R"sql(CREATE SEQUENCE q)sql",
       R"(create-seq q‹q›
)"},
      {R"sql(CREATE TEMP SEQUENCE IF NOT EXISTS s."Q" AS smallint INCREMENT BY -2 MINVALUE -10 NO MAXVALUE START WITH -1 CACHE 5 CYCLE OWNED BY s.a.x)sql",
       R"(create-seq if-not-exists temporary s.Q‹s."Q"› as pg_catalog.int2 increment=-2,minvalue=-10,maxvalue,start=-1,cache=5,cycle=true owned-by s.a.x
)"},
      {R"sql(CREATE UNLOGGED SEQUENCE q NO MINVALUE NO CYCLE OWNED BY NONE)sql",
       R"(create-seq unlogged q‹q› minvalue,cycle=false owned-by none
)"},
      {R"sql(ALTER SEQUENCE IF EXISTS s.q AS bigint RESTART WITH 5 INCREMENT 2 OWNED BY a.x)sql",
       R"(alter-seq if-exists s.q‹s.q› as pg_catalog.int8 restart=5,increment=2 owned-by a.x
)"},
      {R"sql(ALTER SEQUENCE q RESTART MAXVALUE 99999999999 NO CYCLE)sql",
       R"(alter-seq q‹q› restart,maxvalue=99999999999,cycle=false
)"},
  });
}

TEST(ParsePostgresql, Enums) {
  expect_dumps({
      {R"sql(CREATE TYPE s.mood AS ENUM ('sad', 'it''s', 'ok'))sql",
       R"(create-enum s.mood('sad','it's','ok')
)"},
      {R"sql(CREATE TYPE mood AS ENUM ())sql",
       R"(create-enum mood()
)"},
      {R"sql(ALTER TYPE s.mood ADD VALUE IF NOT EXISTS 'new' BEFORE 'ok')sql",
       R"(alter-enum if-not-exists s.mood 'new' before 'ok'
)"},
      {R"sql(ALTER TYPE mood ADD VALUE 'new' AFTER 'ok')sql",
       R"(alter-enum mood 'new' after 'ok'
)"},
      {R"sql(ALTER TYPE mood ADD VALUE 'new')sql",
       R"(alter-enum mood 'new'
)"},
      {R"sql(ALTER TYPE mood ADD VALUE '')sql",
       R"(alter-enum mood ''
)"},
      {R"sql(ALTER TYPE mood RENAME VALUE 'a' TO 'b')sql",
       R"(alter-enum mood 'a' to 'b'
)"},
  });
}

TEST(ParsePostgresql, Domains) {
  expect_dumps({
      {R"sql(CREATE DOMAIN s.d AS numeric(10, 2) COLLATE "C" DEFAULT 1 + 1 NOT NULL CONSTRAINT pos CHECK (VALUE > 0) CHECK (s.ok(VALUE::text)))sql",
       R"(create-domain s.d pg_catalog.numeric(10,2) collate "C" not-null default ‹1 + 1› constant
  check pos ‹VALUE > 0› columns value [value‹VALUE›] in ‹CONSTRAINT pos CHECK (VALUE > 0)›
  check ‹s.ok(VALUE::text)› columns value calls s.ok [s.ok() :text value‹VALUE›] in ‹CHECK (s.ok(VALUE::text))›
)"},
      {R"sql(CREATE DOMAIN d text[])sql",
       R"(create-domain d text[]
)"},
      {R"sql(CREATE DOMAIN d text NULL)sql",
       R"(create-domain d text
)"},
      {R"sql(ALTER DOMAIN s.d SET DEFAULT nextval('q'))sql",
       R"(alter-domain s.d set-default ‹nextval('q')› calls nextval [nextval() '@q]
)"},
      {R"sql(ALTER DOMAIN d DROP DEFAULT)sql",
       R"(alter-domain d drop-default
)"},
      {R"sql(ALTER DOMAIN d SET NOT NULL)sql",
       R"(alter-domain d set-not-null
)"},
      {R"sql(ALTER DOMAIN d DROP NOT NULL)sql",
       R"(alter-domain d drop-not-null
)"},
      {R"sql(ALTER DOMAIN d ADD CONSTRAINT c CHECK (VALUE <> 5) NOT VALID)sql",
       R"(alter-domain d add-constraint
  check c ‹VALUE <> 5› columns value [value‹VALUE›] not-valid in ‹CONSTRAINT c CHECK (VALUE <> 5) NOT VALID›
)"},
      {R"sql(ALTER DOMAIN d ADD CHECK (VALUE <> 5))sql",
       R"(alter-domain d add-constraint
  check ‹VALUE <> 5› columns value [value‹VALUE›] in ‹CHECK (VALUE <> 5)›
)"},
      {R"sql(ALTER DOMAIN s.d DROP CONSTRAINT IF EXISTS c CASCADE)sql",
       R"(alter-domain if-exists s.d drop-constraint c cascade
)"},
      {R"sql(ALTER DOMAIN d VALIDATE CONSTRAINT c)sql",
       R"(alter-domain d validate-constraint c
)"},
  });
}

TEST(ParsePostgresql, CompositeAndRangeTypes) {
  expect_dumps({
      {R"sql(CREATE TYPE s.t AS (a int, "B" numeric(10, 2)[], c text COLLATE "C", d s.u))sql",
       R"(composite-type s.t‹s.t›
  column a pg_catalog.int4 ‹a› in ‹a int›
  column B pg_catalog.numeric(10,2)[] ‹"B"› in ‹"B" numeric(10, 2)[]›
  column c text collate "C" ‹c› in ‹c text COLLATE "C"›
  column d s.u ‹d› in ‹d s.u›
)"},
      {R"sql(CREATE TYPE t AS ())sql",
       R"(composite-type t‹t›
)"},
      {R"sql(CREATE TYPE s.r AS RANGE (subtype = float8, subtype_diff = float8mi))sql",
       R"(create-range s.r ‹subtype = float8, subtype_diff = float8mi› [:float8]
)"},
      {R"sql(CREATE TYPE r AS RANGE (SUBTYPE = s.t, COLLATION = "C", MULTIRANGE_TYPE_NAME = s.mr))sql",
       R"(create-range r ‹SUBTYPE = s.t, COLLATION = "C", MULTIRANGE_TYPE_NAME = s.mr› [:s.t] multirange mr
)"},
      {R"sql(CREATE TYPE shell)sql",
       R"(define type shell
)"},
      {R"sql(CREATE TYPE s.base (INPUT = i, OUTPUT = o))sql",
       R"(define type s.base
)"},
  });
}

}  // namespace
}  // namespace migc::compiler
