// A PostgreSQL server of the test's own: on a socket in a temporary directory,
// without TCP, gone with the test.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "process.h"

struct pg_conn;

namespace migc::testing {

class PostgresServer {
 public:
  // The programs are those of PG_BIN or the newest in /usr/lib/postgresql. Null
  // when there are none; then `why_not` says so.
  static std::unique_ptr<PostgresServer> start(std::string& why_not);
  ~PostgresServer();
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;

  // key=value text for one of its databases, as superuser unless told.
  std::string conninfo(const std::string& database, const std::string& user = "postgres") const;

  // With its path: "pg_dump".
  std::filesystem::path program(const std::string& name) const { return programs_ / name; }

  // Puts pgbouncer in front of it, in transaction mode.
  bool start_pooler(std::string& why_not);
  std::string pooled_conninfo(const std::string& database,
                              const std::string& user = "postgres") const;

  // The folder of its socket.
  std::string host() const { return directory_.path(); }

  std::string log() const;

  // Dies at once and recovers. For a server of a test's own.
  bool crash_and_restart(std::string& why_not);

  // Comes back as a hot standby: it serves reads only. For a server of a
  // test's own.
  bool restart_as_standby(std::string& why_not);

 private:
  explicit PostgresServer(std::filesystem::path programs);
  bool initialise(std::string& why_not);
  bool launch(std::string& why_not);
  Command command(const std::string& program) const;

  std::filesystem::path programs_;
  TemporaryDirectory directory_;
  std::optional<Process> process_;
  std::optional<Process> pooler_;
};

}  // namespace migc::testing
