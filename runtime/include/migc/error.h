// Why a run stopped, in terms of what the caller can do next.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "migc/result.h"

namespace migc {

enum class ErrorCode : std::uint8_t {
  usage,             // the call, the options or the connection text make no sense
  connection,        // the server or the file could not be reached, or hung up
  busy,              // another process holds the migration lock for longer than we may wait
  lock_timeout,      // a statement waited too long for a table lock
  permission,        // the role lacks a right; the message holds the GRANT to run
  ledger,            // the ledger is missing where the database is not empty, or is damaged
  history_edited,    // an applied migration differs from the embedded one
  history_forked,    // database and program share a beginning, then differ
  history_newer,     // the database holds migrations that this program does not know
  out_of_order,      // a pending migration sorts before an applied one
  not_locked,        // a pending migration is not in the lockfile, outside development
  statement_failed,  // the database refused a statement
  irreversible,      // a migration that is to be taken back has no undo
  not_confirmed,     // the call can lose data, and nobody has agreed to it
  stopped,           // an earlier run stopped inside a non-transactional migration
  cancelled,
  unsupported,  // embedded format, server version or dialect
};

// What the database looks like after the failure.
enum class DatabaseState : std::uint8_t {
  unchanged,  // nothing was applied by this run
  advanced,   // whole migrations were applied, then it stopped between two
  partial,    // a non-transactional migration stopped midway
  unknown,    // the connection died during COMMIT; the next start settles it
};

struct Error {
  ErrorCode code{};
  DatabaseState state = DatabaseState::unchanged;
  bool retryable = false;    // may succeed later with no change to the program
  std::string message{};     // one sentence for a log; never a password, never row values
  std::string help{};        // what to do next, or empty
  std::string migration{};   // version, or empty
  std::string file{};        // of the failing statement, or empty
  std::uint32_t line = 0;    // in that file, from 1; 0: unknown
  std::uint32_t column = 0;  // in bytes, from 1; 0: unknown
  std::string sqlstate{};    // five characters (PostgreSQL), or empty
};

std::string_view to_text(ErrorCode code);  // "statement_failed"

// "file:line:column: error: message (SQLSTATE)" and, on a second line, the help.
std::string describe(const Error& error);

}  // namespace migc
