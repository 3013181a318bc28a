#include <gtest/gtest.h>

#include "tests/unit/compiler/expect_dumps.h"

namespace migc::compiler {
namespace {

TEST(ParsePostgresql, RowChanges) {
  expect_dumps({
      {R"sql(INSERT INTO s.a (x, "Y") SELECT f(b.z) FROM t.b JOIN c USING (id) ON CONFLICT DO NOTHING)sql",
       R"(insert insert s.a‹s.a› columns x,Y calls f reads t.b c
)"},
      {R"sql(INSERT INTO a VALUES (s.f(nextval('q')), (SELECT 1 FROM d)))sql",
       R"(insert insert a‹a› calls s.f,nextval reads d
)"},
      {R"sql(INSERT INTO a DEFAULT VALUES)sql",
       R"(insert insert a‹a›
)"},
      {R"sql(UPDATE s.a AS b SET x = 1, "Y" = f(z) FROM c WHERE b.id = c.id)sql",
       R"(update update s.a‹s.a› columns x,Y where calls f reads c
)"},
      {R"sql(UPDATE a SET x = 1 WHERE true)sql",
       R"(update update a‹a› columns x where-constant
)"},
      {R"sql(UPDATE a SET (x, y) = (1, 2))sql",
       R"(update update a‹a› columns x,y
)"},
      {R"sql(UPDATE a SET x[1] = 2 WHERE 1 = 1)sql",
       R"(update update a‹a› columns x where-constant
)"},
      {R"sql(DELETE FROM a USING b WHERE a.id = b.id)sql",
       R"(delete delete a‹a› where reads b
)"},
      {R"sql(DELETE FROM a WHERE 'x' = 'y')sql",
       R"(delete delete a‹a› where-constant
)"},
      {R"sql(DELETE FROM ONLY a WHERE now() > x)sql",
       R"(delete delete a‹a› where calls now
)"},
      {R"sql(DELETE FROM a WHERE EXISTS (SELECT 1))sql",
       R"(delete delete a‹a› where
)"},
      {R"sql(MERGE INTO s.a AS t USING (SELECT * FROM b) AS u ON t.id = u.id WHEN MATCHED THEN UPDATE SET x = f(u.x) WHEN NOT MATCHED THEN INSERT (id) VALUES (u.id))sql",
       R"(merge merge s.a‹s.a› calls f reads b
)"},
      {R"sql(COPY s.a (x, y) FROM STDIN WITH (FORMAT csv))sql",
       R"(copy copy-from s.a‹s.a›
)"},
      {R"sql(COPY a FROM '/f' WHERE x > 0)sql",
       R"(copy copy-from a‹a› where
)"},
      {R"sql(TRUNCATE TABLE s.a, ONLY b RESTART IDENTITY CASCADE)sql",
       R"(truncate truncate s.a‹s.a› b‹b› cascade
)"},
      {R"sql(LOCK TABLE s.a, b IN ACCESS EXCLUSIVE MODE NOWAIT)sql",
       R"(lock lock s.a‹s.a› b‹b›
)"},
      {R"sql(WITH d AS (DELETE FROM b RETURNING *) INSERT INTO a SELECT * FROM d)sql",
       R"(insert insert a‹a›
)"},
      {R"sql(SELECT s.f(x), pg_sleep(1) FROM t.a WHERE b IN (SELECT c FROM d))sql",
       R"(select calls s.f,pg_sleep reads t.a d
)"},
      {R"sql(SELECT x AS y INTO s.b FROM a)sql",
       R"(select from-query s.b‹s.b›
  query ‹SELECT x AS y INTO s.b FROM a›
    target y aliased = x‹x›
    from relation a‹a›
    names [x]
)"},
      {R"sql(TABLE a)sql",
       R"(select reads a
)"},
      {R"sql(VALUES (f()))sql",
       R"(select calls f
)"},
  });
}

TEST(ParsePostgresql, Maintenance) {
  expect_dumps({
      {R"sql(VACUUM)sql",
       R"(vacuum non-transactional vacuum
)"},
      {R"sql(VACUUM FULL s.a, b (x))sql",
       R"(vacuum non-transactional vacuum-full s.a‹s.a› b‹b›
)"},
      {R"sql(VACUUM (ANALYZE, FULL false) a)sql",
       R"(vacuum non-transactional vacuum a‹a›
)"},
      {R"sql(VACUUM (FULL) a)sql",
       R"(vacuum non-transactional vacuum-full a‹a›
)"},
      {R"sql(VACUUM (FULL 1, VERBOSE) a)sql",
       R"(vacuum non-transactional vacuum-full a‹a›
)"},
      {R"sql(VACUUM (FULL off) a)sql",
       R"(vacuum non-transactional vacuum a‹a›
)"},
      {R"sql(VACUUM FREEZE ANALYZE)sql",
       R"(vacuum non-transactional vacuum
)"},
      {R"sql(ANALYZE)sql",
       R"(vacuum analyze
)"},
      {R"sql(ANALYZE VERBOSE s.a (x), b)sql",
       R"(vacuum analyze s.a‹s.a› b‹b›
)"},
      {R"sql(CLUSTER s.a USING i)sql",
       R"(cluster cluster s.a‹s.a›
)"},
      {R"sql(CLUSTER)sql",
       R"(cluster non-transactional cluster
)"},
      {R"sql(CLUSTER VERBOSE a)sql",
       R"(cluster cluster a‹a›
)"},
      {R"sql(REINDEX TABLE s.a)sql",
       R"(reindex reindex s.a‹s.a›
)"},
      {R"sql(REINDEX INDEX CONCURRENTLY i)sql",
       R"(reindex non-transactional reindex concurrently index i‹i›
)"},
      {R"sql(REINDEX (CONCURRENTLY, VERBOSE) TABLE a)sql",
       R"(reindex non-transactional reindex concurrently a‹a›
)"},
      {R"sql(REINDEX (CONCURRENTLY false) TABLE a)sql",
       R"(reindex reindex a‹a›
)"},
      {R"sql(REINDEX SCHEMA s)sql",
       R"(reindex non-transactional reindex schema
)"},
      {R"sql(REINDEX SYSTEM d)sql",
       R"(reindex non-transactional reindex
)"},
      {R"sql(REINDEX DATABASE d)sql",
       R"(reindex non-transactional reindex database
)"},
  });
}

}  // namespace
}  // namespace migc::compiler
