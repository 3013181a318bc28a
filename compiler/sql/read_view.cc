#include "compiler/sql/read_statement.h"

namespace migc::compiler {
namespace {

// Of CREATE RECURSIVE VIEW, the tree holds what the server makes of it: WITH
// RECURSIVE, by the view's own name. What was written stands inside.
Query read_recursion(const Reader& reader, const Node& made, const std::string& view,
                     std::size_t first) {
  const auto tables = made["SelectStmt"]["withClause"].list("ctes");
  const Node written = tables.empty() ? made : tables.front().unwrapped()["ctequery"];
  Query out = read_query(reader, written, first, end_of_query(reader));
  if (!out.select) return out;
  Select select = *out.select;
  select.with.insert(select.with.begin(), CommonTable{view, {}, nullptr});
  out.select = std::make_shared<const Select>(std::move(select));
  return out;
}

}  // namespace

CreateView read_create_view(const Reader& reader, const Node& view_stmt) {
  CreateView out;
  const Node relation = view_stmt["view"];
  out.view = reader.range_var(relation);
  out.column_names = strings(view_stmt.list("aliases"));
  out.or_replace = view_stmt.flag("replace");
  out.options = reader.options(view_stmt.list("options"));
  if (relation.text("relpersistence") == "t") out.persistence = Persistence::temporary;
  const std::string_view check = view_stmt.text("withCheckOption");
  if (check == "LOCAL_CHECK_OPTION") out.check_option = "LOCAL";
  if (check == "CASCADED_CHECK_OPTION") out.check_option = "CASCADED";
  const std::size_t as =
      reader.find_outer_word("as", reader.token_at(location_of(relation)), reader.size());
  const std::size_t name = reader.token_at(location_of(relation));
  out.recursive = reader.find_word("recursive", 0, name) < name;
  const Node query = view_stmt["query"];
  out.query = out.recursive ? read_recursion(reader, query, out.view.name, as + 1)
                            : read_query(reader, query, as + 1, end_of_query(reader));
  return out;
}

CreateView read_create_materialized_view(const Reader& reader, const Node& create_table_as_stmt) {
  CreateTable table = read_create_table_as(reader, create_table_as_stmt);
  CreateView out;
  out.materialized = true;
  out.view = std::move(table.table);
  out.column_names = std::move(table.query_columns);
  out.query = std::move(*table.query);
  out.options = std::move(table.options);
  out.method = std::move(table.method);
  out.tablespace = std::move(table.tablespace);
  out.with_data = table.with_data;
  out.if_not_exists = table.if_not_exists;
  return out;
}

}  // namespace migc::compiler
