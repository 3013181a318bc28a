// CREATE INDEX CONCURRENTLY leaves an INVALID index behind when it fails or its
// session dies. The evidence taken before it tells afterwards what it did.
#pragma once

#include <cstdint>
#include <string>

#include "migc/embedded.h"
#include "migc/error.h"
#include "postgres/connection.h"

namespace migc::postgres {

// What is known, before the statement runs, of the indexes of its table: a
// text for the ledger. Empty for any other statement.
Result<std::string> gather_evidence(Connection& connection, const Statement& statement);

enum class Aftermath : std::uint8_t {
  nothing,   // no trace, or a broken one that was removed: run it (again)
  finished,  // the index is there and valid
};

// Requires: the session that ran the statement is gone or idle again.
Result<Aftermath> settle_index_build(Connection& connection, const Statement& statement,
                                     const std::string& evidence);

}  // namespace migc::postgres
