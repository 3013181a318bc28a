#include "compiler/lint/suppressions.h"

#include <algorithm>

namespace migc::compiler {
namespace {

// A directive is for the next statement; one between the lines of a statement
// is for that statement.
std::size_t statement_after(const Allow& allow, const std::vector<Statement>& statements) {
  const auto found =
      std::find_if(statements.begin(), statements.end(), [&](const Statement& statement) {
        return statement.number != 0 && statement.span.end > allow.span.begin;
      });
  return static_cast<std::size_t>(found - statements.begin());
}

}  // namespace

Suppressions::Suppressions(const SourceFile& file, const std::vector<Statement>& statements) {
  for (const Allow& allow : file.directives.allows)
    for (const std::string& rule : allow.rules)
      entries_.push_back({&allow, rule, statement_after(allow, statements), false});
}

const Allow* Suppressions::find(std::string_view rule, std::size_t statement) {
  const Allow* found = nullptr;
  for (Entry& entry : entries_) {
    if (entry.rule != rule) continue;
    if (!entry.allow->whole_file && entry.statement != statement) continue;
    entry.used = true;
    found = entry.allow;
  }
  return found;
}

}  // namespace migc::compiler
