// What became of a statement that ran outside a transaction and was interrupted:
// evidence taken from the catalog before it is compared with what is there now.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "migc/embedded.h"
#include "migc/error.h"
#include "postgres/connection.h"

namespace migc::postgres {

// What the catalog says before the statement: a text for the ledger.
Result<std::string> gather_evidence(Connection& connection, const Statement& statement);

enum class Aftermath : std::uint8_t {
  untouched,  // no trace, or a broken one that was removed: run it (again)
  finished,   // it did all that it should
  unknown,    // the catalog cannot tell
};

// Also drops an INVALID index that a build left behind, and completes a
// detachment that is half done, waiting for locks at most `patience`. An error
// leaves the rest to the next call. Requires: outside a transaction, and the
// session that ran the statement is gone or idle again.
Result<Aftermath> settle(Connection& connection, const Statement& statement,
                         const std::string& evidence, std::chrono::milliseconds patience);

// CREATE INDEX IF NOT EXISTS is content with an index of that name that some
// earlier attempt left INVALID: names it, or nothing.
Result<std::string> find_invalid_index(Connection& connection, const Probe& build);

// It waits for old transactions, but blocks neither reads nor writes meanwhile.
bool runs_concurrently(const Statement& statement);

}  // namespace migc::postgres
