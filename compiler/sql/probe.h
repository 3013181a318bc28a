// What a statement that runs outside a transaction does to the catalog, so that
// the runtime can tell afterwards what became of an interrupted one without
// reading SQL. Private to compiler/sql, but for the value.
#pragma once

#include <string_view>

#include "compiler/sql/text.h"
#include "migc/embedded.h"

namespace migc::compiler {

struct StatementProbe {
  Effect effect = Effect::unknown;
  QualifiedName object{};  // of an index build: the table
  QualifiedName part{};    // index or partition; empty: the server makes a name
};

class Node;
class Reader;

// Requires: the server refuses the statement inside a transaction block.
StatementProbe probe_of(const Reader& reader, std::string_view type, const Node& statement);

}  // namespace migc::compiler
