// Instructions to migc inside SQL comments, so that every other tool still
// runs the file:
//
//   -- migc: no-transaction
//   -- migc: allow(drop-column): nobody reads it since release 41
//   -- migc: allow-file(drop-table): the staging tables
//   -- migc: timeouts lock=3s statement=10min
//   -- migc: irreversible: merges two columns
//
// Only `--` comments outside strings and bodies count.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/line_index.h"
#include "migc/embedded.h"

namespace migc::compiler {

struct Allow {
  std::vector<std::string> rules;
  std::string reason;
  bool whole_file = false;  // false: only the next statement
  Span span;                // of the directive
};

// A directive that cannot be obeyed.
struct DirectiveProblem {
  std::string rule;  // unknown-directive or missing-reason
  std::string message;
  std::string help;
  Span span;
};

struct Directives {
  bool no_transaction = false;
  bool irreversible = false;
  std::optional<std::chrono::milliseconds> lock_timeout;
  std::optional<std::chrono::milliseconds> statement_timeout;
  std::vector<Allow> allows;  // in the order of the text
  std::vector<DirectiveProblem> problems;

  // From `-- Description:`, `-- Author:` and `-- Reversible:` headers.
  std::string description;
  std::string author;
};

Directives read_directives(std::string_view text, Dialect dialect);

}  // namespace migc::compiler
