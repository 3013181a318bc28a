// The data that `add_migrations()` compiles into a program. Generated code
// defines it, the runtime reads it; neither needs the other's sources.
//
// Everything here is constant-initialised and lives as long as the program.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace migc {

// Raised when a program could misread what an older or newer compiler wrote.
inline constexpr std::uint32_t kEmbeddedFormat = 1;

enum class Dialect : std::uint8_t { postgresql, sqlite };

using Digest = std::array<std::uint8_t, 32>;  // SHA-256

// What a statement that runs outside a transaction does to the catalog: tells,
// after a crash in it, how to find out whether it took effect.
enum class Effect : std::uint8_t {
  unknown,     // the catalog cannot tell: a person must look
  repeatable,  // running it again does no harm: VACUUM, ALTER SYSTEM
  build_index,
  drop_index,
  rebuild_index,
  rebuild_indexes_of_table,
  rebuild_indexes_of_schema,
  rebuild_all_indexes,  // of the database
  detach_partition,
  create_database,
  drop_database,
  create_tablespace,
  drop_tablespace,
  create_subscription,
  drop_subscription,
};

// Names are those of the catalog, not quoted. Of a build the name is the
// table's and the part the index; of a detached partition the part is it.
struct Probe {
  Effect effect = Effect::unknown;
  std::string_view schema{};  // empty: found through the search_path
  std::string_view name{};
  std::string_view part_schema{};  // likewise
  std::string_view part{};         // empty: the server chooses the index's name
};

// Whom the strongest lock of a statement keeps waiting, among those who use what
// was there before its migration. Later ones block more.
enum class LockClass : std::uint8_t {
  unknown,      // not foreseen: undo texts, SQLite, what the text alone cannot tell
  none,         // it locks nothing that was there before
  nonblocking,  // nobody who reads or writes: VALIDATE CONSTRAINT, CONCURRENTLY
  same_rows,    // those who write the same rows: UPDATE
  writers,      // of a table: CREATE INDEX
  everyone,     // readers too: most of ALTER TABLE
};

struct Statement {
  std::string_view sql;  // as written, without its semicolon; NUL-terminated in memory
  std::uint32_t line;    // of its first character in Migration::file, from 1
  std::uint32_t column;  // likewise, in bytes, from 1
  bool transactional;    // false: the server refuses it inside a transaction block
  LockClass locks = LockClass::unknown;
  bool sets_session = false;  // SET or RESET for the rest of the session
  Probe probe{};              // when it is not transactional; PostgreSQL only
};

struct Migration {
  std::string_view version;            // as written in the file name, for example "0007"
  std::string_view name;               // "add_invoice_index"
  std::string_view file;               // as shown in messages
  Digest digest;                       // of the canonical text
  Digest chain;                        // of the history up to and including this migration
  Digest tokens;                       // of what the text says: comments and blanks do not count
  bool transactional;                  // false: its statements do not share one transaction
  bool locked;                         // the lockfile held it when the program was built
  bool irreversible;                   // declared as not to be undone
  std::uint32_t lock_timeout_ms;       // 0: the run's own
  std::uint32_t statement_timeout_ms;  // 0: the run's own
  std::span<const Statement> statements;
  std::span<const Statement> down;  // empty: no undo text
  bool down_transactional;
  std::string_view down_file;  // as shown in messages; empty: no undo text
  Digest down_digest;          // of its canonical text
};

struct MigrationSet {
  std::uint32_t format;  // kEmbeddedFormat of the compiler that wrote it
  Dialect dialect;
  std::string_view name;                  // part of the lock key: two sets can share a database
  std::span<const Migration> migrations;  // in the order in which they apply
};

}  // namespace migc
