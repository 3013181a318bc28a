// `-- migc: allow(…)` directives of one file, and which of them were of use.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "compiler/source/source_set.h"
#include "compiler/sql/statement.h"

namespace migc::compiler {

class Suppressions {
 public:
  // Both must outlive the object.
  Suppressions(const SourceFile& file, const std::vector<Statement>& statements);

  // The directive that allows `rule` at a statement (its index), or null. It
  // counts as used from then on.
  const Allow* find(std::string_view rule, std::size_t statement);

  struct Entry {
    const Allow* allow;
    std::string_view rule;
    std::size_t statement;  // index; the number of statements: none follows
    bool used = false;
  };
  const std::vector<Entry>& entries() const { return entries_; }

 private:
  std::vector<Entry> entries_;
};

}  // namespace migc::compiler
