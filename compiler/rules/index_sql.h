// The remedies of index builds: the same index, built otherwise.
#pragma once

#include <string>
#include <string_view>

#include "compiler/rules/context.h"
#include "compiler/sql/names.h"

namespace migc::compiler {

// `CREATE [UNIQUE] INDEX CONCURRENTLY name ON` and the rest as it was written.
inline std::string concurrent_index_sql(const CreateIndex& index, const Context& cx) {
  const std::size_t from_table = index.table.span.begin - cx.statement().span.begin;
  return std::string("CREATE ") + (index.unique ? "UNIQUE " : "") + "INDEX CONCURRENTLY " +
         (index.name.empty() ? "" : sql_name(index.name) + " ") + "ON " +
         std::string(cx.sql().substr(from_table)) + ";";
}

// "a, b", each as it must be written.
inline std::string name_list(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + sql_name(name);
  return out;
}

}  // namespace migc::compiler
