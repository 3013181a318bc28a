#include "compiler/schema/catalog_tables.h"

#include <algorithm>
#include <array>
#include <utility>

#include "compiler/facts/builtin.h"

namespace migc::compiler {
namespace {

using Rows = std::vector<CatalogRow>;

std::string oid(ObjectId id) {
  return std::to_string(id);
}

bool meets(const Demands& demands, std::string_view column, std::string_view text) {
  const auto demand = demands.find(column);
  return demand == demands.end() ||
         std::find(demand->second.begin(), demand->second.end(), text) != demand->second.end();
}

// Calls `add(object)` for each live T whose name may be in `column`.
template <class T, class Add>
void each(const Catalog& catalog, const Demands& demands, std::string_view column, const Add& add) {
  catalog.for_each([&](const Object& object) {
    const auto* wanted = as_object<T>(&object);
    if (wanted && meets(demands, column, wanted->name)) add(*wanted);
  });
}

// The same for each table that the rows of a table of parts may be about, by its identity.
template <class Add>
void each_table(const Catalog& catalog, const Demands& demands, std::string_view column,
                const Add& add) {
  each<Table>(catalog, {}, {}, [&](const Table& table) {
    if (meets(demands, column, oid(table.id))) add(table);
  });
}

const char* relkind(const Object& object) {
  switch (object.kind) {
    case Kind::table:
      return as_object<Table>(&object)->partitioned() ? "p" : "r";
    case Kind::view:
      return as_object<View>(&object)->materialized ? "m" : "v";
    case Kind::index:
      return "i";
    case Kind::sequence:
      return "S";
    case Kind::composite_type:
      return "c";
    default:
      return nullptr;
  }
}

Rows pg_class(const Catalog& catalog, const Demands& demands) {
  Rows rows;
  catalog.for_each([&](const Object& object) {
    if (const char* kind = relkind(object); kind && meets(demands, "relname", object.name))
      rows.push_back({{"oid", oid(object.id)},
                      {"relname", object.name},
                      {"relkind", kind},
                      {"relnamespace", oid(object.schema)}});
  });
  return rows;
}

const char* typtype(const Object& object) {
  switch (object.kind) {
    case Kind::enum_type:
      return "e";
    case Kind::domain:
      return "d";
    case Kind::range_type:
      return "r";
    case Kind::composite_type:
    case Kind::table:
    case Kind::view:
      return "c";
    default:
      return nullptr;
  }
}

Rows pg_type(const Catalog& catalog, const Demands& demands) {
  Rows rows;
  catalog.for_each([&](const Object& object) {
    if (const char* type = typtype(object); type && meets(demands, "typname", object.name))
      rows.push_back({{"oid", oid(object.id)},
                      {"typname", object.name},
                      {"typtype", type},
                      {"typnamespace", oid(object.schema)}});
  });
  return rows;
}

Rows pg_enum(const Catalog& catalog, const Demands& demands) {
  Rows rows;
  each<EnumType>(catalog, {}, {}, [&](const EnumType& type) {
    if (!meets(demands, "enumtypid", oid(type.id))) return;
    for (const std::string& label : type.labels)
      rows.push_back({{"enumtypid", oid(type.id)}, {"enumlabel", label}});
  });
  return rows;
}

// Whether some constraint has one of the names that a question is about.
bool may_name_constraint(const Catalog& catalog, const Demands& demands, std::string_view column) {
  const auto demand = demands.find(column);
  return demand == demands.end() ||
         std::any_of(demand->second.begin(), demand->second.end(),
                     [&](const std::string& name) { return catalog.constraint_exists(name); });
}

const char* contype(ConstraintKind kind) {
  switch (kind) {
    case ConstraintKind::check:
      return "c";
    case ConstraintKind::foreign_key:
      return "f";
    case ConstraintKind::primary_key:
      return "p";
    case ConstraintKind::unique:
      return "u";
    case ConstraintKind::exclusion:
      return "x";
    default:
      return "n";
  }
}

const char* action_code(const std::string& action) {
  if (action == "CASCADE") return "c";
  if (action == "RESTRICT") return "r";
  if (action == "SET NULL") return "n";
  return action == "SET DEFAULT" ? "d" : "a";
}

Rows pg_constraint(const Catalog& catalog, const Demands& demands) {
  if (!may_name_constraint(catalog, demands, "conname")) return {};
  Rows rows;
  each_table(catalog, demands, "conrelid", [&](const Table& table) {
    for (const Constraint& constraint : table.constraints)
      if (meets(demands, "conname", constraint.name))
        rows.push_back({{"conname", constraint.name},
                        {"conrelid", oid(table.id)},
                        {"contype", contype(constraint.kind)},
                        {"connamespace", oid(table.schema)},
                        {"convalidated", constraint.valid ? "true" : "false"},
                        {"confdeltype", action_code(constraint.on_delete)},
                        {"confupdtype", action_code(constraint.on_update)}});
  });
  each<Domain>(catalog, {}, {}, [&](const Domain& domain) {
    for (const DomainCheck& check : domain.checks)
      if (meets(demands, "conname", check.name))
        rows.push_back({{"conname", check.name},
                        {"conrelid", "0"},
                        {"contype", "c"},
                        {"contypid", oid(domain.id)},
                        {"connamespace", oid(domain.schema)}});
  });
  return rows;
}

std::string_view constraint_word(ConstraintKind kind) {
  switch (kind) {
    case ConstraintKind::foreign_key:
      return "FOREIGN KEY";
    case ConstraintKind::primary_key:
      return "PRIMARY KEY";
    case ConstraintKind::unique:
      return "UNIQUE";
    default:
      return "CHECK";
  }
}

Rows table_constraints(const Catalog& catalog, const Demands& demands) {
  if (!may_name_constraint(catalog, demands, "constraint_name")) return {};
  Rows rows;
  each<Table>(catalog, demands, "table_name", [&](const Table& table) {
    for (const Constraint& constraint : table.constraints)
      if (meets(demands, "constraint_name", constraint.name))
        rows.push_back({{"constraint_name", constraint.name},
                        {"table_name", table.name},
                        {"table_schema", catalog.schema_name(table)},
                        {"constraint_schema", catalog.schema_name(table)},
                        {"table_catalog", ""},
                        {"constraint_type", std::string(constraint_word(constraint.kind))}});
  });
  return rows;
}

Rows pg_trigger(const Catalog& catalog, const Demands& demands) {
  Rows rows;
  each<Trigger>(catalog, demands, "tgname", [&](const Trigger& trigger) {
    rows.push_back(
        {{"tgname", trigger.name}, {"tgrelid", oid(trigger.table)}, {"tgisinternal", "false"}});
  });
  return rows;
}

// As information_schema has it; empty for a type that the model did not see.
std::string data_type(const Catalog& catalog, const TypeRef& type) {
  if (type.array_dimensions > 0) return "ARRAY";
  const Object* object = catalog.get(type.object);
  if (const auto* domain = as_object<Domain>(object)) return data_type(catalog, domain->type);
  if (object) return "USER-DEFINED";
  return type.schema.empty() ? std::string(builtin_type_as_sql(type.name)) : std::string();
}

CatalogRow column_row(const Catalog& catalog, const Object& relation, const std::string& name) {
  return {{"table_schema", catalog.schema_name(relation)},
          {"table_name", relation.name},
          {"column_name", name},
          {"table_catalog", ""}};
}

Rows columns(const Catalog& catalog, const Demands& demands) {
  Rows rows;
  each<Table>(catalog, demands, "table_name", [&](const Table& table) {
    for (const Column& column : table.columns) {
      if (!meets(demands, "column_name", column.name)) continue;
      CatalogRow row = column_row(catalog, table, column.name);
      row.emplace("is_nullable", column.not_null ? "NO" : "YES");
      if (std::string type = data_type(catalog, column.type); !type.empty())
        row.emplace("data_type", std::move(type));
      rows.push_back(std::move(row));
    }
  });
  each<View>(catalog, demands, "table_name", [&](const View& view) {
    for (const ViewColumn& column : view.columns)
      if (meets(demands, "column_name", column.name))
        rows.push_back(column_row(catalog, view, column.name));
  });
  return rows;
}

Rows pg_attribute(const Catalog& catalog, const Demands& demands) {
  Rows rows;
  each_table(catalog, demands, "attrelid", [&](const Table& table) {
    for (const Column& column : table.columns)
      if (meets(demands, "attname", column.name))
        rows.push_back({{"attrelid", oid(table.id)},
                        {"attname", column.name},
                        {"attisdropped", "false"},
                        {"attnotnull", column.not_null ? "true" : "false"}});
  });
  return rows;
}

Rows tables(const Catalog& catalog, const Demands& demands) {
  Rows rows;
  each<Table>(catalog, demands, "table_name", [&](const Table& table) {
    rows.push_back({{"table_schema", catalog.schema_name(table)},
                    {"table_name", table.name},
                    {"table_type", "BASE TABLE"},
                    {"table_catalog", ""}});
  });
  each<View>(catalog, demands, "table_name", [&](const View& view) {
    if (!view.materialized)
      rows.push_back({{"table_schema", catalog.schema_name(view)},
                      {"table_name", view.name},
                      {"table_type", "VIEW"},
                      {"table_catalog", ""}});
  });
  return rows;
}

Rows pg_tables(const Catalog& catalog, const Demands& demands) {
  Rows rows;
  each<Table>(catalog, demands, "tablename", [&](const Table& table) {
    rows.push_back({{"schemaname", catalog.schema_name(table)}, {"tablename", table.name}});
  });
  return rows;
}

template <bool kMaterialized>
Rows views(const Catalog& catalog, const Demands& demands) {
  constexpr const char* kName = kMaterialized ? "matviewname" : "viewname";
  Rows rows;
  each<View>(catalog, demands, kName, [&](const View& view) {
    if (view.materialized == kMaterialized)
      rows.push_back({{"schemaname", catalog.schema_name(view)}, {kName, view.name}});
  });
  return rows;
}

Rows pg_indexes(const Catalog& catalog, const Demands& demands) {
  Rows rows;
  each<Index>(catalog, demands, "indexname", [&](const Index& index) {
    const Object* table = catalog.get(index.table);
    rows.push_back({{"schemaname", catalog.schema_name(index)},
                    {"indexname", index.name},
                    {"tablename", table ? table->name : ""}});
  });
  return rows;
}

Rows pg_policies(const Catalog& catalog, const Demands& demands) {
  Rows rows;
  each<Policy>(catalog, demands, "policyname", [&](const Policy& policy) {
    const Object* table = catalog.get(policy.table);
    rows.push_back({{"policyname", policy.name},
                    {"tablename", table ? table->name : ""},
                    {"schemaname", table ? catalog.schema_name(*table) : ""}});
  });
  return rows;
}

template <class T>
Rows named(const Catalog& catalog, const Demands& demands, const char* column) {
  Rows rows;
  each<T>(catalog, demands, column, [&](const T& object) {
    rows.push_back({{"oid", oid(object.id)}, {column, object.name}});
  });
  return rows;
}

Rows pg_namespace(const Catalog& catalog, const Demands& demands) {
  return named<Schema>(catalog, demands, "nspname");
}
Rows schemata(const Catalog& catalog, const Demands& demands) {
  return named<Schema>(catalog, demands, "schema_name");
}
Rows pg_extension(const Catalog& catalog, const Demands& demands) {
  return named<Extension>(catalog, demands, "extname");
}

Rows pg_proc(const Catalog& catalog, const Demands& demands) {
  Rows rows;
  each<Routine>(catalog, demands, "proname", [&](const Routine& routine) {
    rows.push_back({{"oid", oid(routine.id)},
                    {"proname", routine.name},
                    {"pronamespace", oid(routine.schema)}});
  });
  return rows;
}

using Maker = Rows (*)(const Catalog&, const Demands&);
constexpr std::array<std::pair<std::string_view, Maker>, 14> kTables = {
    {{"pg_class", pg_class},
     {"pg_type", pg_type},
     {"pg_enum", pg_enum},
     {"pg_constraint", pg_constraint},
     {"pg_trigger", pg_trigger},
     {"pg_attribute", pg_attribute},
     {"pg_tables", pg_tables},
     {"pg_views", views<false>},
     {"pg_matviews", views<true>},
     {"pg_indexes", pg_indexes},
     {"pg_policies", pg_policies},
     {"pg_namespace", pg_namespace},
     {"pg_extension", pg_extension},
     {"pg_proc", pg_proc}}};
constexpr std::array<std::pair<std::string_view, Maker>, 4> kInformation = {
    {{"columns", columns},
     {"tables", tables},
     {"table_constraints", table_constraints},
     {"schemata", schemata}}};

template <class Table>
std::optional<Rows> find(const Table& makers, std::string_view name, const Catalog& catalog,
                         const Demands& demands) {
  for (const auto& [known, make] : makers)
    if (known == name) return make(catalog, demands);
  return std::nullopt;
}

}  // namespace

std::optional<std::vector<CatalogRow>> catalog_rows(const Catalog& catalog,
                                                    const QualifiedName& table,
                                                    const Demands& demands) {
  if (table.schema == "information_schema") return find(kInformation, table.name, catalog, demands);
  if (table.schema.empty() || table.schema == "pg_catalog")
    return find(kTables, table.name, catalog, demands);
  return std::nullopt;
}

}  // namespace migc::compiler
