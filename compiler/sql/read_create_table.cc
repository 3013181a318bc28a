#include "compiler/sql/read_statement.h"

namespace migc::compiler {
namespace {

Persistence persistence_of(const Node& relation) {
  const std::string_view text = relation.text("relpersistence");
  if (text == "t") return Persistence::temporary;
  return text == "u" ? Persistence::unlogged : Persistence::permanent;
}

// Source: the bits of TableLikeOption in PostgreSQL's parsenodes.h.
LikeClause read_like(const Reader& reader, const Node& clause) {
  const std::int64_t bits = clause.number("options");
  const auto has = [&](int bit) { return (bits & (std::int64_t{1} << bit)) != 0; };
  LikeClause out;
  out.table = reader.range_var(clause["relation"]);
  out.comments = has(0);
  out.compression = has(1);
  out.constraints = has(2);
  out.defaults = has(3);
  out.generated = has(4);
  out.identity = has(5);
  out.indexes = has(6);
  out.statistics = has(7);
  out.storage = has(8);
  return out;
}

void read_element(const Reader& reader, const Node& element, CreateTable& out) {
  const Node content = element.unwrapped();
  const std::size_t first = reader.token_at(location_of(content));
  const std::size_t last = reader.element_end(first);
  if (element.type() == "ColumnDef") out.elements.emplace_back(read_column(reader, content, last));
  if (element.type() == "Constraint")
    out.constraints.push_back(read_constraint(reader, content, first, last));
  if (element.type() == "TableLikeClause") out.elements.emplace_back(read_like(reader, content));
}

// "RANGE (created_at)": from the strategy to the closing parenthesis.
void read_partition_key(const Reader& reader, const Node& spec, CreateTable& out) {
  const std::size_t partition = reader.token_at(location_of(spec));
  const std::size_t first = partition + 2;  // PARTITION BY
  const std::size_t last = reader.after_parenthesis(reader.find_open(first, reader.size()));
  out.partition_key = reader.sql_text(spec, first, last);
  for (const Node& element : spec.list("partParams")) {
    const Node content = element.unwrapped();
    const std::string column(content.text("name"));
    if (column.empty()) continue;
    out.partition_columns.push_back(column);
    const std::size_t base = reader.tokens()[first].begin;
    const Span span = reader.name_span(location_of(content));
    out.partition_key->references.push_back(
        {ReferenceKind::column,
         {column},
         {span.begin - reader.offset() - base, span.end - reader.offset() - base},
         false});
  }
}

}  // namespace

CreateTable read_create_table(const Reader& reader, const Node& create_stmt) {
  CreateTable out;
  const Node relation = create_stmt["relation"];
  out.table = reader.range_var(relation);
  out.persistence = persistence_of(relation);
  out.if_not_exists = create_stmt.flag("if_not_exists");
  out.options = reader.options(create_stmt.list("options"));
  out.method = create_stmt.text("accessMethod");
  out.tablespace = create_stmt.text("tablespacename");
  for (const Node& parent : create_stmt.list("inhRelations"))
    out.parents.push_back(reader.range_var(parent.unwrapped()));
  if (const Node type = create_stmt["ofTypename"]) out.of_type = reader.type_name(type);
  if (const Node spec = create_stmt["partspec"]) read_partition_key(reader, spec, out);
  if (create_stmt["partbound"])
    out.partition_bound = read_partition_bound(reader, 0, reader.size());
  for (const Node& element : create_stmt.list("tableElts")) read_element(reader, element, out);
  return out;
}

CreateTable read_create_table_as(const Reader& reader, const Node& create_table_as_stmt) {
  CreateTable out;
  const Node into = create_table_as_stmt["into"];
  out.table = reader.range_var(into["rel"]);
  out.persistence = persistence_of(into["rel"]);
  out.if_not_exists = create_table_as_stmt.flag("if_not_exists");
  out.query_columns = strings(into.list("colNames"));
  out.options = reader.options(into.list("options"));
  out.method = into.text("accessMethod");
  out.tablespace = into.text("tableSpaceName");
  out.with_data = !into.flag("skipData");
  const std::size_t as =
      reader.find_outer_word("as", reader.token_at(location_of(into["rel"])), reader.size());
  out.query = read_query(reader, create_table_as_stmt["query"], as + 1, end_of_query(reader));
  return out;
}

CreateTable read_select_into(const Reader& reader, const Node& select_stmt) {
  CreateTable out;
  const Node table = select_stmt["intoClause"]["rel"];
  out.table = reader.range_var(table);
  out.persistence = persistence_of(table);
  out.query = read_query_of(reader, select_stmt, 0, end_of_query(reader));
  return out;
}

}  // namespace migc::compiler
