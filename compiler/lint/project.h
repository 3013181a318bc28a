// A folder of migrations with its configuration and its lockfile, read, parsed
// and judged: what every verb of the command line begins with.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compiler/base/failure.h"
#include "compiler/forecast/forecast.h"
#include "compiler/lint/config.h"
#include "compiler/lint/migration.h"
#include "compiler/lock/compare.h"
#include "compiler/lock/lockfile.h"
#include "compiler/report/check_report.h"
#include "compiler/schema/model.h"
#include "compiler/source/loader.h"

namespace migc::compiler {

struct ProjectRequest {
  std::string folder = ".";
  std::optional<std::string> config;        // else migc.toml of the folder, if there is one
  std::optional<std::string> lockfile;      // else migrations.lock of the folder
  std::optional<std::string> base;          // the target branch's lockfile
  std::optional<int> server_version;        // beats the configuration
  std::vector<std::string> level_switches;  // -W; they beat the configuration, in their order
  Dialect dialect = Dialect::postgresql;
  bool all = false;             // show findings about history too
  bool adopting = false;        // everything is history, lockfile or not
  bool must_be_locked = false;  // what the lockfile does not hold is an error
  bool warnings_as_errors = false;
  bool keeps_forecasts = false;  // as embedding and the lint database need them
};

// Where the lockfile of a request is, or would be.
std::string lockfile_path(const ProjectRequest& request);

struct Project {
  SourceSet set;
  Config config;
  std::string lockfile_path;
  std::optional<Lockfile> lockfile;  // nothing: there is none, or it is damaged
  bool lockfile_exists = false;
  Comparison comparison;
  std::vector<ParsedMigration> migrations;       // borrow from `set`
  std::vector<std::vector<Forecast>> forecasts;  // of their statements, if asked for
  std::unique_ptr<Model> model;                  // after all of them
  std::vector<Finding> findings;                 // sorted
  std::vector<std::string> inputs;               // every file and folder that mattered

  bool is_locked(std::size_t migration) const {
    return comparison.states[migration].up == LockState::locked;
  }
};

// Fails when something cannot be read or the configuration is broken.
// What is wrong with the migrations or the lockfile is among the findings.
Result<std::unique_ptr<Project>> examine(const ProjectRequest& request);

CheckReport report_of(const Project& project);

}  // namespace migc::compiler
