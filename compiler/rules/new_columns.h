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

// A type that a statement gives a column, new or not.
struct TypedColumn {
  const std::string& name;
  const TypeName& type;
  Span span;
};

inline std::vector<TypedColumn> typed_columns(const Context& cx) {
  std::vector<TypedColumn> out;
  for (const NewColumn& made : new_columns(cx))
    out.push_back({made.column.name, made.column.type, made.column.span});
  for (const auto& altered : alterations<AlterColumnType>(cx))
    out.push_back({altered.change.column, altered.change.type, altered.command.target});
  return out;
}

}  // namespace migc::compiler
