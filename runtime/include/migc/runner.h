// Gives any program the verbs of a migration tool: status, plan, apply.
#pragma once

#include "migc/database.h"
#include "migc/embedded.h"
#include "migc/migrator.h"

namespace migc {

// Runs `argv[1]` (status, plan or apply; without one: apply) against the
// database, and prints to stdout and stderr. Returns the exit status:
// 0 done · 1 a migration failed and left nothing · 2 usage · 3 pending (plan
// --check) · 4 history differs · 5 busy · 6 stopped midway, resumable · 7 needs
// a person · 8 unreachable.
int run(int argc, const char* const* argv, Database& database, const MigrationSet& set,
        Options options = {});

}  // namespace migc
