// The model as data: each kind of object in a list of its own, in the order in
// which the migrations made them. docs/schema.md describes the fields.
#include <nlohmann/json.hpp>

#include "compiler/base/utf8.h"
#include "compiler/schema/dump.h"
#include "compiler/schema/print.h"
#include "compiler/schema/render.h"

namespace migc::compiler {
namespace {

using Json = nlohmann::ordered_json;

std::string_view word(ConstraintKind kind) {
  switch (kind) {
    case ConstraintKind::primary_key:
      return "primary key";
    case ConstraintKind::unique:
      return "unique";
    case ConstraintKind::foreign_key:
      return "foreign key";
    case ConstraintKind::exclusion:
      return "exclusion";
    case ConstraintKind::not_null:
      return "not null";
    default:
      return "check";
  }
}

std::string_view word(Generated generated) {
  return generated == Generated::on_read ? "virtual" : "stored";
}

Json word(Identity identity) {
  if (identity == Identity::none) return {};
  return identity == Identity::always ? "always" : "by default";
}

class JsonDump {
 public:
  JsonDump(const Catalog& catalog, const PlaceOf& place_of)
      : catalog_(catalog), place_of_(place_of) {}

  std::string text() {
    Json out{{"format", 1}, {"dialect", "postgresql"}};
    out["schemas"] = list<Schema>();
    out["extensions"] = list<Extension>();
    out["enums"] = list<EnumType>();
    out["domains"] = list<Domain>();
    out["composite_types"] = list<CompositeType>();
    out["range_types"] = list<RangeType>();
    out["sequences"] = list<Sequence>();
    out["tables"] = list<Table>();
    out["views"] = list<View>();
    out["routines"] = list<Routine>();
    out["statistics"] = list<Statistics>();
    out["publications"] = list<Publication>();
    return out.dump(2) + "\n";
  }

 private:
  bool is_shown(const Object& object) const {
    return !object.dropped && object.name != "pg_temp" && catalog_.schema_name(object) != "pg_temp";
  }

  template <class T>
  Json list() const {
    Json out = Json::array();
    catalog_.for_each([&](const Object& object) {
      if (const auto* wanted = as_object<T>(&object); wanted && is_shown(*wanted))
        out.push_back(described(*wanted));
    });
    return out;
  }

  template <class T>
  Json all_of(const std::vector<ObjectId>& ids) const {
    Json out = Json::array();
    for (const ObjectId id : ids)
      if (const auto* object = catalog_.get_as<T>(id)) out.push_back(described(*object));
    return out;
  }

  // What every object has, with the fields of its kind in between.
  template <class T>
  Json described(const T& object) const {
    Json out = Json::object();
    if (object.schema != 0) out["schema"] = to_valid_utf8(catalog_.schema_name(object));
    out["name"] = to_valid_utf8(object.name);
    add_fields(object, out);
    if (object.comment) out["comment"] = to_valid_utf8(*object.comment);
    if (!object.uncertain.empty()) out["uncertain"] = object.uncertain;
    const bool always_there = object.kind == Kind::schema && object.name == "public";
    if (!always_there) out["made_at"] = place_of_(object.origin);
    return out;
  }

  template <class T>
  std::string definition_of(const T& object) const {
    std::string out = to_valid_utf8(create_sql(catalog_, object));
    while (out.ends_with('\n') || out.ends_with(';')) out.pop_back();
    return out;
  }

  std::string sql(const BoundText& text) const { return to_valid_utf8(to_sql(catalog_, text)); }
  Json sql(const std::optional<BoundText>& text) const { return text ? Json(sql(*text)) : Json(); }
  Json name_of(ObjectId id) const {
    const Object* object = catalog_.get(id);
    return object ? Json(to_valid_utf8(to_sql(catalog_, *object))) : Json();
  }
  Json names_of(const std::vector<ObjectId>& ids) const {
    Json out = Json::array();
    for (const ObjectId id : ids) out.push_back(name_of(id));
    return out;
  }
  Json columns_of(ObjectId relation, const std::vector<ColumnNumber>& numbers) const {
    Json out = Json::array();
    for (const ColumnNumber number : numbers)
      out.push_back(to_valid_utf8(column_name(catalog_, relation, number)));
    return out;
  }
  static Json as_object_of(const Options& options) {
    Json out = Json::object();
    for (const auto& [name, value] : options) out[to_valid_utf8(name)] = to_valid_utf8(value);
    return out;
  }

  void add_fields(const Schema&, Json&) const {}
  void add_fields(const Extension& extension, Json& out) const {
    if (!extension.target_schema.empty()) out["in_schema"] = extension.target_schema;
  }
  void add_fields(const EnumType& type, Json& out) const {
    out["labels"] = Json::array();
    for (const std::string& label : type.labels) out["labels"].push_back(to_valid_utf8(label));
  }
  void add_fields(const Domain& domain, Json& out) const {
    out["type"] = to_sql(catalog_, domain.type);
    out["not_null"] = domain.not_null;
    out["default"] = sql(domain.default_value);
    out["checks"] = Json::array();
    for (const DomainCheck& check : domain.checks)
      out["checks"].push_back({{"name", to_valid_utf8(check.name)},
                               {"expression", sql(check.expression)},
                               {"valid", check.valid}});
  }
  void add_fields(const CompositeType& type, Json& out) const {
    out["attributes"] = Json::array();
    for (const Column& attribute : type.attributes)
      out["attributes"].push_back(
          {{"name", to_valid_utf8(attribute.name)}, {"type", to_sql(catalog_, attribute.type)}});
  }
  void add_fields(const RangeType& type, Json& out) const {
    out["definition"] = sql(type.definition);
  }
  void add_fields(const Sequence& sequence, Json& out) const {
    out["type"] = to_sql(catalog_, sequence.type);
    out["options"] = as_object_of(sequence.options);
    out["identity"] = sequence.identity;
    if (sequence.owner_table == 0) return;
    out["owned_by"] = {{"table", name_of(sequence.owner_table)},
                       {"column", to_valid_utf8(column_name(catalog_, sequence.owner_table,
                                                            sequence.owner_column))}};
  }

