#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <vector>

#include "compiler/schema/dump.h"
#include "compiler/schema/print.h"
#include "compiler/schema/render.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

using Needs = std::set<ObjectId>;

void need(Needs& needs, const BoundText& text) {
  for (const BoundReference& reference : text.references) needs.insert(reference.object);
}
void need(Needs& needs, const std::optional<BoundText>& text) {
  if (text) need(needs, *text);
}
void need(Needs& needs, const TypeRef& type) {
  if (type.object != 0) needs.insert(type.object);
}

// What must be there before an object can be made.
Needs needs_of(const Catalog& catalog, const Object& object) {
  Needs needs;
  if (const auto* table = as_object<Table>(&object)) {
    for (const Column& column : table->columns) {
      need(needs, column.type);
      need(needs, column.default_value);
      need(needs, column.generated);
    }
    for (const Constraint& constraint : table->constraints)
      if (constraint.kind == ConstraintKind::check) need(needs, constraint.expression);
    need(needs, table->partition_key);
    needs.insert(table->of_type);
    needs.insert(table->parents.begin(), table->parents.end());
  } else if (const auto* view = as_object<View>(&object)) {
    needs.insert(view->depends_on.begin(), view->depends_on.end());
    // GROUP BY a primary key makes the other columns of the table known.
    for (const ObjectId id : view->depends_on)
      if (const auto* source = catalog.get_as<Table>(id))
        for (const Constraint& constraint : source->constraints)
          if (constraint.kind == ConstraintKind::primary_key) needs.insert(constraint.index);
  } else if (const auto* index = as_object<Index>(&object)) {
    needs.insert({index->table, index->parent});
    // With its partitions there, ON ONLY makes no parts of it.
    const auto* owner = catalog.get_as<Table>(index->table);
    if (owner && owner->partitioned()) needs.insert(owner->children.begin(), owner->children.end());
    for (const KeyColumn& key : index->keys) need(needs, key.expression);
    need(needs, index->condition);
  } else if (const auto* routine = as_object<Routine>(&object)) {
    need(needs, routine->signature);
  } else if (const auto* domain = as_object<Domain>(&object)) {
    need(needs, domain->type);
    need(needs, domain->default_value);
    for (const DomainCheck& check : domain->checks) need(needs, check.expression);
  } else if (const auto* type = as_object<CompositeType>(&object)) {
    for (const Column& attribute : type->attributes) need(needs, attribute.type);
  } else if (const auto* range = as_object<RangeType>(&object)) {
    need(needs, range->definition);
  }
  needs.erase(object.id);
  return needs;
}

class Dump {
 public:
  explicit Dump(const Catalog& catalog) : catalog_(catalog) {}

  std::string text() {
    out_ = "SET check_function_bodies = false;\nSET client_min_messages = warning;\n";
    each<Schema>([&](const Schema& schema) {
      if (schema.name != "pg_temp") out_ += create_sql(catalog_, schema);
    });
    each<Extension>([&](const Extension& extension) { out_ += create_sql(catalog_, extension); });
    find_extensions();
    catalog_.for_each([&](const Object& object) { visit(object); });
    foreign_keys_and_late_checks();
    attach_indexes();
    each<Sequence>([&](const Sequence& sequence) { out_ += ownership_sql(catalog_, sequence); });
    each<Table>([&](const Table& table) { out_ += settings_sql(catalog_, table); });
    each<Index>([&](const Index& index) { out_ += settings_sql(catalog_, index); });
    each<Statistics>(
        [&](const Statistics& statistics) { out_ += create_sql(catalog_, statistics); });
    each<Trigger>([&](const Trigger& trigger) {
      if (trigger.parent == 0) out_ += create_sql(catalog_, trigger);
    });
    each<RewriteRule>([&](const RewriteRule& rule) { out_ += create_sql(catalog_, rule); });
    each<Policy>([&](const Policy& policy) { out_ += create_sql(catalog_, policy); });
    each<Publication>(
        [&](const Publication& publication) { out_ += create_sql(catalog_, publication); });
    comments_and_privileges();
    return std::move(out_);
  }

 private:
  // What was there before the first migration is not the migrations' to make, nor
  // what hangs on it.
  bool is_printed(const Object& object) const {
    const Object* holder = catalog_.get(table_of(object));
    return !object.dropped && catalog_.schema_name(object) != "pg_temp" &&
           object.origin != kBeforeHistory && !(holder && holder->origin == kBeforeHistory);
  }

