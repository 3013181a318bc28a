#include <CLI/CLI.hpp>

#include "compiler/cli/run.h"
#include "compiler/cli/print.h"
#include "compiler/cli/verbs.h"

namespace migc::compiler {

int run(int argc, const char* const* argv) {
  CLI::App app{"migc, the migration compiler for C++", "migc"};
  app.set_version_flag("--version", "migc " MIGC_VERSION);
  app.require_subcommand(1);
  app.footer("Exit status: 0 clean, 1 findings at error level, 2 could not check.");
  int status = kClean;
  add_check(app, status);
  add_lock(app, status);
  add_build(app, status);
  add_explain(app, status);
  add_rules(app, status);
  add_schema(app, status);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& problem) {
    // Also how --help and --version end, with status 0.
    return app.exit(problem) == 0 ? kClean : kCouldNotCheck;
  }
  return status;
}

}  // namespace migc::compiler