  Json column(const Column& column) const {
    Json out{{"name", to_valid_utf8(column.name)},
             {"type", to_valid_utf8(to_sql(catalog_, column.type))},
             {"not_null", column.not_null},
             {"default", sql(column.default_value)},
             {"identity", word(column.identity)}};
    if (column.generated)
      out["generated"] = {{"expression", sql(*column.generated)},
                          {"kind", word(column.generation)}};
    if (!column.collation.empty()) out["collation"] = column.collation;
    if (column.inherited > 0) out["inherited"] = true;
    if (column.comment) out["comment"] = to_valid_utf8(*column.comment);
    out["made_at"] = place_of_(column.origin);
    return out;
  }

  Json constraint(const Table& table, const Constraint& constraint) const {
    Json out{{"name", to_valid_utf8(constraint.name)},
             {"kind", word(constraint.kind)},
             {"columns", columns_of(table.id, constraint.columns)},
             {"valid", constraint.valid},
             {"enforced", constraint.enforced}};
    if (constraint.kind == ConstraintKind::check) out["expression"] = sql(constraint.expression);
    if (constraint.kind == ConstraintKind::foreign_key) {
      out["references"] = {
          {"table", name_of(constraint.referenced)},
          {"columns", columns_of(constraint.referenced, constraint.referenced_columns)}};
      out["on_update"] = constraint.on_update;
      out["on_delete"] = constraint.on_delete;
    }
    if (constraint.deferral != Deferral::none)
      out["deferrable"] = constraint.deferral == Deferral::initially_deferred ? "deferred" : "yes";
    if (constraint.comment) out["comment"] = to_valid_utf8(*constraint.comment);
    out["made_at"] = place_of_(constraint.origin);
    return out;
  }

  void add_fields(const Table& table, Json& out) const {
    out["unlogged"] = table.persistence == Persistence::unlogged;
    out["columns"] = Json::array();
    for (const Column& each : table.columns) out["columns"].push_back(column(each));
    out["columns_known"] = table.columns_known;
    out["constraints"] = Json::array();
    for (const Constraint& each : table.constraints)
      out["constraints"].push_back(constraint(table, each));
    out["indexes"] = all_of<Index>(table.indexes);
    out["triggers"] = all_of<Trigger>(table.triggers);
    out["policies"] = all_of<Policy>(table.policies);
    out["rules"] = all_of<RewriteRule>(table.rules);
    if (table.partitioned()) out["partition_key"] = sql(*table.partition_key);
    if (table.is_partition()) {
      out["partition_of"] = name_of(table.parents.front());
      out["partition_bound"] = to_valid_utf8(table.partition_bound);
    } else if (!table.parents.empty()) {
      out["inherits"] = names_of(table.parents);
    }
    if (!table.options.empty()) out["options"] = as_object_of(table.options);
    out["row_security"] = table.row_security;
    out["force_row_security"] = table.force_row_security;
  }
  void add_fields(const Index& index, Json& out) const {
    out["unique"] = index.unique;
    out["method"] = index.method.empty() ? "btree" : index.method;
    out["keys"] = Json::array();
    for (const KeyColumn& key : index.keys)
      out["keys"].push_back(
          key.column != 0
              ? Json{{"column", to_valid_utf8(column_name(catalog_, index.table, key.column))}}
              : Json{{"expression", sql(key.expression)}});
    if (!index.included.empty()) out["included"] = columns_of(index.table, index.included);
    out["condition"] = sql(index.condition);
    out["valid"] = index.valid;
    if (index.backs) out["constraint"] = word(*index.backs);
    out["definition"] = definition_of(index);
  }
  void add_fields(const Trigger& trigger, Json& out) const {
    out["definition"] = definition_of(trigger);
  }
  void add_fields(const Policy& policy, Json& out) const {
    out["definition"] = definition_of(policy);
  }
  void add_fields(const RewriteRule& rule, Json& out) const {
    out["definition"] = definition_of(rule);
  }
  void add_fields(const View& view, Json& out) const {
    out["materialized"] = view.materialized;
    out["columns"] = Json::array();
    for (const ViewColumn& each : view.columns)
      out["columns"].push_back(
          {{"name", to_valid_utf8(each.name)},
           {"type", each.type ? Json(to_valid_utf8(to_sql(catalog_, *each.type))) : Json()}});
    out["columns_known"] = view.columns_known;
    out["query"] = sql(view.query);
    out["depends_on"] = names_of(view.depends_on);
    if (view.materialized) out["indexes"] = all_of<Index>(view.indexes);
    out["triggers"] = all_of<Trigger>(view.triggers);
    out["rules"] = all_of<RewriteRule>(view.rules);
  }
  void add_fields(const Routine& routine, Json& out) const {
    out["signature"] = to_valid_utf8(routine_signature(catalog_, routine));
    out["definition"] = definition_of(routine);
  }
  void add_fields(const Statistics& statistics, Json& out) const {
    out["table"] = name_of(statistics.table);
    out["definition"] = definition_of(statistics);
  }
  void add_fields(const Publication& publication, Json& out) const {
    out["definition"] = definition_of(publication);
  }

  const Catalog& catalog_;
  const PlaceOf& place_of_;
};

}  // namespace

std::string dump_json(const Catalog& catalog, const PlaceOf& place_of) {
  return JsonDump(catalog, place_of).text();
}

}  // namespace migc::compiler
