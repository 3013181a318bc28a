// What the server would refuse, as far as the model can tell: for handlers of
// errors. Private to compiler/schema.
#pragma once

#include <optional>
#include <string_view>

#include "compiler/schema/catalog.h"
#include "compiler/sql/statement.h"

namespace migc::compiler {

// An error, as handlers name it.
struct ErrorCondition {
  std::string_view name;
  std::string_view code;  // SQLSTATE
};

// The error when the statement makes what is there already; nothing: it does not.
std::optional<ErrorCondition> duplicate_error(const Catalog& catalog, const Statement& statement);

// The error when it needs what is not there. Requires: nothing is there that no
// statement made.
std::optional<ErrorCondition> missing_error(const Catalog& catalog, const Statement& statement);

}  // namespace migc::compiler
