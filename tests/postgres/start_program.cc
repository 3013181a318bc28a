// A program as users write it: it migrates its database, then would go on.
// Usage: CONNINFO SET [RUNNER VERB...]
#include <migc/migrator.h>
#include <migc/postgres.h>
#include <migc/runner.h>

#include <iostream>

#include "sets.h"

namespace {

int report(const migc::Error& error) {
  std::cout << migc::describe(error) << "\n";
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  migc::testing::SetBuilder builder(migc::Dialect::postgresql);
  if (!migc::testing::fill(builder, argv[2])) return 2;
  auto database = migc::postgres::Database::connect(argv[1]);
  if (!database) return report(database.error());
  if (argc > 3) return migc::run(argc - 2, argv + 2, *database.value(), builder.set());
  migc::Migrator migrator(*database.value(), builder.set());
  const auto done = migrator.apply();
  if (!done) return report(done.error());
  for (const std::string& version : done->applied) std::cout << version << "\n";
  return 0;
}
