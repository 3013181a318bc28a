// Names, owners, comments, and what only looks at a table.
#include "compiler/forecast/foresee.h"
#include "compiler/forecast/relations.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

bool is_relation(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::table:
    case ObjectKind::view:
    case ObjectKind::materialized_view:
    case ObjectKind::sequence:
    case ObjectKind::foreign_table:
    case ObjectKind::index:
    case ObjectKind::column:
    case ObjectKind::attribute:
      return true;
    default:
      return false;
  }
}

// Parts of a table that are found through it.
bool is_part_of_table(ObjectKind kind) {
  return kind == ObjectKind::constraint || kind == ObjectKind::trigger ||
         kind == ObjectKind::policy || kind == ObjectKind::rule;
}

RelationSort sort_of(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::view:
      return RelationSort::view;
    case ObjectKind::materialized_view:
      return RelationSort::materialized_view;
    case ObjectKind::index:
      return RelationSort::index;
    case ObjectKind::sequence:
      return RelationSort::sequence;
    default:
      return RelationSort::table;
  }
}

// A composite type is a relation; the row type of a table is the table.
const Object* composite_named(const Catalog& catalog, const ObjectName& object) {
  if (object.kind != ObjectKind::type) return nullptr;
  const Object* type = catalog.find_type(object.name);
  return type && type->kind == Kind::composite_type ? type : nullptr;
}

void rename_constraint(Effects& effects, const Object* relation, const Rename& rename) {
  const auto* table = as_object<Table>(relation);
  const Constraint* constraint = table ? table->constraint(rename.object.part) : nullptr;
  if (!constraint) return;
  effects.lock(effects.catalog().get(constraint->index), LockMode::share_update_exclusive);
  if (constraint->kind != ConstraintKind::check || constraint->no_inherit) return;
  for (const Table* one : with_descendants(effects.catalog(), *table))
    effects.lock(one, LockMode::access_exclusive);
}

void rename_trigger(Effects& effects, const Object* relation) {
  const auto* table = as_object<Table>(relation);
  if (!table || !table->partitioned()) return;
  if (effects.before_version(15, "a trigger is renamed in the partitions too, which are locked"))
    return;
  for (const Table* one : with_descendants(effects.catalog(), *table))
    effects.lock(one, LockMode::access_exclusive);
}

void rename_column(Effects& effects, const Object* relation, const Rename& rename) {
  if (const auto* table = as_object<Table>(relation))
    for (const Table* one : with_descendants(effects.catalog(), *table))
      effects.lock(one, LockMode::access_exclusive);
  if (relation && relation->kind == Kind::composite_type && rename.cascade)
    effects.catalog().for_each([&](const Object& object) {
      const auto* table = as_object<Table>(&object);
      if (table && table->of_type == relation->id) effects.lock(table, LockMode::access_exclusive);
    });
}

void lock_indexes_and_sequences(Effects& effects, const Object& relation, Sure sure) {
  for (const Index* index : indexes_of(effects.catalog(), relation))
    effects.lock(index, LockMode::access_exclusive, sure);
  if (const auto* table = as_object<Table>(&relation))
    for (const Sequence* sequence : owned_sequences(effects.catalog(), *table))
      effects.lock(sequence, LockMode::access_exclusive, sure);
}

// Tables that inherit are published too; of a partitioned one, the table alone.
void publish(Effects& effects, const PublishedObjects& objects) {
  for (const PublishedTable& published : objects.tables) {
    const Object* found = effects.lock_named(published.table, LockMode::share_update_exclusive);
    const auto* table = as_object<Table>(found);
    if (!table || published.only || table->partitioned()) continue;
    for (const Table* one : with_descendants(effects.catalog(), *table))
      effects.lock(one, LockMode::share_update_exclusive);
  }
}

}  // namespace

void foresee(Effects& effects, const Rename& rename) {
  const ObjectName& object = rename.object;
  if (const Object* type = composite_named(effects.catalog(), object))
    return effects.lock(type, LockMode::access_exclusive);
  if (!is_relation(object.kind) && !is_part_of_table(object.kind)) return;
  const Object* known = effects.catalog().find(NameSpace::relation, object.name);
  if (!known && rename.if_exists) return;
  // ALTER TABLE … RENAME locks an index as ALTER TABLE does.
  const bool index = object.kind == ObjectKind::index && (!known || known->kind == Kind::index);
  const LockMode mode = index ? LockMode::share_update_exclusive : LockMode::access_exclusive;
  const Object* relation = effects.lock_named(object.name, mode, sort_of(object.kind));
  if (object.kind == ObjectKind::constraint) rename_constraint(effects, relation, rename);
  if (object.kind == ObjectKind::trigger) rename_trigger(effects, relation);
  if (object.kind == ObjectKind::column || object.kind == ObjectKind::attribute)
    rename_column(effects, relation, rename);
  effects.because("only the name changes");
}

void foresee(Effects& effects, const SetSchema& set) {
  if (const Object* type = composite_named(effects.catalog(), set.object))
    return effects.lock(type, LockMode::access_exclusive);
  if (!is_relation(set.object.kind)) return;
  if (set.if_exists && !effects.catalog().find(NameSpace::relation, set.object.name)) return;
  const Object* relation =
      effects.lock_named(set.object.name, LockMode::access_exclusive, sort_of(set.object.kind));
  effects.because("only the schema that holds it changes");
  if (const auto* table = as_object<Table>(relation))
    for (const Sequence* sequence : owned_sequences(effects.catalog(), *table))
      effects.lock(sequence, LockMode::access_exclusive);
}

void foresee(Effects& effects, const ChangeOwner& change) {
  if (const Object* type = composite_named(effects.catalog(), change.object))
    return effects.lock(type, LockMode::access_exclusive, Sure::no);
  if (!is_relation(change.object.kind)) return;
  const Object* relation = effects.lock_named(change.object.name, LockMode::access_exclusive,
                                              sort_of(change.object.kind));
  if (relation) lock_indexes_and_sequences(effects, *relation, Sure::no);
}

void foresee(Effects& effects, const Comment& comment) {
  const ObjectName& object = comment.object;
  if (is_part_of_table(object.kind)) {
    effects.lock_named(object.name, LockMode::access_share);
  } else if (is_relation(object.kind)) {
    effects.lock_named(object.name, LockMode::share_update_exclusive, sort_of(object.kind));
  }
}

void foresee(Effects& effects, const Grant& grant) {
  const bool relations = grant.kind == ObjectKind::table || grant.kind == ObjectKind::sequence;
  if (!relations || grant.all_in_schema) return;
  for (const ObjectName& object : grant.objects) {
    if (effects.before_version(18, "GRANT and REVOKE hold the object with ACCESS SHARE")) continue;
    effects.lock_named(object.name, LockMode::access_share, sort_of(grant.kind));
  }
}

void foresee(Effects& effects, const CreateStatistics& create) {
  effects.lock_named(create.table, LockMode::share_update_exclusive);
}

void foresee(Effects& effects, const CreatePublication& create) {
  publish(effects, create.objects);
}

void foresee(Effects& effects, const AlterPublication& alter) {
  publish(effects, alter.objects);
}

void foresee(Effects& effects, const CreateExtension& create) {
  if (create.if_not_exists && effects.catalog().find(NameSpace::extension, {"", create.name, {}}))
    return;
  effects.because("what the extension makes is new");
}

}  // namespace migc::compiler
