// Statements that read or change many rows of a table in use.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "compiler/rules/context.h"
#include "compiler/rules/query_tables.h"
#include "compiler/sql/names.h"

namespace migc::compiler {

// UPDATE and DELETE of every row.
inline bool changes_all_rows(const ChangeRows& rows) {
  const bool changes = rows.change == RowChange::update || rows.change == RowChange::delete_rows;
  return changes && (!rows.has_where || rows.where_is_constant);
}

// The table in use of an earlier migration that a statement reads or changes;
// null when there is none that the model knows.
inline const Table* worked_on(const Context& cx, const std::vector<QualifiedName>& names) {
  for (const QualifiedName& name : names)
    if (const Table* table = cx.model().find_table(name); table && cx.in_use(*table)) return table;
  return nullptr;
}

// Whether WHERE names the values of a unique key: a row for each, however many
// there are.
inline bool chooses_by_key(const Context& cx, const Table& table, const ChangeRows& rows) {
  const auto is_chosen = [&](const KeyColumn& key) {
    const Column* column = table.column(key.column);
    return column && std::find(rows.chosen_by.begin(), rows.chosen_by.end(), column->name) !=
                         rows.chosen_by.end();
  };
  return std::any_of(table.indexes.begin(), table.indexes.end(), [&](ObjectId id) {
    const auto* index = cx.model().catalog().get_as<Index>(id);
    return index && !index->dropped && index->unique && !index->condition &&
           std::all_of(index->keys.begin(), index->keys.end(), is_chosen);
  });
}

// The table in use whose rows a statement of the migration goes through.
inline const Table* row_work(const Context& cx, const Statement& statement) {
  const auto* rows = as<ChangeRows>(statement);
  if (rows && (rows->change == RowChange::update || rows->change == RowChange::delete_rows ||
               rows->change == RowChange::merge)) {
    const Table* worked = worked_on(cx, rows->tables);
    const bool few = worked && rows->changes_too.empty() && chooses_by_key(cx, *worked, *rows);
    return few ? nullptr : worked;
  }
  if (rows && rows->change == RowChange::insert) {
    std::vector<QualifiedName> sources;
    for (const QualifiedName& name : rows->reads)
      if (name.name != rows->tables.front().name) sources.push_back(name);
    return worked_on(cx, sources);
  }
  const auto* create = as<CreateTable>(statement);
  if (!create || !create->query || !create->query->select || !create->with_data) return nullptr;
  std::vector<QualifiedName> sources;
  collect_tables(*create->query->select, sources);
  return worked_on(cx, sources);
}

// "UPDATE", "DELETE", …
inline std::string row_work_words(const Context& cx) {
  const auto* rows = cx.as<ChangeRows>();
  if (!rows) return "CREATE TABLE AS";
  switch (rows->change) {
    case RowChange::update:
      return "UPDATE";
    case RowChange::delete_rows:
      return "DELETE";
    case RowChange::merge:
      return "MERGE";
    default:
      return "INSERT";
  }
}

}  // namespace migc::compiler
