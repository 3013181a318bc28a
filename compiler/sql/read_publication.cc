#include "compiler/sql/read_statement.h"

namespace migc::compiler {
namespace {

PublishedTable read_table(const Reader& reader, const Node& node) {
  PublishedTable out;
  const Node relation = node["relation"];
  out.table = reader.range_var(relation);
  out.only = !relation.flag("inh");
  out.columns = strings(node.list("columns"));
  const std::size_t first = reader.token_at(location_of(relation));
  if (const Node condition = node["whereClause"])
    out.condition = reader.parenthesized(condition, "where", first, reader.size());
  return out;
}

PublishedObjects read_objects(const Reader& reader, const Node& statement) {
  PublishedObjects out;
  for (const Node& wrapped : statement.list("pubobjects")) {
    const Node object = wrapped.unwrapped();
    if (const Node table = object["pubtable"]) {
      out.tables.push_back(read_table(reader, table));
    } else {
      out.schemas.emplace_back(object.text("name"));
    }
  }
  return out;
}

}  // namespace

CreatePublication read_create_publication(const Reader& reader,
                                          const Node& create_publication_stmt) {
  return {std::string(create_publication_stmt.text("pubname")),
          read_objects(reader, create_publication_stmt),
          create_publication_stmt.flag("for_all_tables"),
          reader.options(create_publication_stmt.list("options"))};
}

AlterPublication read_alter_publication(const Reader& reader, const Node& alter_publication_stmt) {
  using Action = AlterPublication::Action;
  const std::string_view action = alter_publication_stmt.text("action");
  return {std::string(alter_publication_stmt.text("pubname")),
          action == "AP_SetObjects"    ? Action::set
          : action == "AP_DropObjects" ? Action::drop
                                       : Action::add,
          read_objects(reader, alter_publication_stmt),
          reader.options(alter_publication_stmt.list("options"))};
}

}  // namespace migc::compiler
