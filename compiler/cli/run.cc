#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "compiler/base/did_you_mean.h"
#include "compiler/cli/print.h"
#include "compiler/cli/run.h"
#include "compiler/cli/verbs.h"

namespace migc::compiler {

namespace {

std::vector<std::string> verbs_of(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(verb->get_name());
  return names;
}

Failure usage_failure(const CLI::App& app, const CLI::ParseError& problem, int argc,
                      const char* const* argv) {
  const std::string help = "`migc --help` lists the verbs, `migc VERB --help` the options of one";
  if (argc < 2) return {"no verb was given", help, ""};
  std::string message = problem.what();
  if (message[0] >= 'A' && message[0] <= 'Z')
    message[0] = static_cast<char>(message[0] - 'A' + 'a');
  if (!app.get_subcommands().empty() || argv[1][0] == '-') return {message, help, ""};
  const std::vector<std::string> names = verbs_of(app);
  const std::vector<std::string_view> candidates(names.begin(), names.end());
  return {"unknown verb \"" + std::string(argv[1]) + "\"" + suggestion(argv[1], candidates), help,
          ""};
}

}  // namespace

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
  add_forecast(app, status);
  add_schema(app, status);
  add_new(app, status);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& problem) {
    // Also how --help and --version end, with status 0.
    if (problem.get_exit_code() == 0) return app.exit(problem);
    return report(usage_failure(app, problem, argc, argv));
  }
  return status;
}

}  // namespace migc::compiler
