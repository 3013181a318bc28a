// Runs the rules over a set, statement by statement, against the model that the
// earlier statements built.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "compiler/forecast/forecast.h"
#include "compiler/lint/config.h"
#include "compiler/lint/migration.h"
#include "compiler/report/finding.h"
#include "compiler/schema/model.h"

namespace migc::compiler {

enum class Judgement : std::uint8_t {
  silent,   // history: only what always counts
  history,  // history, shown on request
  full,
};

// What a finding of that level is. Requires: not off, or it does not matter.
constexpr Severity severity_of(Level level) {
  if (level == Level::note) return Severity::note;
  return level == Level::warning || level == Level::off ? Severity::warning : Severity::error;
}

struct CheckOptions {
  bool keeps_forecasts = false;  // PostgreSQL only
};

struct CheckResult {
  std::vector<Finding> findings;  // in the order of the text; suppressed ones are marked
  std::vector<std::vector<Forecast>> forecasts;  // of each migration's statements, if asked for
  std::unique_ptr<Model> model;                  // after all of them
};

// `judgements` has one entry per migration.
CheckResult check_set(const SourceSet& set, const std::vector<ParsedMigration>& migrations,
                      const std::vector<Judgement>& judgements, const Config& config,
                      CheckOptions options = {});

// Errors first decide the exit status; files and lines decide the order.
void sort_findings(std::vector<Finding>& findings, const SourceSet& set);

}  // namespace migc::compiler
