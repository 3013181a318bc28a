#include "compiler/cli/options.h"

namespace migc::compiler {

void add_set_options(CLI::App& verb, SetOptions& options) {
  ProjectRequest& request = options.request;
  verb.add_option("folder,--folder", request.folder, "Folder of the migrations")
      ->capture_default_str();
  verb.add_option("--dialect", options.dialect, "What the files are written in")
      ->check(CLI::IsMember({"postgresql", "sqlite"}))
      ->capture_default_str();
  verb.add_option("--config", request.config, "Settings (default: migc.toml of the folder)");
  verb.add_option("--lockfile", request.lockfile,
                  "Lockfile (default: migrations.lock of the folder)");
  verb.add_option("--server-version", request.server_version, "Oldest server that must run the set")
      ->check(CLI::Range(kOldestServer, kNewestServer));
  verb.add_option("-W", request.level_switches,
                  "Level of a rule: RULE, no-RULE or LEVEL=RULE; beats the settings")
      ->allow_extra_args(false);
  verb.add_flag("--warnings-as-errors", request.warnings_as_errors, "Warnings fail the run too");
}

void add_judgement_options(CLI::App& verb, SetOptions& options) {
  ProjectRequest& request = options.request;
  verb.add_option("--base", request.base,
                  "Lockfile of the target branch: what it does not hold is judged in full");
  verb.add_option("--lint-db", options.lint_database, "Write the lint database to this file");
  verb.add_flag("--locked", request.must_be_locked, "What the lockfile does not hold is an error");
}

const ProjectRequest& settle(SetOptions& options) {
  options.request.dialect = options.dialect == "sqlite" ? Dialect::sqlite : Dialect::postgresql;
  options.request.keeps_forecasts = !options.lint_database.empty();
  return options.request;
}

}  // namespace migc::compiler
