#include "compiler/schema/render.h"

#include "compiler/facts/builtin.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

std::string column_as_sql(const Catalog& catalog, const BoundReference& reference) {
  std::string name = sql_name(column_name(catalog, reference.object, reference.column));
  if (!reference.qualifier.empty()) return reference.qualifier + "." + name;
  if (!reference.qualified) return name;
  const Object* relation = catalog.get(reference.object);
  return sql_name(relation->name) + "." + name;
}

std::string reference_as_sql(const Catalog& catalog, const BoundReference& reference) {
  std::string out;
  if (reference.kind == ReferenceKind::column) {
    out = column_as_sql(catalog, reference);
  } else {
    const Object& object = *catalog.get(reference.object);
    out = reference.bare ? sql_name(object.name) : to_sql(catalog, object);
    if (reference.literal) out = string_literal(out);
  }
  return out;
}

// Modifiers as the grammar takes them after any type's name.
std::string modifiers_as_sql(const std::vector<std::string>& modifiers) {
  std::string out;
  for (const std::string& modifier : modifiers) out += (out.empty() ? "(" : ",") + modifier;
  return out.empty() ? out : out + ")";
}

}  // namespace

std::string string_literal(std::string_view text) {
  std::string out = text.find('\\') == std::string_view::npos ? "'" : "E'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += c;
    out += c;
  }
  return out + "'";
}

std::string to_sql(const Catalog& catalog, const Object& object) {
  if (object.schema == 0) return sql_name(object.name);
  return sql_name(catalog.schema_name(object)) + "." + sql_name(object.name);
}

std::string to_sql(const Catalog& catalog, const TypeRef& type) {
  std::string out;
  if (const Object* object = catalog.get(type.object)) {
    out = to_sql(catalog, *object);
  } else if (type.name.empty()) {
    out = "text";  // of a query's column that the model did not compute
  } else if (type.schema.empty()) {
    // With its schema, a name is never a keyword: pg_catalog.timestamptz(3).
    out = (is_builtin_type(type.name) ? "pg_catalog." : "") + sql_name(type.name);
  } else {
    out = sql_name(type.schema) + "." + sql_name(type.name);
  }
  out += modifiers_as_sql(type.modifiers);
  for (std::size_t i = 0; i < type.array_dimensions; ++i) out += "[]";
  return out;
}

std::string to_sql(const Catalog& catalog, const BoundText& text) {
  std::string out;
  std::size_t at = 0;
  for (const BoundReference& reference : text.references) {
    if (reference.span.begin < at) continue;  // inside one that was replaced
    out.append(text.sql, at, reference.span.begin - at);
    out += reference_as_sql(catalog, reference);
    at = reference.span.end;
  }
  return out.append(text.sql, at);
}

std::string column_name(const Catalog& catalog, ObjectId relation, ColumnNumber number) {
  const auto named = [&](const auto& columns) {
    for (const auto& column : columns)
      if (column.number == number) return column.name;
    return std::string();
  };
  if (const auto* table = catalog.get_as<Table>(relation)) return named(table->columns);
  if (const auto* view = catalog.get_as<View>(relation)) return named(view->columns);
  if (const auto* type = catalog.get_as<CompositeType>(relation)) return named(type->attributes);
  return {};
}

std::string column_list(const Table& table, const std::vector<ColumnNumber>& columns) {
  std::string out;
  for (const ColumnNumber number : columns) {
    const Column* column = table.column(number);
    if (!column) continue;
    if (!out.empty()) out += ", ";
    out += sql_name(column->name);
  }
  return out;
}

}  // namespace migc::compiler
