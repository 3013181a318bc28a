// Gives any program the verbs of a migration tool.
#pragma once

#include "migc/database.h"
#include "migc/embedded.h"
#include "migc/error.h"
#include "migc/migrator.h"

namespace migc {

// Runs the verb `argv[1]` against the database and prints to stdout, errors to
// stderr. Without a verb: apply.
//   status             every migration and what became of it
//   plan [--check]     what apply would do; --check: status 3 if it is anything
//   apply [--retry]    brings the database up to date; --retry: also tries a
//                      statement again that failed outside a transaction
//   baseline VERSION   records migrations up to VERSION as applied, runs none
//   help
// Returns the exit status: 0 done · 1 a migration failed and left nothing · 2
// usage · 3 pending (plan --check) · 4 history differs · 5 busy · 6 stopped
// midway, resumable · 7 needs a person · 8 unreachable.
int run(int argc, const char* const* argv, Database& database, const MigrationSet& set,
        Options options = {});

// The same for an error that came before there was a database to run against.
int exit_status(const Error& error);

}  // namespace migc
