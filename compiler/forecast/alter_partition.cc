// Partitions and inheritance: who else is locked and read.
#include <algorithm>

#include "compiler/forecast/alter.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

// Whether valid CHECKs of the table speak of every column of the key. Whether
// they imply the bound is for the server to say.
bool may_be_implied(const Table& parent, const Table& child) {
  const auto is_checked = [&](ColumnNumber number) {
    const Column* key = parent.column(number);
    const Column* column = key ? child.column(key->name) : nullptr;
    return column && std::any_of(child.constraints.begin(), child.constraints.end(),
                                 [&](const Constraint& constraint) {
                                   return constraint.kind == ConstraintKind::check &&
                                          constraint.valid &&
                                          uses_column(constraint.expression, child, column->number);
                                 });
  };
  return !parent.partition_columns.empty() &&
         std::any_of(parent.partition_columns.begin(), parent.partition_columns.end(), is_checked);
}

}  // namespace

void scan_for_bound(Effects& effects, const Table& parent, const Table& child) {
  const Sure sure = may_be_implied(parent, child) ? Sure::no : Sure::yes;
  for (const Table* table : with_descendants(effects.catalog(), child)) {
    effects.lock(table, LockMode::access_exclusive);
    if (!table->partitioned()) effects.scan(*table, sure);
  }
}

void share_parents_parts(Effects& effects, const Table& parent) {
  const Catalog& catalog = effects.catalog();
  for (const Index* index : indexes_of(catalog, parent))
    effects.lock(index, LockMode::share_update_exclusive);
  for (const Constraint& constraint : parent.constraints) {
    const Object* referenced = catalog.get(constraint.referenced);
    effects.lock(referenced, LockMode::share_row_exclusive);
    if (!referenced) continue;
    for (const Index* index : indexes_of(catalog, *referenced))
      effects.lock(index, LockMode::access_share, Sure::no);
  }
  for (const KeyTo& other : keys_to(catalog, parent))
    effects.lock(other.table, LockMode::share_row_exclusive, effects.sure_since(15));
}

void foresee(Alter& alter, const AttachPartition& attach) {
  Effects& effects = alter.effects;
  const Object* found = effects.lock_named(attach.partition, LockMode::access_exclusive);
  const auto* child = as_object<Table>(found);
  const bool is_default = attach.bound.sql == "DEFAULT";
  share_parents_parts(effects, alter.table);
  if (child) {
    effects.because("every row of " + quoted(child->name) +
                    " is read to see that it fits the bound");
    const bool others = alter.table.children.empty();
    if (!is_default || !others) scan_for_bound(effects, alter.table, *child);
  }
  const Table* fallback = default_partition(alter.catalog(), alter.table);
  if (!fallback) return;
  effects.because("the default partition " + quoted(fallback->name) +
                  " is read to see that none of its rows belongs to the new one");
  scan_for_bound(effects, alter.table, *fallback);
}

void foresee(Alter& alter, const DetachPartition& detach) {
  Effects& effects = alter.effects;
  const Object* found = effects.lock_named(detach.partition, LockMode::access_exclusive);
  effects.because(detach.concurrently
                      ? "it waits for all who use the table, and lets them go on; the partition "
                        "itself is locked at the end"
                      : "the partition leaves while nobody can use either table");
  if (const Table* fallback = default_partition(alter.catalog(), alter.table))
    effects.lock(fallback, LockMode::access_exclusive);
  const auto* child = as_object<Table>(found);
  if (!child) return;
  for (const Index* index : indexes_of(alter.catalog(), *child))
    if (index->parent != 0) effects.lock(index, LockMode::access_exclusive);
}

void foresee(Alter& alter, const ChangeInheritance& change) {
  alter.effects.lock_named(
      change.parent, change.inherit ? LockMode::share_update_exclusive : LockMode::access_share);
}

}  // namespace migc::compiler
