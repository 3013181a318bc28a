#include "compiler/sql/names.h"
#include "compiler/sql/read_statement.h"

namespace migc::compiler {

CreateEnum read_create_enum(const Node& create_enum_stmt) {
  return {name_from_strings(create_enum_stmt.list("typeName")),
          strings(create_enum_stmt.list("vals"))};
}

AlterEnum read_alter_enum(const Node& alter_enum_stmt) {
  AlterEnum out;
  out.type = name_from_strings(alter_enum_stmt.list("typeName"));
  out.if_not_exists = alter_enum_stmt.flag("skipIfNewValExists");
  out.neighbour = alter_enum_stmt.text("newValNeighbor");
  out.after = alter_enum_stmt.flag("newValIsAfter");
  out.label = alter_enum_stmt.text("newVal");
  if (const auto old = alter_enum_stmt.text("oldVal"); !old.empty()) {
    out.new_label = out.label;
    out.label = old;
  }
  return out;
}

CreateDomain read_create_domain(const Reader& reader, const Node& create_domain_stmt) {
  // A domain is a column without a table: the same clauses in the same order.
  CreateDomain out;
  out.domain = name_from_strings(create_domain_stmt.list("domainname"));
  out.type = reader.type_name(create_domain_stmt["typeName"]);
  const ColumnDefinition column = read_column(reader, create_domain_stmt, reader.size());
  out.collation = column.collation;
  out.default_value = column.default_value;
  out.not_null = column.not_null;
  out.checks = column.constraints;
  for (ConstraintDefinition& check : out.checks) check.columns.clear();
  return out;
}

AlterDomain read_alter_domain(const Reader& reader, const Node& alter_domain_stmt) {
  using Action = AlterDomain::Action;
  AlterDomain out;
  out.domain = name_from_strings(alter_domain_stmt.list("typeName"));
  out.name = alter_domain_stmt.text("name");
  out.if_exists = alter_domain_stmt.flag("missing_ok");
  out.cascade = alter_domain_stmt.text("behavior") == "DROP_CASCADE";
  const std::string_view subtype = alter_domain_stmt.text("subtype");
  const Node definition = alter_domain_stmt["def"];
  if (subtype == "O") out.action = Action::set_not_null;
  if (subtype == "N") out.action = Action::drop_not_null;
  if (subtype == "X") out.action = Action::drop_constraint;
  if (subtype == "V") out.action = Action::validate_constraint;
  if (subtype == "C") {
    out.action = Action::add_constraint;
    const std::size_t first = reader.token_at(location_of(definition.unwrapped()));
    out.constraint = std::make_shared<const ConstraintDefinition>(
        read_constraint(reader, definition.unwrapped(), first, reader.size()));
  }
  if (subtype == "T" && !definition) out.action = Action::drop_default;
  if (subtype == "T" && definition) {
    const std::size_t keyword = reader.find_word("default", 3, reader.size());
    out.default_value = reader.expression(definition, keyword + 1, reader.size());
  }
  return out;
}

CreateComposite read_create_composite(const Reader& reader, const Node& composite_type_stmt) {
  CreateComposite out;
  out.type = reader.range_var(composite_type_stmt["typevar"]);
  for (const Node& wrapped : composite_type_stmt.list("coldeflist")) {
    const Node column = wrapped.unwrapped();
    const std::size_t first = reader.token_at(location_of(column));
    out.attributes.push_back(read_column(reader, column, reader.element_end(first)));
  }
  return out;
}

CreateRange read_create_range(const Reader& reader, const Node& create_range_stmt) {
  CreateRange out;
  out.type = name_from_strings(create_range_stmt.list("typeName"));
  const std::size_t open = reader.find_open(0, reader.size());
  out.definition = reader.sql_text(create_range_stmt, open + 1, reader.after_parenthesis(open) - 1);
  const std::size_t base = reader.tokens()[open + 1].begin;
  for (const Node& wrapped : create_range_stmt.list("params")) {
    const Node element = wrapped.unwrapped();
    const Node type = element["arg"]["TypeName"];
    if (element.text("defname") == "multirange_type_name")
      out.multirange = option_value(element["arg"]);
    if (element.text("defname") != "subtype" || !type) continue;
    const Span span = reader.name_span(location_of(type));
    out.definition.references.push_back(
        {ReferenceKind::type,
         strings(type.list("names")),
         {span.begin - reader.offset() - base, span.end - reader.offset() - base},
         false});
  }
  return out;
}

}  // namespace migc::compiler
