// PostgreSQL, through libpq. Link migc::postgres.
#pragma once

#include <memory>
#include <string_view>

#include "migc/database.h"
#include "migc/error.h"

struct pg_conn;  // libpq's PGconn

namespace migc::postgres {

// Owns or borrows one libpq connection.
class Database final : public migc::Database {
 public:
  // Connects with MIGRATION_DATABASE_URL or DATABASE_URL when one is set, else
  // with libpq's own PG* variables. Errors: `usage` when none of them is set, `connection` when the
  // server cannot be reached. No message ever holds a password.
  static Result<std::unique_ptr<Database>> connect();

  // The same with a connection URI or a libpq key=value string.
  static Result<std::unique_ptr<Database>> connect(std::string_view conninfo);

  // Uses a connection of the caller's, which must be idle, outside a
  // transaction, and outlive the Database. Every call of a Migrator gives it
  // back as it was: settings, role and client encoding are restored, and its
  // prepared statements, temporary tables and notice handling left alone.
  static Result<std::unique_ptr<Database>> borrow(pg_conn* connection);

  ~Database() override;

  Dialect dialect() const override { return Dialect::postgresql; }
  Backend& backend() override;

 private:
  class Impl;
  explicit Database(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace migc::postgres
