// Every foreign key that a statement makes, wherever it is written.
#pragma once

#include <vector>

#include "compiler/rules/alterations.h"

namespace migc::compiler {

struct NewForeignKey {
  const QualifiedName& table;  // that refers
  const ConstraintDefinition& key;
  const ColumnDefinition* column;  // inline at this one, or null
};

inline std::vector<NewForeignKey> new_foreign_keys(const Context& cx) {
  std::vector<NewForeignKey> out;
  const auto inline_keys = [&](const QualifiedName& table, const ColumnDefinition& column) {
    for (const ConstraintDefinition& constraint : column.constraints)
      if (constraint.kind == ConstraintKind::foreign_key)
        out.push_back({table, constraint, &column});
  };
  if (const auto* create = cx.as<CreateTable>()) {
    for (const ColumnDefinition* column : create->columns()) inline_keys(create->table, *column);
    for (const ConstraintDefinition& constraint : create->constraints)
      if (constraint.kind == ConstraintKind::foreign_key)
        out.push_back({create->table, constraint, nullptr});
  }
  for (const auto& added : alterations<AddColumn>(cx))
    inline_keys(added.alter.table, added.change.column);
  for (const auto& added : alterations<AddConstraint>(cx))
    if (added.change.constraint.kind == ConstraintKind::foreign_key)
      out.push_back({added.alter.table, added.change.constraint, nullptr});
  return out;
}

}  // namespace migc::compiler
