// A thin wrapper of libpq: statements in, rows or the server's error out.
#pragma once

#include <chrono>
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

// Told every few milliseconds, on the same thread, that a statement still runs.
// Must not use the connection, except to cancel.
class Watch {
 public:
  Watch() = default;
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;
  virtual ~Watch() = default;
  virtual void statement_runs(std::chrono::milliseconds so_far) = 0;
};

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

  // Asks the server to stop the statement that runs; it may finish all the same.
  void cancel() const;

  // From the next statement on. Null: nobody. Must outlive its use.
  void watch(Watch* watch) { watch_ = watch; }

  Block block() const;
  int server_version() const;  // 150020 for 15.20
  int server_pid() const;

  pg_conn* raw() { return raw_; }
  void use(pg_conn* raw) { raw_ = raw; }  // instead of the one before

 private:
  Reply finish(bool sent);
  void wait_for_result();
  Reply read(pg_result& result);
  void leave_copy(pg_result& result);
  ServerError broken() const;

  pg_conn* raw_;
  Watch* watch_ = nullptr;
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
