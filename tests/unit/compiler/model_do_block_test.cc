// DO blocks that ask the catalog, loop and put statements together.
#include "tests/unit/compiler/expect_schemas.h"

namespace migc::compiler {
namespace {

TEST(ModelDoBlock, AConstraintIsFoundByWhatItIs) {
  expect_schemas({
      {R"sql(CREATE TABLE t (a int CONSTRAINT odd PRIMARY KEY, b int);
DO $$
DECLARE found_name text;
BEGIN
  SELECT conname INTO found_name FROM pg_constraint
  WHERE conrelid = 't'::regclass AND contype = 'p';
  IF found_name <> 't_pkey' THEN
    EXECUTE format('ALTER TABLE t RENAME CONSTRAINT %I TO t_pkey', found_name);
  END IF;
END $$)sql",
       R"(CREATE TABLE public.t (
  a pg_catalog.int4 NOT NULL,
  b pg_catalog.int4
);
ALTER TABLE ONLY public.t
  ADD CONSTRAINT t_pkey PRIMARY KEY (a);
)"},
      {R"sql(CREATE TABLE t (a int PRIMARY KEY);
DO $$
DECLARE statement text;
BEGIN
  SELECT concat('ALTER TABLE t DROP CONSTRAINT ', constraint_name) INTO statement
  FROM information_schema.table_constraints
  WHERE table_name = 't' AND constraint_type = 'PRIMARY KEY';
  IF statement IS NOT NULL THEN EXECUTE statement; END IF;
END $$)sql",
       R"(CREATE TABLE public.t (
  a pg_catalog.int4 NOT NULL
);
)"},
  });
}

TEST(ModelDoBlock, LoopsOverTheCatalog) {
  expect_schemas({
      {R"sql(CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION f(text) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT 1';
DO $$
DECLARE r record;
BEGIN
  FOR r IN SELECT p.oid::regprocedure AS signature FROM pg_proc p
           JOIN pg_namespace n ON n.oid = p.pronamespace
           WHERE p.proname = 'f' AND n.nspname = current_schema()
  LOOP
    EXECUTE format('DROP FUNCTION %s', r.signature);
  END LOOP;
END $$)sql",
       R"(CREATE FUNCTION public.g() RETURNS int LANGUAGE sql AS 'SELECT 1';
)"},
  });
}

TEST(ModelDoBlock, LoopsOverLists) {
  const std::string_view three = R"(CREATE TABLE public.a_1 ();
CREATE TABLE public.a_2 ();
CREATE TABLE public.a_3 ();
)";
  expect_schemas({
      {R"sql(DO $$ BEGIN
  FOR i IN 1..3 LOOP EXECUTE 'CREATE TABLE a_' || i || ' ()'; END LOOP;
END $$)sql",
       three},
      {R"sql(DO $$
DECLARE name text; names text[] := ARRAY['1', '2', '3'];
BEGIN
  FOREACH name IN ARRAY names LOOP EXECUTE format('CREATE TABLE %I ()', 'a_' || name); END LOOP;
END $$)sql",
       three},
      {R"sql(DO $$
DECLARE n text;
BEGIN
  FOR n IN SELECT unnest(ARRAY['1', '2', '3']) LOOP EXECUTE 'CREATE TABLE a_' || n || ' ()'; END LOOP;
END $$)sql",
       three},
      {R"sql(DO $$
DECLARE r record;
BEGIN
  FOR r IN SELECT * FROM (VALUES ('1'), ('2'), ('3')) AS list (n) LOOP
    EXECUTE 'CREATE TABLE a_' || r.n || ' ()';
  END LOOP;
END $$)sql",
       three},
  });
}

TEST(ModelDoBlock, QuestionsInManyForms) {
  const std::string_view yes = "CREATE TABLE public.t ();\nCREATE TABLE public.yes ();\n";
  const std::string_view no = "CREATE TABLE public.t ();\n";
  const auto ask = [](const std::string& condition) {
    return schema_after("CREATE TABLE t (); DO $$ BEGIN IF " + condition +
                        " THEN CREATE TABLE yes (); END IF; END $$");
  };
  EXPECT_EQ(ask("(SELECT to_regclass('t') IS NOT NULL)"), yes);
  EXPECT_EQ(ask("to_regclass('u') IS NOT NULL"), no);
  EXPECT_EQ(ask("(SELECT count(*) FROM pg_class WHERE relname = 't') > 0"), yes);
  EXPECT_EQ(ask("(SELECT count(*) FROM pg_class WHERE relname = 'u') > 0"), no);
  EXPECT_EQ(ask("(SELECT count(*) > 0 FROM pg_class WHERE relname = 'u')"), no);
  EXPECT_EQ(ask("EXISTS (SELECT 1 FROM pg_class WHERE relname LIKE 't%')"), yes);
  EXPECT_EQ(ask("EXISTS (SELECT 1 FROM pg_class WHERE relname NOT LIKE '_')"), no);
  EXPECT_EQ(ask("'t' IN (SELECT 't')"), no) << "not understood";
  EXPECT_EQ(ask("COALESCE(current_setting('app.mode', true), 'on') = 'on'"), yes);
  EXPECT_EQ(ask("position('-YB-' IN version()) > 0"), no);
  EXPECT_EQ(ask("NOT EXISTS (SELECT 1 FROM (SELECT a FROM t GROUP BY 1 HAVING count(*) > 1) d)"),
            yes);
  EXPECT_EQ(ask("EXISTS (SELECT 1 FROM pg_class WHERE oid = 't'::regclass)"), yes);
  EXPECT_EQ(ask("EXISTS (SELECT 1 FROM pg_class WHERE oid::regclass::text = 't')"), yes);
  EXPECT_EQ(ask("EXISTS (SELECT 1 FROM pg_class WHERE oid::regclass = 't')"), yes);
}

