// A program as users write it: it migrates its database, then would go on.
// Usage: FILE SET              applies; prints what it applied
//        FILE SET VERB...      as a runner
//        FILE SET hang=VERSION:LINE   stops for ever before that statement
#include <migc/migrator.h>
#include <migc/runner.h>
#include <migc/sqlite.h>
#include <unistd.h>

#include <fstream>
#include <iostream>
#include <string>

#include "sets.h"

namespace {

int report(const migc::Error& error) {
  std::cout << migc::describe(error) << "\n";
  return 1;
}

// Says through a file that it has come so far, then waits to be killed.
struct Hang : migc::Observer {
  std::string place;  // "0002:2"
  std::string signal_file;
  void running(const migc::Migration& migration, const migc::Statement& statement) override {
    if (std::string(migration.version) + ":" + std::to_string(statement.line) != place) return;
    std::ofstream(signal_file).flush();
    for (;;) pause();
  }
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  migc::testing::SetBuilder builder(migc::Dialect::sqlite);
  if (!migc::testing::fill(builder, argv[2])) return 2;
  auto database = migc::sqlite::Database::open(argv[1]);
  if (!database) return report(database.error());
  const std::string verb = argc > 3 ? argv[3] : "";
  const bool hangs = verb.rfind("hang=", 0) == 0;
  if (argc > 3 && !hangs) return migc::run(argc - 2, argv + 2, *database.value(), builder.set());
  Hang hang;
  if (hangs) hang.place = verb.substr(5);
  hang.signal_file = std::string(argv[1]) + ".hangs";
  const auto done = migc::Migrator(*database.value(), builder.set()).apply(&hang);
  if (!done) return report(done.error());
  for (const std::string& version : done->applied) std::cout << version << "\n";
  return 0;
}
