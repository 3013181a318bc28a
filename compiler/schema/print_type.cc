#include "compiler/schema/generated_names.h"
#include "compiler/schema/print.h"
#include "compiler/schema/render.h"
#include "compiler/sql/names.h"

namespace migc::compiler {

std::string create_sql(const Catalog&, const Schema& schema) {
  // "public" is there from the start.
  if (schema.name == "public") return {};
  return "CREATE SCHEMA " + sql_name(schema.name) + ";\n";
}

std::string create_sql(const Catalog&, const Extension& extension) {
  return "CREATE EXTENSION IF NOT EXISTS " + sql_name(extension.name) +
         (extension.target_schema.empty() ? ""
                                          : " WITH SCHEMA " + sql_name(extension.target_schema)) +
         ";\n";
}

std::string create_sql(const Catalog& catalog, const EnumType& type) {
  std::string labels;
  for (const std::string& label : type.labels)
    labels += (labels.empty() ? "" : ", ") + string_literal(label);
  return "CREATE TYPE " + to_sql(catalog, type) + " AS ENUM (" + labels + ");\n";
}

std::string create_sql(const Catalog& catalog, const Domain& domain) {
  const std::string name = to_sql(catalog, domain);
  std::string out = "CREATE DOMAIN " + name + " AS " + to_sql(catalog, domain.type);
  if (!domain.collation.empty()) out += " COLLATE " + domain.collation;
  if (domain.default_value) out += " DEFAULT " + to_sql(catalog, *domain.default_value);
  if (domain.not_null) out += " NOT NULL";
  std::string later;
  for (const DomainCheck& check : domain.checks) {
    const std::string text =
        "CONSTRAINT " + sql_name(check.name) + " CHECK (" + to_sql(catalog, check.expression) + ")";
    if (check.valid)
      out += "\n  " + text;
    else
      later += "ALTER DOMAIN " + name + " ADD " + text + " NOT VALID;\n";
  }
  return out + ";\n" + later;
}

std::string create_sql(const Catalog& catalog, const CompositeType& type) {
  std::string attributes;
  for (const Column& attribute : type.attributes)
    attributes += (attributes.empty() ? "\n  " : ",\n  ") + sql_name(attribute.name) + " " +
                  to_sql(catalog, attribute.type) +
                  (attribute.collation.empty() ? "" : " COLLATE " + attribute.collation);
  return "CREATE TYPE " + to_sql(catalog, type) + " AS (" + attributes + "\n);\n";
}

std::string create_sql(const Catalog& catalog, const RangeType& type) {
  std::string definition = to_sql(catalog, type.definition);
  if (!type.multirange.empty() && type.multirange != multirange_name(type.name))
    definition += ", multirange_type_name = " + sql_name(type.multirange);
  return "CREATE TYPE " + to_sql(catalog, type) + " AS RANGE (" + definition + ");\n";
}

std::string sequence_options_sql(const Options& options) {
  std::string out;
  const auto add = [&](const std::string& text) { out += (out.empty() ? "" : " ") + text; };
  for (const auto& [name, value] : options) {
    if (name == "increment") add("INCREMENT BY " + value);
    if (name == "start") add("START WITH " + value);
    if (name == "cache") add("CACHE " + value);
    if (name == "minvalue") add(value.empty() ? "NO MINVALUE" : "MINVALUE " + value);
    if (name == "maxvalue") add(value.empty() ? "NO MAXVALUE" : "MAXVALUE " + value);
    if (name == "cycle") add(value == "false" ? "NO CYCLE" : "CYCLE");
  }
  return out;
}

std::string create_sql(const Catalog& catalog, const Sequence& sequence) {
  const std::string options = sequence_options_sql(sequence.options);
  return std::string("CREATE ") +
         (sequence.persistence == Persistence::unlogged ? "UNLOGGED " : "") + "SEQUENCE " +
         to_sql(catalog, sequence) + " AS " + to_sql(catalog, sequence.type) +
         (options.empty() ? "" : " " + options) + ";\n";
}

std::string ownership_sql(const Catalog& catalog, const Sequence& sequence) {
  const auto* table = catalog.get_as<Table>(sequence.owner_table);
  const Column* column = table ? table->column(sequence.owner_column) : nullptr;
  if (!column || sequence.identity) return {};
  return "ALTER SEQUENCE " + to_sql(catalog, sequence) + " OWNED BY " + to_sql(catalog, *table) +
         "." + sql_name(column->name) + ";\n";
}

std::string create_sql(const Catalog& catalog, const Publication& publication) {
  std::string objects = publication.all_tables ? " FOR ALL TABLES" : "";
  const auto add = [&](const std::string& object) {
    objects += (objects.empty() ? " FOR " : ", ") + object;
  };
  for (const Published& published : publication.tables) {
    const auto* table = catalog.get_as<Table>(published.table);
    if (!table) continue;
    std::string text = "TABLE ONLY " + to_sql(catalog, *table);
    if (!published.columns.empty()) text += " (" + column_list(*table, published.columns) + ")";
    if (published.condition) text += " WHERE (" + to_sql(catalog, *published.condition) + ")";
    add(text);
  }
  for (const ObjectId schema : publication.schemas)
    add("TABLES IN SCHEMA " + sql_name(catalog.get(schema)->name));
  return "CREATE PUBLICATION " + sql_name(publication.name) + objects +
         with_options(publication.options) + ";\n";
}

}  // namespace migc::compiler
