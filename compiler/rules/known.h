// Whether the model is sure that something does not exist.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/did_you_mean.h"
#include "compiler/rules/context.h"
#include "compiler/schema/foreign_name.h"

namespace migc::compiler {

// No statement made a relation of that name, and none may have.
inline bool is_missing_relation(const Context& cx, const QualifiedName& name) {
  return cx.complete_history() && !name.name.empty() &&
         !cx.model().catalog().find(NameSpace::relation, name) &&
         !is_foreign_name(cx.model().catalog(), name);
}

// The table has no column of that name.
inline bool is_missing_column(const Table& table, std::string_view name) {
  return table.uncertain.empty() && table.columns_known && !table.column(name);
}

inline std::string suggest_relation(const Context& cx, std::string_view name) {
  std::vector<std::string_view> names;
  cx.model().catalog().for_each([&](const Object& object) {
    if (object.kind == Kind::table || object.kind == Kind::view) names.push_back(object.name);
  });
  return suggestion(name, names);
}

inline std::string suggest_column(const Table& table, std::string_view name) {
  std::vector<std::string_view> names;
  for (const Column& column : table.columns) names.push_back(column.name);
  return suggestion(name, names);
}

}  // namespace migc::compiler
