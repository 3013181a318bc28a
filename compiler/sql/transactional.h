// Which statements PostgreSQL refuses inside a transaction block. Private to
// compiler/sql.
#pragma once

#include <string_view>

#include "compiler/sql/node.h"

namespace migc::compiler {

// Of a statement node of the type `type`. True when it may run in a block.
bool is_transactional(std::string_view type, const Node& statement);

}  // namespace migc::compiler
