// The result of `migc check` as data, for the writers.
#pragma once

#include <string>
#include <vector>

#include "compiler/report/finding.h"
#include "migc/embedded.h"

namespace migc::compiler {

struct CheckedMigration {
  std::string version;
  std::string name;
  std::string file;
  std::string digest;  // hexadecimal
  bool locked = false;
  bool transactional = true;
};

// What a finding's rule says about itself.
struct RuleDescription {
  std::string id;
  std::string summary;
  std::string rationale;
  std::string remedy;
  Severity severity = Severity::error;  // by default, when it is on
};

struct CheckReport {
  Dialect dialect = Dialect::postgresql;
  int server_version = 0;  // of PostgreSQL
  std::vector<CheckedMigration> migrations;
  std::vector<Finding> findings;
  std::vector<RuleDescription> rules = {};  // all that there are
};

}  // namespace migc::compiler
