// The remedy of columns whose values PostgreSQL would have to write into every
// row: the column alone, its default for new rows, the old rows in batches.
#pragma once

#include <string>

#include "compiler/rules/alterations.h"

namespace migc::compiler {

inline std::string fill_in_batches(const Altered<AddColumn>& added, const std::string& type,
                                   const std::string& value) {
  const std::string table = alter_table_sql(added.alter);
  const std::string column = sql_name(added.change.column.name);
  return table + " ADD COLUMN " + column + " " + type + "; " + table + " ALTER COLUMN " + column +
         " SET DEFAULT " + value + "; then, in batches and outside the migration: UPDATE " +
         sql_name(added.alter.table) + " SET " + column + " = " + value + " WHERE " + column +
         " IS NULL;";
}

// The same for a column that numbers the rows.
inline std::string number_in_batches(const Altered<AddColumn>& added, const std::string& type) {
  const std::string sequence =
      sql_name(added.table_name() + "_" + added.change.column.name + "_seq");
  return "CREATE SEQUENCE " + sequence + "; " +
         fill_in_batches(added, type, "nextval('" + sequence + "')");
}

}  // namespace migc::compiler
