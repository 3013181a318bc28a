// What UNIQUE and PRIMARY KEY have in common: added to a table, they build an
// index while nobody can use it.
#pragma once

#include <string>
#include <vector>

#include "compiler/rules/alterations.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/index_sql.h"

namespace migc::compiler {

struct AddedIndexConstraint {
  const AlterTable& alter;
  const ConstraintDefinition& constraint;
  const Table* table;  // null: the model does not know it
};

// Those of a kind that a statement adds to a table in use, inline ones of a new
// column too; not those that take an index that is there.
inline std::vector<AddedIndexConstraint> index_constraints(const Context& cx, ConstraintKind kind) {
  std::vector<AddedIndexConstraint> out;
  for (const auto& added : alterations_in_use<AddConstraint>(cx))
    if (added.change.constraint.kind == kind && added.change.constraint.using_index.empty())
      out.push_back({added.alter, added.change.constraint, added.table});
  for (const auto& added : alterations_in_use<AddColumn>(cx))
    for (const ConstraintDefinition& constraint : added.change.column.constraints)
      if (constraint.kind == kind) out.push_back({added.alter, constraint, added.table});
  return out;
}

// `words` is how SQL names the constraint; `suffix` what the server would call its index.
inline void report_index_constraint(const AddedIndexConstraint& added, const std::string& words,
                                    const std::string& suffix, Findings& out) {
  const ConstraintDefinition& constraint = added.constraint;
  std::string name = added.alter.table.name;
  if (suffix == "key")
    for (const std::string& column : constraint.columns) name += "_" + column;
  name = sql_name(constraint.name.empty() ? name + "_" + suffix : constraint.name);
  out.add(constraint.span, "adding " + words +
                               " builds its index while nobody can read or write table " +
                               quoted(added.alter.table.name))
      .help_with("in a migration of its own: CREATE UNIQUE INDEX CONCURRENTLY " + name + " ON " +
                 sql_name(added.alter.table) + " (" + name_list(constraint.columns) +
                 "); in the next: " + alter_table_sql(added.alter) + " ADD CONSTRAINT " + name +
                 " " + words + " USING INDEX " + name + ";")
      .note_created(added.table);
}

}  // namespace migc::compiler
