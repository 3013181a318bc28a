// DROP, with what goes along.
#include <algorithm>

#include "compiler/schema/apply.h"

namespace migc::compiler {
namespace {

void drop_parts(Edit& edit, std::vector<ObjectId>& parts) {
  for (const ObjectId id : parts)
    if (Object* part = edit.catalog.get(id)) edit.catalog.drop(*part, edit.origin);
  parts.clear();
}

void drop_owned_sequences(Edit& edit, const Table& table) {
  const auto users = edit.catalog.users_of(table.id);
  for (const ObjectId id : std::vector<ObjectId>(users.begin(), users.end()))
    if (auto* sequence = edit.catalog.get_as<Sequence>(id);
        sequence && sequence->owner_table == table.id)
      drop_object(edit, *sequence, true);
}

void drop_table_parts(Edit& edit, Table& table, bool cascade) {
  for (const ObjectId child : std::vector<ObjectId>(table.children))
    if (Table* inheritor = edit.catalog.get_as<Table>(child);
        inheritor && (cascade || inheritor->is_partition()))
      drop_object(edit, *inheritor, cascade);
  for (const ObjectId id : std::vector<ObjectId>(table.indexes))
    if (Index* index = edit.catalog.get_as<Index>(id)) edit.catalog.drop(*index, edit.origin);
  for (const Constraint& constraint : table.constraints)
    edit.catalog.note_constraint(table.schema, constraint.name, -1);
  drop_parts(edit, table.triggers);
  drop_parts(edit, table.policies);
  drop_parts(edit, table.rules);
  drop_owned_sequences(edit, table);
  for (const ObjectId parent : table.parents)
    if (Table* owner = edit.catalog.get_as<Table>(parent)) std::erase(owner->children, table.id);
}

// Takes from `user` what it cannot have without `gone`; true: the user itself
// must go.
bool lose(Edit& edit, Object& user, ObjectId gone) {
  if (auto* table = as_object<Table>(&user)) {
    std::vector<std::string> columns;
    std::vector<std::string> constraints;
    for (Column& column : table->columns) {
      if (refers_to(column.default_value, gone, 0)) column.default_value.reset();
      if (column.type.object == gone || refers_to(column.generated, gone, 0))
        columns.push_back(column.name);
    }
    for (const Constraint& constraint : table->constraints)
      if (constraint.referenced == gone || refers_to(constraint.expression, gone, 0))
        constraints.push_back(constraint.name);
    for (const std::string& name : constraints) drop_constraint(edit, *table, name, true);
    for (const std::string& name : columns) drop_column(edit, *table, name, true, true);
    return false;
  }
  if (auto* view = as_object<View>(&user))
    return std::find(view->depends_on.begin(), view->depends_on.end(), gone) !=
           view->depends_on.end();
  if (auto* domain = as_object<Domain>(&user)) {
    std::erase_if(domain->checks,
                  [&](const DomainCheck& check) { return refers_to(check.expression, gone, 0); });
    return domain->type.object == gone;
  }
  if (auto* type = as_object<CompositeType>(&user)) {
    std::erase_if(type->attributes,
                  [&](const Column& attribute) { return attribute.type.object == gone; });
    return false;
  }
  if (auto* routine = as_object<Routine>(&user)) return refers_to(routine->signature, gone, 0);
  if (auto* trigger = as_object<Trigger>(&user))
    return trigger->function == gone || trigger->table == gone;
  if (auto* policy = as_object<Policy>(&user))
    return refers_to(policy->using_expression, gone, 0) ||
           refers_to(policy->check_expression, gone, 0);
  if (auto* rule = as_object<RewriteRule>(&user)) return refers_to(rule->definition, gone, 0);
  if (auto* index = as_object<Index>(&user)) {
    const bool in_key =
        std::any_of(index->keys.begin(), index->keys.end(),
                    [&](const KeyColumn& key) { return refers_to(key.expression, gone, 0); });
    return index->table == gone || in_key || refers_to(index->condition, gone, 0);
  }
  if (auto* statistics = as_object<Statistics>(&user)) return statistics->table == gone;
  if (auto* publication = as_object<Publication>(&user)) {
    std::erase_if(publication->tables, [&](const Published& p) { return p.table == gone; });
    std::erase(publication->schemas, gone);
  }
  return false;
}

void drop_view_parts(Edit& edit, View& view) {
  for (const ObjectId id : std::vector<ObjectId>(view.indexes))
    if (Index* index = edit.catalog.get_as<Index>(id)) edit.catalog.drop(*index, edit.origin);
  drop_parts(edit, view.triggers);
  drop_parts(edit, view.rules);
}

std::vector<ObjectId>* parts_of(Catalog& catalog, const Object& part) {
  if (const auto* trigger = as_object<Trigger>(&part)) {
    if (auto* table = catalog.get_as<Table>(trigger->table)) return &table->triggers;
    if (auto* view = catalog.get_as<View>(trigger->table)) return &view->triggers;
  }
  if (const auto* policy = as_object<Policy>(&part))
    if (auto* table = catalog.get_as<Table>(policy->table)) return &table->policies;
  if (const auto* rule = as_object<RewriteRule>(&part)) {
    if (auto* table = catalog.get_as<Table>(rule->table)) return &table->rules;
    if (auto* view = catalog.get_as<View>(rule->table)) return &view->rules;
  }
  return nullptr;
}

// A trigger of a partitioned table is on its partitions too.
void drop_trigger_clones(Edit& edit, const Trigger& trigger) {
  const auto* table = edit.catalog.get_as<Table>(trigger.table);
  if (!table) return;
  for (const ObjectId child : table->children) {
    const auto* partition = edit.catalog.get_as<Table>(child);
    if (!partition) continue;
    for (const ObjectId id : std::vector<ObjectId>(partition->triggers))
      if (auto* clone = edit.catalog.get_as<Trigger>(id); clone && clone->parent == trigger.id)
        drop_object(edit, *clone, true);
  }
}

void drop_schema_content(Edit& edit, const Object& schema) {
  edit.catalog.for_each([&](const Object& object) {
    if (object.schema == schema.id) drop_object(edit, *edit.catalog.get(object.id), true);
  });
}

// What the users of a dropped object lose happens whether CASCADE was written or
// not: without it, the server would have refused if there were any.
void drop_users(Edit& edit, ObjectId gone) {
  const auto users = edit.catalog.users_of(gone);
  for (const ObjectId id : std::vector<ObjectId>(users.begin(), users.end())) {
    Object* user = edit.catalog.get(id);
    if (user && !user->dropped && lose(edit, *user, gone)) drop_object(edit, *user, true);
  }
}

void drop_columns_and_constraints(Edit& edit, const ObjectName& name, bool cascade) {
  auto* table = edit.catalog.find_relation<Table>(name.name);
  if (!table) return;
  if (name.kind == ObjectKind::column) drop_column(edit, *table, name.part, cascade, true);
  if (name.kind == ObjectKind::constraint) drop_constraint(edit, *table, name.part, true);
}

}  // namespace

void drop_if_column_used(Edit& edit, ObjectId user, const Table& table, ColumnNumber column) {
  Object* object = edit.catalog.get(user);
  if (!object || object->dropped) return;
  if (auto* view = as_object<View>(object); view && refers_to(view->query, table.id, column))
    drop_object(edit, *view, true);
  if (auto* publication = as_object<Publication>(object))
    std::erase_if(publication->tables, [&](const Published& published) {
      const auto& columns = published.columns;
      return published.table == table.id &&
             (std::find(columns.begin(), columns.end(), column) != columns.end() ||
              refers_to(published.condition, table.id, column));
    });
  if (auto* other = as_object<Table>(object)) {
    std::vector<std::string> keys;
    for (const Constraint& constraint : other->constraints)
      if (constraint.referenced == table.id &&
          std::find(constraint.referenced_columns.begin(), constraint.referenced_columns.end(),
                    column) != constraint.referenced_columns.end())
        keys.push_back(constraint.name);
    for (const std::string& key : keys) drop_constraint(edit, *other, key, true);
  }
}

void drop_object(Edit& edit, Object& object, bool cascade) {
  if (object.dropped) return;
  if (auto* index = as_object<Index>(&object)) return drop_index(edit, *index);
  if (auto* trigger = as_object<Trigger>(&object)) drop_trigger_clones(edit, *trigger);
  if (auto* parts = parts_of(edit.catalog, object)) std::erase(*parts, object.id);
  edit.catalog.drop(object, edit.origin);
  if (auto* table = as_object<Table>(&object)) drop_table_parts(edit, *table, cascade);
  if (auto* view = as_object<View>(&object)) drop_view_parts(edit, *view);
  if (object.kind == Kind::schema) drop_schema_content(edit, object);
  drop_users(edit, object.id);
}

void apply(Edit& edit, const Drop& drop) {
  for (const ObjectName& name : drop.objects) {
    if (name.kind == ObjectKind::column || name.kind == ObjectKind::constraint) {
      drop_columns_and_constraints(edit, name, drop.cascade);
    } else if (Object* object = find_object(edit.catalog, name)) {
      drop_object(edit, *object, drop.cascade);
    }
  }
}

}  // namespace migc::compiler
