// What grammars newer than the oldest supported one know.
#include <gtest/gtest.h>

#include "tests/unit/compiler/expect_dumps.h"

namespace migc::compiler {
namespace {

#define SKIP_BEFORE(version)         \
  if (grammar_version() < (version)) \
  GTEST_SKIP() << "the grammar of PostgreSQL " << grammar_version() << " does not know it"

TEST(ParseSince16, StorageOfANewColumn) {
  SKIP_BEFORE(16);
  expect_dumps({{R"sql(ALTER TABLE t ADD x text STORAGE external NOT NULL)sql",
                 R"(alter-table t‹t›
  add-column
  column x text not-null storage external ‹x› in ‹x text STORAGE external NOT NULL›
    at ‹x› in ‹ADD x text STORAGE external NOT NULL›
)"}});
}

TEST(ParseSince16, StatisticsWithoutAName) {
  SKIP_BEFORE(16);
  expect_dumps({{R"sql(CREATE STATISTICS ON a, b FROM t)sql",
                 R"(create-stats - on t‹t›
  key a
  key b
)"}});
}

TEST(ParseSince17, AlterTable) {
  SKIP_BEFORE(17);
  expect_dumps({
      {R"sql(ALTER TABLE t ALTER COLUMN g SET EXPRESSION AS (a + lower(b)))sql",
       R"(alter-table t‹t›
  set-expression g ‹a + lower(b)› columns a,b calls lower [a lower() b] at ‹g› in ‹ALTER COLUMN g SET EXPRESSION AS (a + lower(b))›
)"},
      {R"sql(ALTER TABLE t SET ACCESS METHOD DEFAULT, ALTER a SET STATISTICS DEFAULT)sql",
       R"(alter-table t‹t›
  access-method  at ‹ACCESS METHOD DEFAULT› in ‹SET ACCESS METHOD DEFAULT›
  column-statistics a at ‹a› in ‹ALTER a SET STATISTICS DEFAULT›
)"},
  });
}

TEST(ParseSince17, Merge) {
  SKIP_BEFORE(17);
  expect_dumps(
      {{R"sql(MERGE INTO t USING p ON t.a = p.id WHEN NOT MATCHED BY SOURCE THEN DELETE RETURNING lower(t.b), merge_action())sql",
        R"(merge merge t‹t› calls lower reads p
)"}});
}

TEST(ParseSince17, SqlJson) {
  SKIP_BEFORE(17);
  expect_dumps(
      {{R"sql(CREATE VIEW v AS SELECT j.a, JSON_VALUE(t.x, '$'), JSON_ARRAYAGG(t.y) FROM t, JSON_TABLE(t.x, '$[*]' COLUMNS (a int PATH '$')) AS j)sql",
        R"(view v‹v›
  query ‹SELECT j.a, JSON_VALUE(t.x, '$'), JSON_ARRAYAGG(t.y) FROM t, JSON_TABLE(t.x, '$[*]' COLUMNS (a int PATH '$')) AS j›
    target a = j.a‹j.a›
    target json_value
    target json_arrayagg
    from relation t‹t›
    from function as j
    names [j.a t.x t.y]
)"}});
}

TEST(ParseSince18, NotNullAsAConstraint) {
  SKIP_BEFORE(18);
  expect_dumps({
      {R"sql(ALTER TABLE t ADD CONSTRAINT c NOT NULL a NOT VALID, ADD NOT NULL b)sql",
       R"(alter-table t‹t›
  add not-null c (a) not-valid in ‹CONSTRAINT c NOT NULL a NOT VALID› at ‹CONSTRAINT c NOT NULL a NOT VALID› in ‹ADD CONSTRAINT c NOT NULL a NOT VALID›
  add not-null (b) in ‹NOT NULL b› at ‹NOT NULL b› in ‹ADD NOT NULL b›
)"},
      {R"sql(CREATE TABLE t (a int, b int NOT NULL NO INHERIT, CONSTRAINT c NOT NULL a NO INHERIT))sql",
       R"(create-table t‹t›
  column a pg_catalog.int4 ‹a› in ‹a int›
  column b pg_catalog.int4 not-null ‹b› in ‹b int NOT NULL NO INHERIT›
    not-null (b) no-inherit in ‹NOT NULL NO INHERIT›
  not-null c (a) no-inherit in ‹CONSTRAINT c NOT NULL a NO INHERIT›
)"},
  });
}

TEST(ParseSince18, Enforcement) {
  SKIP_BEFORE(18);
  expect_dumps({
      {R"sql(CREATE TABLE t (a int CHECK (a > 0) NOT ENFORCED REFERENCES p, CHECK (a < 9) NOT ENFORCED))sql",
       R"(create-table t‹t›
  column a pg_catalog.int4 ‹a› in ‹a int CHECK (a > 0) NOT ENFORCED REFERENCES p›
    check (a) ‹a > 0› columns a [a] not-enforced in ‹CHECK (a > 0)›
    foreign-key (a) references p‹p›() in ‹REFERENCES p›
  check ‹a < 9› columns a [a] not-valid not-enforced in ‹CHECK (a < 9) NOT ENFORCED›
)"},
      {R"sql(ALTER TABLE t ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES p NOT ENFORCED)sql",
       R"(alter-table t‹t›
  add foreign-key c (a) references p‹p›() not-valid not-enforced in ‹CONSTRAINT c FOREIGN KEY (a) REFERENCES p NOT ENFORCED› at ‹CONSTRAINT c FOREIGN KEY (a) REFERENCES p NOT ENFORCED› in ‹ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES p NOT ENFORCED›
)"},
      {R"sql(ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) ENFORCED)sql",
       R"(alter-table t‹t›
  add check c ‹a > 0› columns a [a] in ‹CONSTRAINT c CHECK (a > 0) ENFORCED› at ‹CONSTRAINT c CHECK (a > 0) ENFORCED› in ‹ADD CONSTRAINT c CHECK (a > 0) ENFORCED›
)"},
  });
}

TEST(ParseSince18, AlterConstraint) {
  SKIP_BEFORE(18);
  expect_dumps({
      {R"sql(ALTER TABLE t ALTER CONSTRAINT c NOT ENFORCED, ALTER CONSTRAINT d ENFORCED)sql",
       R"(alter-table t‹t›
  alter-constraint c not-enforced at ‹c› in ‹ALTER CONSTRAINT c NOT ENFORCED›
  alter-constraint d enforced at ‹d› in ‹ALTER CONSTRAINT d ENFORCED›
)"},
      {R"sql(ALTER TABLE t ALTER CONSTRAINT c INITIALLY DEFERRED, ALTER CONSTRAINT d NOT DEFERRABLE)sql",
       R"(alter-table t‹t›
  alter-constraint c deferred at ‹c› in ‹ALTER CONSTRAINT c INITIALLY DEFERRED›
  alter-constraint d at ‹d› in ‹ALTER CONSTRAINT d NOT DEFERRABLE›
)"},
      {R"sql(ALTER TABLE t ALTER CONSTRAINT c NO INHERIT, ALTER CONSTRAINT d INHERIT)sql",
       R"(alter-table t‹t›
  alter-constraint c no-inherit at ‹c› in ‹ALTER CONSTRAINT c NO INHERIT›
  alter-constraint d inherit at ‹d› in ‹ALTER CONSTRAINT d INHERIT›
)"},
  });
}

TEST(ParseSince18, VirtualColumns) {
  SKIP_BEFORE(18);
  expect_dumps({
      {R"sql(CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a + 1), c int GENERATED ALWAYS AS (a) VIRTUAL NOT NULL, d int GENERATED ALWAYS AS (a) STORED))sql",
       R"(create-table t‹t›
  column a pg_catalog.int4 ‹a› in ‹a int›
  column b pg_catalog.int4 generated ‹a + 1› columns a [a] virtual ‹b› in ‹b int GENERATED ALWAYS AS (a + 1)›
  column c pg_catalog.int4 not-null generated ‹a› columns a [a] virtual ‹c› in ‹c int GENERATED ALWAYS AS (a) VIRTUAL NOT NULL›
  column d pg_catalog.int4 generated ‹a› columns a [a] ‹d› in ‹d int GENERATED ALWAYS AS (a) STORED›
)"},
  });
}

TEST(ParseSince18, Periods) {
  SKIP_BEFORE(18);
  expect_dumps({
      {R"sql(CREATE TABLE t (id int4range, at tsrange, PRIMARY KEY (id, at WITHOUT OVERLAPS), FOREIGN KEY (id, PERIOD at) REFERENCES p (id, PERIOD at)))sql",
       R"(create-table t‹t›
  column id int4range ‹id› in ‹id int4range›
  column at tsrange ‹at› in ‹at tsrange›
  primary-key (id,at) without-overlaps in ‹PRIMARY KEY (id, at WITHOUT OVERLAPS)›
  foreign-key (id,at) references p‹p›(id,at) with-period in ‹FOREIGN KEY (id, PERIOD at) REFERENCES p (id, PERIOD at)›
)"},
  });
}

TEST(ParseSince18, ReturningOldAndNew) {
  SKIP_BEFORE(18);
  expect_dumps({{R"sql(UPDATE t SET a = 1 RETURNING WITH (OLD AS o, NEW AS n) lower(o.b), n.a)sql",
                 R"(update update t‹t› columns a calls lower
)"}});
}

TEST(ParseSince18, WithoutInheritors) {
  SKIP_BEFORE(18);
  expect_dumps({{R"sql(VACUUM ONLY t)sql",
                 R"(vacuum non-transactional vacuum t‹t›
)"},
                {R"sql(ANALYZE ONLY t)sql",
                 R"(vacuum analyze t‹t›
)"}});
}

}  // namespace
}  // namespace migc::compiler
