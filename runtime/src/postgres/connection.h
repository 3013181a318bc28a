// A thin wrapper of libpq: statements in, rows or the server's error out.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

#include "ledger.h"
#include "migc/result.h"

struct pg_conn;
struct pg_result;

namespace migc::postgres {

struct ServerError {
  std::string sqlstate{};  // five characters, or empty when libpq itself complains
  std::string message{};   // the primary message, without DETAIL
  std::string hint{};
  std::size_t position = 0;  // in characters of the statement, from 1; 0: unknown
  bool lost = false;         // the connection is gone
};

struct Answer {
  Records rows{};
  std::string tag{};  // "INSERT 0 1"
};

using Reply = Result<Answer, ServerError>;

// Where a connection stands between two statements.
enum class Block : std::uint8_t { none, open, failed, lost };

// Borrows a PGconn. Not thread-safe.
class Connection {
 public:
  explicit Connection(pg_conn* raw) : raw_(raw) {}
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Bookkeeping of our own that needs no parameters, maybe several statements
  // in one round trip (simple protocol). Returns the last one's answer.
  Reply run(const std::string& script);

  // Exactly one statement (extended protocol: the server refuses a second).
  // Requires: `statement` is NUL-terminated behind its end.
  Reply query(std::string_view statement, std::initializer_list<std::string> parameters = {});

  Block block() const;
  int server_version() const;  // 150020 for 15.20

  pg_conn* raw() { return raw_; }

 private:
  Reply read(pg_result* raw_result);
  void leave_copy(pg_result& result);

  pg_conn* raw_;
};

// Rolls back unless it was committed.
class Transaction {
 public:
  explicit Transaction(Connection& connection) : connection_(connection) {}
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();

  // READ COMMITTED and READ WRITE whatever the defaults; then `script`, in the
  // same round trip.
  Reply begin(const std::string& script);

  // An error without SQLSTATE may mean that it did commit: see `lost`.
  Reply commit();

 private:
  Connection& connection_;
};

}  // namespace migc::postgres
