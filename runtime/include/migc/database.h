// One connection to a database that a Migrator can bring up to date. Made by
// migc/postgres.h or migc/sqlite.h; nothing else can implement it.
#pragma once

#include "migc/embedded.h"

namespace migc {

class Backend;  // runtime/src/backend.h: what a Migrator asks of a database

// Not thread-safe. Must outlive every Migrator that borrows it.
class Database {
 public:
  Database() = default;
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  virtual ~Database() = default;

  virtual Dialect dialect() const = 0;

  // For the runtime only.
  virtual Backend& backend() = 0;
};

}  // namespace migc
