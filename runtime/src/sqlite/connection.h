// A thin wrapper of the engine: statements in, rows or the engine's error out.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "ledger.h"
#include "migc/result.h"

struct sqlite3;

namespace migc::sqlite {

struct EngineError {
  int code = 0;  // extended result code
  std::string message{};
  int offset = -1;  // in bytes of the statement; -1: unknown

  int primary_code() const { return code & 0xff; }
};

using Reply = Result<Records, EngineError>;

// Borrows an sqlite3. Not thread-safe.
class Connection {
 public:
  explicit Connection(sqlite3* raw) : raw_(raw) {}
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Runs exactly one statement to its end.
  Reply run(std::string_view statement, std::initializer_list<std::string> parameters = {});

  bool in_transaction() const;
  sqlite3* raw() { return raw_; }

 private:
  EngineError last_error() const;

  sqlite3* raw_;
};

// Rolls back unless it was committed.
class Transaction {
 public:
  explicit Transaction(Connection& connection) : connection_(connection) {}
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();

  Reply begin();   // as the one writer, from the start
  Reply commit();  // after an error it is still open

 private:
  Connection& connection_;
};

}  // namespace migc::sqlite
