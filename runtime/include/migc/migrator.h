// Brings one database up to one embedded set of migrations.
#pragma once

#include <chrono>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "migc/cancellation.h"
#include "migc/database.h"
#include "migc/embedded.h"
#include "migc/error.h"

namespace migc {

struct Options {
  // How long to wait while another process migrates. Zero: fail at once with `busy`.
  std::chrono::milliseconds wait_for_others = std::chrono::seconds(60);

  // Per statement, for a lock that blocks others; a migration's own directive
  // beats it. Zero: leave the server's setting. SQLite has no use for it.
  std::chrono::milliseconds lock_timeout = std::chrono::seconds(5);

  // The same for CONCURRENTLY, which waits for others but blocks none of their
  // reads and writes meanwhile. Zero: no limit.
  std::chrono::milliseconds concurrently_lock_timeout = std::chrono::minutes(30);

  // For how long a migration that did not get a lock in time, or fell into a
  // deadlock, is tried again. Everything is released in between, so that others
  // get on. Zero: it fails at the first time.
  std::chrono::milliseconds retry_locks_for = std::chrono::minutes(2);

  // Per statement. Zero: no limit, whatever the role or database says.
  std::chrono::milliseconds statement_timeout = std::chrono::milliseconds(0);

  // Where applied migrations are recorded; created by the first run that has
  // something to record. SQLite ignores the schema.
  std::string ledger_schema = "public";
  std::string ledger_table = "migc_ledger";

  // Written to the ledger beside each migration. Empty: the program's name as
  // the database knows it (application_name), or nothing.
  std::string application{};

  // Refuse a database that a newer program has already migrated.
  bool exact = false;

  // Apply migrations that the lockfile does not hold yet. MIGC_ENV=development
  // in the environment means the same.
  bool development = false;

  // Try a statement again that the server refused in an earlier run, outside a
  // transaction. Without it only what was interrupted is tried again.
  bool retry_failed = false;

  // Stops a run from another thread or a signal handler. Must outlive the run.
  const Cancellation* cancellation = nullptr;
};

// How the database's history relates to the program's.
enum class Standing : std::uint8_t {
  up_to_date,
  pending,  // the program knows more
  newer,    // the database knows more
};

struct Plan {
  Standing standing = Standing::up_to_date;
  std::size_t applied = 0;                // migrations of this set that the ledger holds
  std::vector<const Migration*> pending;  // in order; they point into the set
  std::vector<std::string> unknown;       // versions that only the database knows
  bool resumes = false;  // the first pending one was stopped midway by an earlier run
};

struct Summary {
  std::vector<std::string> applied;  // versions applied (or baselined) by this run, in order
  bool newer = false;                // the database is ahead of this program
  std::chrono::milliseconds took{};
};

// Who holds what we wait for. Fields that the database does not tell are empty.
struct Holder {
  std::string pid{}, application{}, address{}, state{}, query{};
  std::chrono::milliseconds age{};  // of its current statement or transaction
};

// Told what happens, on the calling thread. Must not throw, nor use the
// database. Every member has an empty default, so new events break no one.
class Observer {
 public:
  virtual ~Observer() = default;
  virtual void planned(const Plan& /*plan*/) {}
  virtual void waiting(std::chrono::milliseconds /*so_far*/, const Holder& /*holder*/) {}
  virtual void started(const Migration& /*migration*/) {}
  virtual void running(const Migration& /*migration*/, const Statement& /*statement*/) {}
  // The statement did not get its lock in time; all that the migration held was
  // released, and it is tried again. The holders are those that were in its way.
  virtual void retrying(const Migration& /*migration*/, const Statement& /*statement*/,
                        std::chrono::milliseconds /*so_far*/, std::span<const Holder> /*holders*/) {
  }
  virtual void finished(const Migration& /*migration*/, std::chrono::milliseconds /*took*/) {}
};

// Not thread-safe; several processes may run it against one database at once,
// and all but one wait. Borrows the database and the set: both must outlive it.
class Migrator {
 public:
  Migrator(Database& database, const MigrationSet& set, Options options = {});
  Migrator(const Migrator&) = delete;
  Migrator& operator=(const Migrator&) = delete;

  // Compares the ledger with the set. Takes no lock, writes nothing, works
  // with a role that may only read.
  Result<Plan> plan();

  // Applies what is pending, in order, and stops at the first failure. Safe to
  // call at every launch: costs one query when there is nothing to do. Each
  // transactional migration commits together with its ledger row.
  Result<Summary> apply(Observer* observer = nullptr);

  // Records every migration up to and including `version` as applied, without
  // running any: for a database that was made by other means, or one whose
  // stopped migration a person has finished. "0" records none: it only makes
  // the ledger, so that a set may start beside tables of others.
  Result<Summary> baseline(std::string_view version, Observer* observer = nullptr);

 private:
  Database& database_;
  const MigrationSet& set_;
  Options options_;
};

}  // namespace migc
