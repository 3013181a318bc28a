// What the server would refuse, as far as the model can tell: for handlers of
// errors. Private to compiler/schema.
#pragma once

#include "compiler/schema/catalog.h"
#include "compiler/sql/statement.h"

namespace migc::compiler {

// Whether the statement makes what is there already.
bool makes_duplicate(const Catalog& catalog, const Statement& statement);

// Whether it needs what is not there. Requires: nothing is there that no
// statement made.
bool needs_missing(const Catalog& catalog, const Statement& statement);

}  // namespace migc::compiler
