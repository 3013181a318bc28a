// What a rule sees of an undo text: the schema before the migration, and what
// is left of it after the migration and its undo text.
#pragma once

#include <span>
#include <string_view>

#include "compiler/sql/statement.h"

namespace migc::compiler {

struct Undo {
  std::string_view before;  // as DDL, in an order of its own
  std::string_view after;
  std::span<const Statement> statements;  // of the undo text; not empty
};

}  // namespace migc::compiler
