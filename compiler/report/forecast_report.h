// What a set of migrations will do to a server, as data for the writers.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace migc::compiler {

struct ForecastRelation {
  std::string schema;
  std::string name;
  std::string object;   // "table", "index", …
  bool existed = true;  // before this migration
  bool certain = true;  // false: it depends on rows or on the plan
};

struct ForecastLock {
  ForecastRelation relation;
  std::string mode;        // as pg_locks has it
  std::string mode_words;  // as LOCK TABLE has it
  int strength = 0;        // 1 to 8: the mode's place in PostgreSQL's own order
  bool blocks_reads = false;
  bool blocks_writes = false;
  std::size_t since = 0;            // the statement that took it
  std::vector<std::size_t> during;  // statements that work while it blocks someone
};

struct ForecastStatement {
  std::size_t number = 0;
  std::size_t line = 0;
  std::size_t column = 0;
  std::string kind;
  std::string sql;
  bool transactional = true;
  bool certain = true;
  std::string uncertainty;
  std::vector<ForecastLock> locks;
  std::vector<ForecastRelation> rewrites;
  std::vector<ForecastRelation> scans;
  std::vector<ForecastRelation> changes;
  std::string why;
  std::vector<std::string> versions;

  // While it reads, writes or changes rows: what blocks readers or writers of
  // what was there before, taken by it or earlier in its transaction.
  std::vector<ForecastLock> held;

  bool works() const { return !rewrites.empty() || !scans.empty() || !changes.empty(); }
  bool blocks_reads() const;
  bool blocks_writes() const;
};

struct ForecastMigration {
  std::string version;
  std::string name;
  std::string file;
  bool transactional = true;
  std::vector<ForecastStatement> statements;
  // The strongest lock on each relation that was there before, but for indexes.
  std::vector<ForecastLock> strongest;
};

struct ForecastReport {
  int server_version = 0;  // the oldest
  std::vector<ForecastMigration> migrations;
};

// For an operator: what was there before, and what its readers and writers feel.
std::string to_text(const ForecastReport& report);

// One JSON document, `"format": 1`: fields are added, never changed.
std::string to_json(const ForecastReport& report);

}  // namespace migc::compiler
