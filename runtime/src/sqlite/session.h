// The connection's own state around migrations: which switches they may rely
// on, and how the connection is given back.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "sqlite/connection.h"

namespace migc::sqlite {

enum class Ownership : std::uint8_t { owned, borrowed };

class Session {
 public:
  // Remembers the switches. Requires: no transaction.
  static Result<Session, EngineError> prepare(Connection& connection, Ownership ownership);

  // As each migration finds it: the switches as before, foreign keys off.
  // Temporary tables and attached files of the last one are gone, unless the
  // connection is borrowed and they may be its owner's.
  Result<void, EngineError> reset(Connection& connection) const;

  // Gives the connection back as it was.
  void restore(Connection& connection) const;

 private:
  Session() = default;

  Ownership ownership_ = Ownership::owned;
  std::vector<std::pair<std::string, std::string>> switches_;  // pragma and value
};

// The pragma has no effect inside a transaction, so it comes before BEGIN.
Result<void, EngineError> disable_foreign_keys(Connection& connection);

}  // namespace migc::sqlite
