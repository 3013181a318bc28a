// A database that lives as long as the object: a history is applied to it, and
// pg_dump tells what came of it.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "postgres_server.h"

namespace migc::testing {

class ScratchDatabase {
 public:
  // Empty, made from template0. Thread-safe on one server.
  explicit ScratchDatabase(const PostgresServer& server);
  ScratchDatabase(const ScratchDatabase&) = delete;
  ScratchDatabase& operator=(const ScratchDatabase&) = delete;
  ~ScratchDatabase();

  struct Refusal {
    std::string sqlstate;
    std::string message;
  };
  // Nothing when the server did it.
  std::optional<Refusal> run(const std::string& sql);

  // A new session: what the last one set or left open is gone.
  void reconnect();

  // `pg_dump --schema-only --no-owner`, begun now: two run side by side.
  Process start_dump() const;

 private:
  struct Close {
    void operator()(pg_conn* connection) const;
  };
  using Connection = std::unique_ptr<pg_conn, Close>;
  static Connection connect(const std::string& conninfo);

  const PostgresServer& server_;
  std::string name_;
  Connection connection_;
};

}  // namespace migc::testing
