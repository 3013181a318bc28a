// Brings one database up to one embedded set of migrations.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "migc/cancellation.h"
#include "migc/database.h"
#include "migc/embedded.h"
#include "migc/error.h"
#include "migc/ledger_view.h"

namespace migc {

struct Options {
  // How long to wait while another process migrates. Zero: fail at once with `busy`.
  std::chrono::milliseconds wait_for_others = std::chrono::seconds(60);

  // Per statement, for a lock that blocks others; a migration's own directive
  // beats it. Zero: leave the server's setting. SQLite has no use for it.
  std::chrono::milliseconds lock_timeout = std::chrono::seconds(5);

  // The same while neither what is waited for nor what is held already keeps
  // anybody from reading or writing, as with CONCURRENTLY and VALIDATE
  // CONSTRAINT. Zero: no limit.
  std::chrono::milliseconds nonblocking_lock_timeout = std::chrono::minutes(30);

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

// Whether a baseline may add to what the ledger holds already.
enum class BaselineOnto : std::uint8_t { empty_ledger, any_ledger };

// What a person found about the last migration of the ledger.
enum class Settlement : std::uint8_t {
  done,    // it is in place as a whole, though a run stopped midway
  forget,  // nothing of it is in place
};

// How far back. The first of these that is set counts; without any the last
// migration alone.
struct Rollback {
  std::optional<std::string> to{};  // everything behind this version; "0": everything
  bool last_batch = false;          // what the last run applied
  std::size_t steps = 1;            // so many migrations
  bool confirmed = false;           // a person has agreed; development needs that for text from
                                    // the ledger only
};

// What was run and rolled back.
struct Rehearsal {
  std::vector<std::string> rehearsed{};  // versions, in order
  std::vector<std::string> skipped{};    // from the first that no transaction can hold
  std::chrono::milliseconds took{};
};

// One migration to take back.
struct UndoStep {
  std::string version{}, name{}, file{};
  bool transactional = true;
  bool from_ledger = false;  // this program does not hold the text
  std::vector<std::string> statements{};
};

struct UndoPlan {
  std::vector<UndoStep> steps{};  // in the order in which they run
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
  virtual void undoing(const Migration& /*undo*/) {}
  virtual void undone(const Migration& /*undo*/, std::chrono::milliseconds /*took*/) {}
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

  // Every migration that the set or the ledger holds. As cheap as `plan`, and
  // no error when the two differ.
  Result<std::vector<Entry>> status();

  // Compares every row of the ledger with the set. Errors only when it cannot
  // be read; that a newer database differs is up to Options::exact.
  Result<Verification> verify();

  // What ever happened, oldest first.
  Result<std::vector<HistoryLine>> history();

  // What changed in the catalog by other hands since the last run, object by
  // object. Every run that changes something records what it leaves behind.
  Result<Drift> drift();

  // Waits until nothing is pending, or `limit` has passed: then the plan says
  // what still is. For programs that others migrate the database for.
  Result<Plan> wait(std::chrono::milliseconds limit, Observer* observer = nullptr);

  // Applies what is pending, in order, and stops at the first failure. Safe to
  // call at every launch: costs one query when there is nothing to do. Each
  // transactional migration commits together with its ledger row.
  Result<Summary> apply(Observer* observer = nullptr);

  // Runs what is pending in one transaction and rolls it back, up to the first
  // migration that cannot run in one. Takes the same locks as `apply` would, so
  // outside development it must be confirmed. What no rollback reaches, such as
  // the numbers that a sequence has given out, stays.
  Result<Rehearsal> rehearse(bool confirmed = false, Observer* observer = nullptr);

  // Records every migration up to and including `version` as applied, without
  // running any: for a database that was made by other means. "0" records none:
  // it only makes the ledger, so that a set may start beside tables of others.
  // A ledger that holds rows already is extended only when told so.
  Result<Summary> baseline(std::string_view version, BaselineOnto onto = BaselineOnto::empty_ledger,
                           Observer* observer = nullptr);

  // Gives the ledger this program's digests where only comments or blank space
  // differ from what was applied; any other difference is an error, and then
  // nothing is changed. The summary lists the versions.
  Result<Summary> repair(Observer* observer = nullptr);

  // Takes a person's word for the last migration of the ledger, and runs
  // nothing. Outside development `forget` must be confirmed.
  Result<Summary> settle(std::string_view version, Settlement settlement, bool confirmed = false,
                         Observer* observer = nullptr);

  // What `rollback` would run. Writes nothing.
  Result<UndoPlan> plan_rollback(const Rollback& rollback);

  // Takes migrations back, newest first, by the undo text of this program; that
  // of the ledger serves for migrations that this program does not hold. Nothing
  // runs when one of them cannot be taken back. The next `apply` of a program
  // that holds them applies them again. The summary lists the versions.
  Result<Summary> rollback(const Rollback& rollback, Observer* observer = nullptr);

  // Takes back and applies again: in development only, while a migration is
  // being written. The summary is that of applying.
  Result<Summary> redo(const Rollback& rollback, Observer* observer = nullptr);

 private:
  Database& database_;
  const MigrationSet& set_;
  Options options_;
};

}  // namespace migc
