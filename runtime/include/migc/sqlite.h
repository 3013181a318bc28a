// SQLite. Link migc::sqlite.
#pragma once

#include <memory>
#include <string>

#include "migc/database.h"
#include "migc/error.h"

struct sqlite3;

namespace migc::sqlite {

// Owns or borrows one SQLite connection.
class Database final : public migc::Database {
 public:
  // Opens a file, creating it when it does not exist, or a `file:` URI, or
  // ":memory:". Errors: `connection`, with the path and what the engine says.
  static Result<std::unique_ptr<Database>> open(const std::string& path);

  // Uses a connection of the caller's, which must be outside a transaction and
  // outlive the Database. Every call of a Migrator gives it back as it was: the
  // busy timeout and the switches that migrations use (foreign_keys and others)
  // are restored. A busy handler of the caller's own cannot be read back, so it
  // must be set again afterwards.
  static Result<std::unique_ptr<Database>> borrow(sqlite3* connection);

  ~Database() override;

  Dialect dialect() const override { return Dialect::sqlite; }
  Backend& backend() override;

 private:
  class Impl;
  explicit Database(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace migc::sqlite
