#include "compiler/sql/read_statement.h"

namespace migc::compiler {
namespace {

void read_persistence(const Node& relation, CreateTable& out) {
  out.temporary = relation.text("relpersistence") == "t";
  out.unlogged = relation.text("relpersistence") == "u";
}

}  // namespace

CreateTable read_create_table(const Reader& reader, const Node& create_stmt) {
  CreateTable out;
  out.table = reader.range_var(create_stmt["relation"]);
  read_persistence(create_stmt["relation"], out);
  out.if_not_exists = create_stmt.flag("if_not_exists");
  out.partitioned = static_cast<bool>(create_stmt["partspec"]);
  if (create_stmt["partbound"])
    if (const auto parents = create_stmt.list("inhRelations"); !parents.empty())
      out.partition_of = reader.range_var(parents.front().unwrapped());
  for (const Node& element : create_stmt.list("tableElts")) {
    const Node content = element.unwrapped();
    const std::size_t first = reader.token_at(location_of(content));
    const std::size_t last = reader.element_end(first);
    if (element.type() == "ColumnDef") out.columns.push_back(read_column(reader, content, last));
    if (element.type() == "Constraint")
      out.constraints.push_back(read_constraint(reader, content, first, last));
  }
  return out;
}

CreateTable read_create_table_as(const Reader& reader, const Node& create_table_as_stmt) {
  CreateTable out;
  const Node into = create_table_as_stmt["into"];
  out.table = reader.range_var(into["rel"]);
  read_persistence(into["rel"], out);
  out.if_not_exists = create_table_as_stmt.flag("if_not_exists");
  out.from_query = true;
  return out;
}

}  // namespace migc::compiler
