// The sub-commands of one kind of an ALTER TABLE, with the table that they
// change: what most rules loop over.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "compiler/rules/context.h"
#include "compiler/sql/names.h"

namespace migc::compiler {

template <class T>
struct Altered {
  const AlterTable& alter;
  const AlterTableCommand& command;
  const T& change;
  const Table* table;  // null: the model does not know it

  const std::string& table_name() const { return alter.table.name; }

  // Null when the model does not know the column.
  const Column* column(std::string_view name) const {
    const Column* column = table ? table->column(name) : nullptr;
    return column && column->type.known() ? column : nullptr;
  }
};

// `ALTER TABLE name`, as a remedy begins.
inline std::string alter_table_sql(const AlterTable& alter) {
  return "ALTER TABLE " + sql_name(alter.table);
}

template <class T>
std::vector<Altered<T>> alterations(const Context& cx) {
  std::vector<Altered<T>> out;
  const auto* alter = cx.as<AlterTable>();
  if (!alter || alter->relation != RelationKind::table) return out;
  const Table* table = cx.model().find_table(alter->table);
  for (const AlterTableCommand& command : alter->commands)
    if (const auto* change = std::get_if<T>(&command.alteration))
      out.push_back({*alter, command, *change, table});
  return out;
}

// Whether a sub-command drops a column or a constraint of that name.
inline bool drops(const AlterTable& alter, const std::string& name) {
  return std::any_of(
      alter.commands.begin(), alter.commands.end(), [&](const AlterTableCommand& command) {
        const auto* column = std::get_if<DropColumn>(&command.alteration);
        const auto* constraint = std::get_if<DropConstraint>(&command.alteration);
        return (column && column->column == name) || (constraint && constraint->name == name);
      });
}

// Only of a table that programs may be using.
template <class T>
std::vector<Altered<T>> alterations_in_use(const Context& cx) {
  const auto* alter = cx.as<AlterTable>();
  if (!alter || !cx.in_use(alter->table)) return {};
  return alterations<T>(cx);
}

}  // namespace migc::compiler
