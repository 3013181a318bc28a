// Runs the examples of the rules: for the self test, `migc explain` and the
// documentation.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/lint/config.h"
#include "compiler/report/finding.h"
#include "compiler/rules/rule.h"

namespace migc::compiler {

// A line of an example that must be reported.
struct Expectation {
  std::string file;
  std::size_t line = 0;  // in that file
  std::string rule;
  bool operator==(const Expectation&) const = default;
};

struct ExampleRun {
  std::vector<Finding> findings;  // that count
  std::vector<Expectation> expected;
};

// Checks the migrations of an example's text as a set without a lockfile.
ExampleRun run_example(std::string_view text, Dialect dialect, const Config& config);

// Only `rule`, at its own level, or as a warning when it is off by default, with
// the settings of the example.
Config only(const Rule& rule, const Example& example);

// The text as a reader should see it: without the `expect` markers.
std::string without_markers(std::string_view text);

}  // namespace migc::compiler
