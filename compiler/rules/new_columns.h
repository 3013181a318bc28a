// Every column that a statement makes, wherever it is written.
#pragma once

#include <vector>

#include "compiler/rules/alterations.h"

namespace migc::compiler {

struct NewColumn {
  const QualifiedName& table;
  const ColumnDefinition& column;
};

inline std::vector<NewColumn> new_columns(const Context& cx) {
  std::vector<NewColumn> out;
  if (const auto* create = cx.as<CreateTable>())
    for (const ColumnDefinition* column : create->columns())
      if (column->has_type) out.push_back({create->table, *column});
  for (const auto& added : alterations<AddColumn>(cx))
    out.push_back({added.alter.table, added.change.column});
  return out;
}

}  // namespace migc::compiler
