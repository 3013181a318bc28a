// Every column that a statement makes, wherever it is written.
#pragma once

#include <algorithm>
#include <vector>

#include "compiler/rules/alterations.h"

namespace migc::compiler {

struct NewColumn {
  const QualifiedName& table;
  const ColumnDefinition& column;
};

// Whether this migration made the column: of an older one whose type it
// changes, the origin is new, too.
inline bool is_new_column(const Context& cx, const Column& column) {
  if (!cx.is_new(column.origin)) return false;
  for (const Statement& statement : cx.earlier()) {
    const auto* alter = as<AlterTable>(statement);
    if (!alter || statement.span.begin != column.origin.offset) continue;
    return std::none_of(alter->commands.begin(), alter->commands.end(), [](const auto& command) {
      return std::holds_alternative<AlterColumnType>(command.alteration);
    });
  }
  return true;
}

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
