// What CASCADE takes along, as far as the model knows.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "compiler/rules/column_use.h"
#include "compiler/sql/names.h"

namespace migc::compiler {

namespace internal {

inline void add_dependent(std::string text, std::vector<std::string>& out) {
  if (std::find(out.begin(), out.end(), text) == out.end()) out.push_back(std::move(text));
}

inline void add_table_parts(const Table& user, ObjectId gone, ColumnNumber column,
                            std::vector<std::string>& out) {
  for (const Constraint& key : user.constraints) {
    const auto& referenced = key.referenced_columns;
    const bool of_column =
        column == 0 || std::find(referenced.begin(), referenced.end(), column) != referenced.end();
    if (key.referenced == gone && user.id != gone && of_column)
      add_dependent("foreign key " + quoted(key.name) + " of table " + quoted(user.name), out);
  }
  for (const Column& other : user.columns) {
    const bool of_type = column == 0 && other.type.object == gone;
    if (of_type || (user.id == gone && column != 0 && uses_column(other.generated, gone, column)))
      add_dependent("column " + quoted(other.name) + " of table " + quoted(user.name), out);
  }
}

}  // namespace internal

// Of an object, or of one column of a table.
inline std::vector<std::string> dependents_of(const Catalog& catalog, ObjectId gone,
                                              ColumnNumber column = 0) {
  std::vector<std::string> out;
  catalog.for_each([&](const Object& user) {
    if (const auto* view = as_object<View>(&user)) {
      const auto& needs = view->depends_on;
      const bool uses = column == 0 ? std::find(needs.begin(), needs.end(), gone) != needs.end()
                                    : uses_column(view->query, gone, column);
      if (uses) internal::add_dependent("view " + quoted(view->name), out);
    } else if (const auto* table = as_object<Table>(&user)) {
      internal::add_table_parts(*table, gone, column, out);
    } else if (user.schema == gone && column == 0 && !user.name.empty()) {
      internal::add_dependent(quoted(user.name), out);
    }
    const bool in_schema = column == 0 && user.schema == gone;
    if (in_schema && (user.kind == Kind::table || user.kind == Kind::view))
      internal::add_dependent(quoted(user.name), out);
  });
  return out;
}

}  // namespace migc::compiler
