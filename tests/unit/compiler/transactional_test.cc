#include <gtest/gtest.h>

#include <string_view>

#include "compiler/sql/parse.h"

namespace migc::compiler {
namespace {

void expect_transactional(std::string_view sql, bool expected) {
  const auto statements = parse_postgresql(sql);
  ASSERT_EQ(statements.size(), 1U) << sql;
  ASSERT_FALSE(as<Unparsed>(statements[0])) << sql;
  EXPECT_EQ(statements[0].transactional, expected) << sql;
}

TEST(Transactional, MayRunInABlock) {
  constexpr std::string_view kStatements[] = {
      "CREATE TABLE a ()",
      "CREATE INDEX i ON a (x)",
      "DROP INDEX i",
      "REINDEX TABLE a",
      "REINDEX INDEX i",
      "REINDEX (CONCURRENTLY false) TABLE a",
      "ANALYZE a",
      "CLUSTER a USING i",
      "ALTER TABLE a DETACH PARTITION p",
      "ALTER TABLE a DETACH PARTITION p FINALIZE",
      "ALTER TYPE t ADD VALUE 'x'",
      "REFRESH MATERIALIZED VIEW CONCURRENTLY m",
      "ALTER DATABASE d SET work_mem = '1MB'",
      "ALTER DATABASE d CONNECTION LIMIT 5",
      "SET work_mem = '1MB'",
      "DISCARD PLANS",
      "TRUNCATE a",
      "CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p WITH (connect = false)",
  };
  for (const std::string_view sql : kStatements) expect_transactional(sql, true);
}

TEST(Transactional, RefusedInABlock) {
  constexpr std::string_view kStatements[] = {
      "CREATE INDEX CONCURRENTLY i ON a (x)",
      "CREATE UNIQUE INDEX CONCURRENTLY ON a (x)",
      "DROP INDEX CONCURRENTLY i",
      "REINDEX TABLE CONCURRENTLY a",
      "REINDEX (CONCURRENTLY) INDEX i",
      "REINDEX (VERBOSE, CONCURRENTLY on) INDEX i",
      "REINDEX SCHEMA s",
      "REINDEX DATABASE d",
      "REINDEX SYSTEM d",
      "VACUUM",
      "VACUUM FULL a",
      "VACUUM (ANALYZE) a",
      "CLUSTER",
      "ALTER TABLE a DETACH PARTITION p CONCURRENTLY",
      "CREATE DATABASE d",
      "DROP DATABASE d",
      "ALTER DATABASE d SET TABLESPACE t",
      "CREATE TABLESPACE t LOCATION '/x'",
      "DROP TABLESPACE t",
      "ALTER SYSTEM SET work_mem = '1MB'",
      "ALTER SYSTEM RESET ALL",
  };
  for (const std::string_view sql : kStatements) expect_transactional(sql, false);
}

// PreventInTransactionBlock in the server's sources, in tcop/utility.c and
// commands/subscriptioncmds.c.
TEST(Transactional, RefusedInABlockThoughRare) {
  constexpr std::string_view kStatements[] = {
      "DISCARD ALL",           "CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p",
      "DROP SUBSCRIPTION s",   "COMMIT PREPARED 'x'",
      "ROLLBACK PREPARED 'x'",
  };
  for (const std::string_view sql : kStatements) expect_transactional(sql, false);
}

}  // namespace
}  // namespace migc::compiler