  // That the object is a part of; 0: of none.
  static ObjectId table_of(const Object& object) {
    if (const auto* index = as_object<Index>(&object)) return index->table;
    if (const auto* statistics = as_object<Statistics>(&object)) return statistics->table;
    if (const auto* sequence = as_object<Sequence>(&object)) return sequence->owner_table;
    return holder_of(object);
  }

  // What an extension brings is in no model, so texts name it as they did.
  void find_extensions() {
    std::string path;
    each<Extension>([&](const Extension& extension) {
      const std::string schema = ", " + sql_name(extension.target_schema);
      const bool elsewhere =
          !extension.target_schema.empty() && extension.target_schema != "public";
      if (elsewhere && path.find(schema) == std::string::npos) path += schema;
    });
    if (!path.empty()) out_ += "SET search_path = public" + path + ";\n";
  }

  template <class T>
  void each(const std::function<void(const T&)>& print) {
    catalog_.for_each([&](const Object& object) {
      if (const auto* wanted = as_object<T>(&object); wanted && is_printed(*wanted)) print(*wanted);
    });
  }

  // Depth first: what an object needs, then the object. A circle is broken where
  // it closes.
  void visit(const Object& object) {
    if (!is_printed(object) || !visited_.insert(object.id).second) return;
    for (const ObjectId id : needs_of(catalog_, object))
      if (const Object* needed = catalog_.get(id)) visit(*needed);
    print(object);
  }

  void print(const Object& object) {
    if (!object.uncertain.empty()) out_ += "-- uncertain: " + object.uncertain + "\n";
    if (const auto* type = as_object<EnumType>(&object)) out_ += create_sql(catalog_, *type);
    if (const auto* type = as_object<CompositeType>(&object)) out_ += create_sql(catalog_, *type);
    if (const auto* type = as_object<RangeType>(&object)) out_ += create_sql(catalog_, *type);
    if (const auto* domain = as_object<Domain>(&object)) out_ += create_sql(catalog_, *domain);
    if (const auto* routine = as_object<Routine>(&object)) out_ += create_sql(catalog_, *routine);
    if (const auto* sequence = as_object<Sequence>(&object))
      if (!sequence->identity) out_ += create_sql(catalog_, *sequence);
    if (const auto* table = as_object<Table>(&object)) out_ += create_sql(catalog_, *table);
    if (const auto* view = as_object<View>(&object)) out_ += create_sql(catalog_, *view);
    if (const auto* index = as_object<Index>(&object)) print_index(*index);
  }

  void print_index(const Index& index) {
    const auto* table = catalog_.get_as<Table>(index.table);
    const Constraint* constraint = table && index.backs ? table->constraint(index.name) : nullptr;
    out_ += constraint ? add_constraint_sql(catalog_, *table, *constraint)
                       : create_sql(catalog_, index);
  }

  void attach_indexes() {
    each<Index>([&](const Index& index) {
      if (const Object* parent = catalog_.get(index.parent))
        out_ += "ALTER INDEX " + to_sql(catalog_, *parent) + " ATTACH PARTITION " +
                to_sql(catalog_, index) + ";\n";
    });
  }

  void foreign_keys_and_late_checks() {
    each<Table>([&](const Table& table) {
      for (const Constraint& constraint : table.constraints) {
        const bool inherited =
            constraint.parent != 0 || (!constraint.local && !table.is_partition());
        const bool late_check = !constraint.valid && (constraint.kind == ConstraintKind::check ||
                                                      constraint.kind == ConstraintKind::not_null);
        if (inherited || (constraint.kind != ConstraintKind::foreign_key && !late_check)) continue;
        if (late_check || constraint.referenced != 0)
          out_ += add_constraint_sql(catalog_, table, constraint);
      }
    });
  }

  void comments_and_privileges() {
    catalog_.for_each([&](const Object& object) {
      if (is_printed(object)) out_ += comments_sql(catalog_, object);
    });
    catalog_.for_each([&](const Object& object) {
      for (const Privilege& privilege : catalog_.privileges_on(object.id))
        out_ += privilege_sql(catalog_, object, privilege);
    });
    for (const DefaultPrivilege& privilege : catalog_.default_privileges())
      out_ += privilege_sql(catalog_, privilege);
  }

  const Catalog& catalog_;
  std::set<ObjectId> visited_;
  std::string out_;
};

}  // namespace

std::string dump_sql(const Catalog& catalog) {
  return Dump(catalog).text();
}

}  // namespace migc::compiler
