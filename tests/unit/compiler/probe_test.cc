// What the runtime is told of statements that run outside a transaction.
#include "compiler/embed/probe.h"

#include <gtest/gtest.h>

#include <string_view>

#include "compiler/sql/parse.h"

namespace migc::compiler {
namespace {

struct Case {
  std::string_view sql;
  std::string_view probe;  // as C++
};

TEST(Probe, TellsWhatAStatementDoesToTheCatalog) {
  constexpr Case kCases[] = {
      {"CREATE UNIQUE INDEX CONCURRENTLY i ON t (a)",
       R"({migc::Effect::build_index, "", "t", "", "i"})"},
      {"CREATE INDEX CONCURRENTLY IF NOT EXISTS \"My I\" ON ONLY App.\"T\" (a)",
       R"({migc::Effect::build_index, "app", "T", "", "My I"})"},
      {"CREATE INDEX CONCURRENTLY ON t (a)", R"({migc::Effect::build_index, "", "t"})"},
      {"DROP INDEX CONCURRENTLY IF EXISTS app.I", R"({migc::Effect::drop_index, "app", "i"})"},
      {"REINDEX INDEX CONCURRENTLY i", R"({migc::Effect::rebuild_index, "", "i"})"},
      {"REINDEX (VERBOSE, CONCURRENTLY) TABLE a.t",
       R"({migc::Effect::rebuild_indexes_of_table, "a", "t"})"},
      {"REINDEX SCHEMA CONCURRENTLY \"S\"",
       R"({migc::Effect::rebuild_indexes_of_schema, "", "S"})"},
      {"REINDEX DATABASE CONCURRENTLY d", "{migc::Effect::rebuild_all_indexes}"},
      {"REINDEX SCHEMA s", "{migc::Effect::repeatable}"},
      {"REINDEX (CONCURRENTLY off) DATABASE d", "{migc::Effect::repeatable}"},
      {"ALTER TABLE app.t DETACH PARTITION p CONCURRENTLY",
       R"({migc::Effect::detach_partition, "app", "t", "", "p"})"},
      {"CREATE DATABASE \"D\"", R"({migc::Effect::create_database, "", "D"})"},
      {"DROP DATABASE IF EXISTS d", R"({migc::Effect::drop_database, "", "d"})"},
      {"CREATE TABLESPACE s LOCATION '/x'", R"({migc::Effect::create_tablespace, "", "s"})"},
      {"DROP TABLESPACE s", R"({migc::Effect::drop_tablespace, "", "s"})"},
      {"CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p",
       R"({migc::Effect::create_subscription, "", "s"})"},
      {"DROP SUBSCRIPTION s", R"({migc::Effect::drop_subscription, "", "s"})"},
      {"ALTER DATABASE d SET TABLESPACE s", "{migc::Effect::repeatable}"},
      {"ALTER SYSTEM SET work_mem = '1MB'", "{migc::Effect::repeatable}"},
      {"VACUUM (ANALYZE) t", "{migc::Effect::repeatable}"},
      {"CLUSTER", "{migc::Effect::repeatable}"},
      {"DISCARD ALL", "{migc::Effect::repeatable}"},
      {"COMMIT PREPARED 'x'", "{migc::Effect::unknown}"},
  };
  for (const Case& c : kCases) {
    const auto statements = parse_postgresql(c.sql);
    ASSERT_EQ(statements.size(), 1U) << c.sql;
    EXPECT_FALSE(statements[0].transactional) << c.sql;
    EXPECT_EQ(to_initializer(statements[0].probe), c.probe) << c.sql;
  }
}

}  // namespace
}  // namespace migc::compiler
