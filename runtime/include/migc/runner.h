// Gives any program the verbs of a migration tool.
#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include "migc/database.h"
#include "migc/embedded.h"
#include "migc/error.h"
#include "migc/migrator.h"

namespace migc {

// Opens the database that `--database` names; empty: the one that the program
// uses when nobody says otherwise.
using OpenDatabase = std::function<Result<std::unique_ptr<Database>>(std::string_view where)>;

// Runs the verb that the words behind the program's name begin with, and
// prints to stdout, errors to stderr. Without a verb: apply.
//   status             every migration and what became of it
//   plan [--check]     what apply would do; --check: status 3 if it is anything
//   apply              brings the database up to date; --retry: also tries a
//                      statement again that failed outside a transaction;
//                      --dry-run prints the SQL, --rehearse runs it and rolls it
//                      back
//   rollback           takes migrations back; --confirm outside development
//   redo, reset        take back and apply again, in development
//   baseline VERSION   records migrations up to VERSION as applied, runs none
//   repair             settles what a run cannot: see docs/runtime.md
//   verify             compares every row of the ledger with the set
//   history            what ever happened
//   drift              what changed in the catalog by other hands; status 4 if any
//   wait [--limit 60s] until nothing is pending
//   manifest           what the program contains; opens no database
//   help
// Every verb takes --json, --log json, --exact and --database WHERE.
// Returns the exit status: 0 done · 1 a migration failed and left nothing · 2
// usage · 3 pending (plan --check, wait) · 4 history differs · 5 busy · 6
// stopped midway, resumable · 7 needs a person · 8 unreachable.
int run(int argc, const char* const* argv, const OpenDatabase& open, const MigrationSet& set,
        Options options = {});

// The same on a database that is open already.
int run(int argc, const char* const* argv, Database& database, const MigrationSet& set,
        Options options = {});

// The same for an error that came before there was a database to run against.
int exit_status(const Error& error);

}  // namespace migc
