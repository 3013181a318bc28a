// The remedy that foreign keys and CHECKs share: NOT VALID now, VALIDATE later.
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

}  // namespace migc::compiler
