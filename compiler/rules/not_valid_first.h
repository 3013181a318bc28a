// The remedy that constraints share: NOT VALID now, VALIDATE later.
#pragma once

#include <string>

#include "compiler/rules/context.h"
#include "compiler/sql/names.h"

namespace migc::compiler {

inline std::string not_valid_first(const AlterTable& alter, const ConstraintDefinition& constraint,
                                   const Context& cx) {
  const std::string text(cx.text(constraint.span));
  const std::string table = "ALTER TABLE " + sql_name(alter.table);
  const std::string name = constraint.name.empty() ? "NAME" : sql_name(constraint.name);
  return table + " ADD " + text + " NOT VALID; and in a later migration: " + table +
         " VALIDATE CONSTRAINT " + name + ";";
}

// How a column becomes NOT NULL while nobody has to wait.
inline std::string prove_not_null(const AlterTable& alter, const std::string& column) {
  const std::string table = "ALTER TABLE " + sql_name(alter.table);
  const std::string check = sql_name(alter.table.name + "_" + column + "_not_null");
  return "in one migration: " + table + " ADD CONSTRAINT " + check + " CHECK (" + sql_name(column) +
         " IS NOT NULL) NOT VALID; in the next: " + table + " VALIDATE CONSTRAINT " + check +
         "; then: " + table + " ALTER COLUMN " + sql_name(column) + " SET NOT NULL; " + table +
         " DROP CONSTRAINT " + check + ";";
}

}  // namespace migc::compiler
