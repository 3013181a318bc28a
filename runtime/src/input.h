// What a caller can get wrong before any database is asked.
#pragma once

#include "migc/database.h"
#include "migc/embedded.h"
#include "migc/error.h"
#include "migc/migrator.h"

namespace migc {

// Errors: `unsupported` for a set that this runtime or this database cannot
// read, `usage` for options that make no sense.
Result<void> check_input(const Database& database, const MigrationSet& set, const Options& options);

// Options::development, or MIGC_ENV=development in the environment.
bool in_development(const Options& options);

}  // namespace migc
