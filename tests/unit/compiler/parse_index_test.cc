#include <gtest/gtest.h>

#include "tests/unit/compiler/expect_dumps.h"

namespace migc::compiler {
namespace {

TEST(ParsePostgresql, CreateIndexClauses) {
  expect_dumps({
      {R"sql(CREATE UNIQUE INDEX i ON s.a USING btree (x COLLATE s."C" s.text_ops (siglen = 32) ASC NULLS FIRST, y DESC) INCLUDE ("Z") NULLS NOT DISTINCT WITH (fillfactor = 70, deduplicate_items = off) TABLESPACE fast WHERE (x IS NOT NULL))sql",
       R"(create-index unique i on s.a‹s.a› btree nulls-not-distinct options fillfactor=70,deduplicate_items=off tablespace fast
  key x collate s."C" opclass s.text_ops (siglen = '32') ASC NULLS FIRST
  key y DESC
  include Z
  where ‹(x IS NOT NULL)› columns x [x]
)"},
      {R"sql(CREATE INDEX i ON a USING gin ((data -> 'k') jsonb_path_ops, to_tsvector('english'::regconfig, s.f(y))))sql",
       R"(create-index i on a‹a› gin
  key ‹(data -> 'k')› columns data [data] opclass jsonb_path_ops
  key ‹to_tsvector('english'::regconfig, s.f(y))› columns y calls to_tsvector,s.f [to_tsvector() :regconfig s.f() y] named to_tsvector
)"},
      {R"sql(CREATE INDEX ON a (upper(x), coalesce(y, 0), (y + 1), (x::text), (NULLIF(x, y)), (CASE WHEN true THEN x END), CAST(x AS date), (a.x), ((s.f(x)).b)))sql",
       R"(create-index - on a‹a› btree
  key ‹upper(x)› columns x calls upper [upper() x] named upper
  key ‹coalesce(y, 0)› columns y [y] named coalesce
  key ‹(y + 1)› columns y [y]
  key ‹(x::text)› columns x [:text x] named x
  key ‹(NULLIF(x, y))› columns x,y [x y] named nullif
  key ‹(CASE WHEN true THEN x END)› columns x [x] named case
  key ‹CAST(x AS date)› columns x [:date x] named x
  key ‹(a.x)› columns x [a.x] named x
  key ‹((s.f(x)).b)› columns x calls s.f [s.f() x] named b
)"},
      {R"sql(CREATE INDEX CONCURRENTLY ON ONLY a (x) WITH (fillfactor = 70))sql",
       R"(create-index non-transactional concurrently - on only a‹a› btree options fillfactor=70
  key x
)"},
      {R"sql(CREATE INDEX i ON a (x) WHERE y = 'where (' AND z IN (1, 2))sql",
       R"(create-index i on a‹a› btree
  key x
  where ‹y = 'where (' AND z IN (1, 2)› columns y,z [y z]
)"},
      {R"sql(CREATE INDEX IF NOT EXISTS "I" ON a (lower(x) text_pattern_ops DESC NULLS LAST, extract(year FROM y)))sql",
       R"(create-index if-not-exists I on a‹a› btree
  key ‹lower(x)› columns x calls lower [lower() x] named lower opclass text_pattern_ops DESC NULLS LAST
  key ‹extract(year FROM y)› columns y calls pg_catalog.extract [y] named extract
)"},
  });
}

TEST(ParsePostgresql, CreateStatistics) {
  expect_dumps({
      {R"sql(CREATE STATISTICS s.st (ndistinct, dependencies) ON x, lower(y), (z + 1) FROM s.a)sql",
       R"(create-stats s.st kinds ndistinct,dependencies on s.a‹s.a›
  key x
  key ‹lower(y)› columns y calls lower [lower() y] named lower
  key ‹(z + 1)› columns z [z]
)"},
      {R"sql(CREATE STATISTICS IF NOT EXISTS st ON x, y FROM a)sql",
       R"(create-stats if-not-exists st on a‹a›
  key x
  key y
)"},
      {R"sql(ALTER STATISTICS s.st SET STATISTICS 100)sql",
       R"(alter-stats s.st to 100
)"},
  });
}

}  // namespace
}  // namespace migc::compiler
