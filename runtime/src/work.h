// What one call of a Migrator works on.
#pragma once

#include "backend.h"
#include "migc/database.h"
#include "migc/embedded.h"

namespace migc {

struct Work {
  Backend& backend;
  const MigrationSet& set;
  Run run;
};

Work make_work(Database& database, const MigrationSet& set, const Options& options,
               Observer& observer);

// An error says whether this run had changed anything before it.
Error with_progress(Error error, const Summary& summary);

}  // namespace migc
