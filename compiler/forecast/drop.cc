// DROP, and whatever else makes objects go: by what the model loses when the
// statement is tried on it.
#include <algorithm>

#include "compiler/forecast/foresee.h"
#include "compiler/forecast/relations.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

// Where a trial's own changes come from: what bears it is new, whatever its name.
constexpr Origin kTrial{static_cast<std::size_t>(-1), 0};

class Loss {
 public:
  Loss(Effects& effects, const Catalog& after) : effects_(effects), after_(after) {}

  void lock() {
    after_.for_each_changed([&](const Object& now) {
      const Object& before = *effects_.catalog().get(now.id);
      if (before.dropped) return;
      if (now.dropped)
        lost(before);
      else if (const auto* table = as_object<Table>(&before))
        kept(*table);
    });
  }

 private:
  void lock(ObjectId relation) {
    effects_.lock(effects_.catalog().get(relation), LockMode::access_exclusive);
  }

  void lost(const Object& object) {
    lock(object.id);
    if (const auto* table = as_object<Table>(&object)) table_lost(*table);
    if (const auto* index = as_object<Index>(&object)) lock(index->table);
    if (const auto* trigger = as_object<Trigger>(&object)) lock(trigger->table);
    if (const auto* policy = as_object<Policy>(&object)) lock(policy->table);
    if (const auto* rule = as_object<RewriteRule>(&object)) lock(rule->table);
    if (const auto* statistics = as_object<Statistics>(&object))
      effects_.lock(effects_.catalog().get(statistics->table), LockMode::share_update_exclusive);
    if (object.kind == Kind::composite_type) typed_tables_lost(object.id);
  }

  void typed_tables_lost(ObjectId type) {
    effects_.catalog().for_each([&](const Object& object) {
      const auto* table = as_object<Table>(&object);
      if (table && table->of_type == type) lock(table->id);
    });
  }

  // The partitions of a referenced table have parts of the key.
  void key_lost(const Constraint& key) {
    const auto* referenced = effects_.catalog().get_as<Table>(key.referenced);
    if (!referenced) return;
    if (!referenced->partitioned()) return lock(referenced->id);
    // PostgreSQL 14 leaves out the partitioned table itself.
    effects_.lock(referenced, LockMode::access_exclusive, effects_.sure_since(15));
    for (const Table* part : with_descendants(effects_.catalog(), *referenced))
      if (part != referenced) lock(part->id);
  }

  void table_lost(const Table& table) {
    for (const Constraint& constraint : table.constraints) key_lost(constraint);
    for (const KeyTo& other : keys_to(effects_.catalog(), table)) lock(other.table->id);
    const Table* parent = partitioned_parent(effects_.catalog(), table);
    if (!parent) return;
    lock(parent->id);
    if (const Table* fallback = default_partition(effects_.catalog(), *parent)) lock(fallback->id);
  }

  // A table that stays may lose columns, constraints and defaults.
  void kept(const Table& before) {
    const auto* now = after_.get_as<Table>(before.id);
    if (!now) return;
    for (const Column& column : before.columns) {
      const Column* left = now->column(column.number);
      if (!left || left->default_value.has_value() != column.default_value.has_value())
        lock(before.id);
    }
    for (const Constraint& constraint : before.constraints) {
      const Constraint* left = now->constraint(constraint.name);
      if (left && left->origin != kTrial) continue;
      lock(before.id);
      key_lost(constraint);
    }
  }

  Effects& effects_;
  const Catalog& after_;
};

void note_unknown(Effects& effects, const Drop& drop) {
  for (const ObjectName& object : drop.objects) {
    const bool relation = object.kind == ObjectKind::table || object.kind == ObjectKind::index ||
                          object.kind == ObjectKind::view ||
                          object.kind == ObjectKind::materialized_view;
    const bool known = effects.catalog().find(NameSpace::relation, object.name) != nullptr;
    if (relation && !known && !drop.if_exists)
      effects.lock_named(object.name, LockMode::access_exclusive);
  }
}

void drop_index_concurrently(Effects& effects, const Drop& drop) {
  effects.because("it waits for all who use the table, and lets them go on");
  for (const ObjectName& object : drop.objects) {
    const auto [table, index] = effects.before().find_index(object.name);
    if (index) {
      effects.lock(effects.catalog().get(index->table), LockMode::share_update_exclusive);
      effects.lock(index, LockMode::share_update_exclusive);
    } else if (!drop.if_exists) {
      effects.lock_named(object.name, LockMode::share_update_exclusive, RelationSort::index);
    }
  }
}

std::string reason(const Drop& drop) {
  if (drop.kind == ObjectKind::table)
    return drop.cascade ? "the table goes, with all that depends on it" : "the table goes";
  if (drop.kind == ObjectKind::index)
    return "the table must be free of readers and writers for a moment";
  return drop.cascade ? "it goes, with all that depends on it" : "";
}

}  // namespace

void lose_what_is_dropped(Effects& effects) {
  const auto scratch = effects.before().trial();
  scratch->apply(effects.statement(), kTrial);
  Loss(effects, scratch->catalog()).lock();
}

void foresee(Effects& effects, const Drop& drop) {
  if (drop.concurrently) return drop_index_concurrently(effects, drop);
  note_unknown(effects, drop);
  lose_what_is_dropped(effects);
  if (const std::string why = reason(drop); !why.empty()) effects.because(why);
  // A trigger, policy or rule that the model does not know may be there.
  for (const ObjectName& object : drop.objects)
    if (!object.part.empty())
      effects.lock(effects.catalog().find(NameSpace::relation, object.name),
                   LockMode::access_exclusive, drop.if_exists ? Sure::no : Sure::yes);
}

}  // namespace migc::compiler