TEST(ModelDoBlock, WhatIsFound) {
  expect_schemas({
      {R"sql(CREATE TABLE t ();
DO $$ BEGIN
  PERFORM 1 FROM pg_class WHERE relname = 't';
  IF FOUND THEN CREATE TABLE yes (); END IF;
  PERFORM 1 FROM pg_class WHERE relname = 'u';
  IF NOT FOUND THEN RETURN; END IF;
  CREATE TABLE never ();
END $$)sql",
       R"(CREATE TABLE public.t ();
CREATE TABLE public.yes ();
)"},
  });
}

TEST(ModelDoBlock, WhatIsNotKnownMakesTheTableUncertain) {
  expect_schemas({
      {R"sql(CREATE TABLE t (a int);
CREATE TABLE u (a int);
DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'x') THEN ALTER TABLE t ADD b int; END IF;
END $$)sql",
       R"(-- uncertain: a DO block changes it in a way that the model does not follow
CREATE TABLE public.t (
  a pg_catalog.int4
);
CREATE TABLE public.u (
  a pg_catalog.int4
);
)"},
  });
}

// Ten loops in one another; a text that doubles; a body that does not parse.
TEST(ModelDoBlock, WhatWouldNotEndMakesTheTableUncertain) {
  std::string loops;
  std::string ends;
  for (int i = 0; i < 10; ++i) {
    loops += "FOR i IN 1..9000 LOOP ";
    ends += "END LOOP; ";
  }
  const std::string doubles = "FOR i IN 1..20 LOOP x := x || x; END LOOP; EXECUTE x; ";
  for (const std::string& body :
       {"BEGIN " + loops + "NULL; " + ends + "ALTER TABLE t ADD b int; END",
        "DECLARE x text := 'ALTER TABLE t ADD b int'; BEGIN " + doubles +
            "ALTER TABLE t ADD b int; EXECUTE 'ALTER TABLE t' || x; END",
        std::string("BEGIN ALTER TABLE t ADD b int; IF END")}) {
    Model model;
    for (const Statement& statement :
         parse_postgresql("CREATE TABLE t (a int); DO $$ " + body + " $$"))
      model.apply(statement, {0, statement.span.begin});
    const Table* table = model.find_table({"", "t", {}});
    ASSERT_TRUE(table);
    EXPECT_FALSE(table->uncertain.empty()) << body.substr(0, 40);
  }
}

TEST(ModelDoBlock, ARoutineThatIsCalledMayChangeWhatItNames) {
  expect_schemas({
      {R"sql(CREATE SCHEMA s;
CREATE TABLE s.t (a int);
CREATE TABLE s.u (a int);
CREATE FUNCTION s.f(t text) RETURNS void LANGUAGE plpgsql AS
$$ BEGIN EXECUTE format('ALTER TABLE s.%I ADD b int', t); END $$;
SELECT s.f('t'))sql",
       R"(CREATE SCHEMA s;
-- uncertain: the function s.f was called, which may change it
CREATE TABLE s.t (
  a pg_catalog.int4
);
CREATE TABLE s.u (
  a pg_catalog.int4
);
CREATE FUNCTION s.f(t text) RETURNS void LANGUAGE plpgsql AS
$$ BEGIN EXECUTE format('ALTER TABLE s.%I ADD b int', t); END $$;
)"},
  });
}

TEST(ModelDoBlock, TypeOfAColumn) {
  const std::string tables =
      "CREATE DOMAIN email AS varchar(255); CREATE TYPE mood AS ENUM ('sad');"
      "CREATE TABLE t (id int, at timestamptz(3), tags text[], mail email, mood mood, c citext)";
  const auto has_type = [&](const std::string& column, const std::string& type) {
    const auto model = model_of(
        tables +
        "; DO $$ BEGIN IF EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name = 't' "
        "AND column_name = '" +
        column + "' AND data_type = '" + type +
        "') THEN CREATE TABLE made (id integer); END IF; END $$");
    return model->find_table({"", "made", {}}) != nullptr;
  };
  EXPECT_TRUE(has_type("id", "integer"));
  EXPECT_FALSE(has_type("id", "bigint"));
  EXPECT_TRUE(has_type("at", "timestamp with time zone"));
  EXPECT_TRUE(has_type("tags", "ARRAY"));
  EXPECT_TRUE(has_type("mail", "character varying"));
  EXPECT_TRUE(has_type("mood", "USER-DEFINED"));
  // Of an extension: the model did not see how it is made.
  EXPECT_FALSE(has_type("c", "USER-DEFINED"));
  EXPECT_FALSE(has_type("c", "text"));
}

}  // namespace
}  // namespace migc::compiler
