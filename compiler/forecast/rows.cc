// Statements that change or read rows.
#include <algorithm>

#include "compiler/forecast/foresee.h"
#include "compiler/forecast/functions.h"
#include "compiler/forecast/relations.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

bool fires_on(const Trigger& trigger, RowChange change) {
  const auto& events = trigger.definition.events;
  const auto has = [&](std::string_view event) {
    return std::find(events.begin(), events.end(), event) != events.end();
  };
  if (trigger.state == "DISABLE") return false;
  switch (change) {
    case RowChange::insert:
    case RowChange::copy_from:
      return has("INSERT");
    case RowChange::update:
      return has("UPDATE");
    case RowChange::delete_rows:
      return has("DELETE");
    case RowChange::truncate:
      return has("TRUNCATE");
    default:
      return true;
  }
}

void fire_triggers(Effects& effects, const Table& table, RowChange change) {
  for (const ObjectId id : table.triggers)
    if (const auto* trigger = effects.catalog().get_as<Trigger>(id);
        trigger && fires_on(*trigger, change))
      effects.unsure("what the trigger " + quoted(trigger->name) + " does is not followed");
}

bool sets(const ChangeRows& change, const Table& table, const std::vector<ColumnNumber>& columns) {
  return std::any_of(columns.begin(), columns.end(), [&](ColumnNumber number) {
    const Column* column = table.column(number);
    return column && std::find(change.columns.begin(), change.columns.end(), column->name) !=
                         change.columns.end();
  });
}

// New values of a foreign key are looked up, if there are any.
void look_up(Effects& effects, const Table& table, const ChangeRows& change) {
  if (change.change == RowChange::delete_rows) return;
  for (const Constraint& key : table.constraints) {
    if (key.kind != ConstraintKind::foreign_key) continue;
    if (change.change == RowChange::update && !sets(change, table, key.columns)) continue;
    const auto* referenced = effects.catalog().get_as<Table>(key.referenced);
    if (!referenced) continue;
    for (const Table* one : with_descendants(effects.catalog(), *referenced)) {
      effects.lock(one, LockMode::row_share, Sure::no);
      effects.scan(*one, Sure::no);
      for (const Index* index : indexes_of(effects.catalog(), *one))
        effects.lock(index, LockMode::row_share, Sure::no);
    }
  }
}

// Rows that refer to what goes or changes are looked for, and changed by CASCADE.
void look_back(Effects& effects, const Table& table, const ChangeRows& change,
               std::vector<const Table*>& seen) {
  if (change.change == RowChange::insert || change.change == RowChange::copy_from) return;
  if (std::find(seen.begin(), seen.end(), &table) != seen.end()) return;
  seen.push_back(&table);
  for (const KeyTo& other : keys_to(effects.catalog(), table)) {
    const bool updates = change.change == RowChange::update;
    if (updates && !sets(change, table, other.key->referenced_columns)) continue;
    const std::string& action = updates ? other.key->on_update : other.key->on_delete;
    const bool changes = !action.empty() && action != "RESTRICT";
    const LockMode mode = changes ? LockMode::row_exclusive : LockMode::row_share;
    effects.lock(other.table, mode, Sure::no);
    for (const Index* index : indexes_of(effects.catalog(), *other.table))
      effects.lock(index, mode, Sure::no);
    // To check a key, its own referenced row is locked too.
    effects.lock(&table, LockMode::row_share, Sure::no);
    for (const Index* index : indexes_of(effects.catalog(), table))
      effects.lock(index, LockMode::row_share, Sure::no);
    effects.scan(*other.table, Sure::no);
    if (changes) {
      effects.change_rows(*other.table, Sure::no);
      look_back(effects, *other.table, change, seen);
      look_up(effects, *other.table, change);
    }
  }
}

void number_rows(Effects& effects, const Table& table, const ChangeRows& change) {
  for (const Column& column : table.columns) {
    const bool given = std::find(change.columns.begin(), change.columns.end(), column.name) !=
                       change.columns.end();
    effects.lock(effects.catalog().get(column.sequence), LockMode::row_exclusive, Sure::no);
    if (given || !column.default_value) continue;
    for (const BoundReference& reference : column.default_value->references)
      if (as_object<Sequence>(effects.catalog().get(reference.object)))
        effects.lock(effects.catalog().get(reference.object), LockMode::row_exclusive, Sure::no);
  }
}

void change_table(Effects& effects, const Table& named, const ChangeRows& change) {
  const bool inserts = change.change == RowChange::insert || change.change == RowChange::copy_from;
  const bool everywhere = !inserts || named.partitioned();
  const auto tables =
      everywhere ? with_descendants(effects.catalog(), named) : std::vector<const Table*>{&named};
  for (const Table* table : tables) {
    const Sure sure = table == &named || (!named.partitioned() && !inserts) ? Sure::yes : Sure::no;
    effects.lock(table, LockMode::row_exclusive, sure);
    // Which of INSERT, UPDATE and DELETE a merge or a WITH does, is not told.
    const bool plans =
        change.change == RowChange::update || change.change == RowChange::delete_rows;
    const Sure indexes = plans && !table->partitioned() ? sure : Sure::no;
    for (const Index* index : indexes_of(effects.catalog(), *table))
      effects.lock(index, LockMode::row_exclusive, indexes);
    if (!table->partitioned()) effects.change_rows(*table, sure);
    const bool all = !change.has_where || change.where_is_constant;
    const bool reads =
        change.change == RowChange::update || change.change == RowChange::delete_rows;
    if (reads && !table->partitioned())
      effects.scan(*table, all && change.reads.empty() ? sure : Sure::no);
    if (change.change == RowChange::merge) effects.scan(*table, Sure::no);
    fire_triggers(effects, *table, change.change);
    look_up(effects, *table, change);
    std::vector<const Table*> seen;
    look_back(effects, *table, change, seen);
    number_rows(effects, *table, change);
  }
}

void change_view(Effects& effects, const View& view, const ChangeRows& change) {
  effects.lock(&view, LockMode::row_exclusive);
  for (const ObjectId used : view.depends_on) {
    const Object* below = effects.catalog().get(used);
    if (const auto* table = as_object<Table>(below)) change_table(effects, *table, change);
    if (const auto* other = as_object<View>(below)) change_view(effects, *other, change);
  }
  effects.unsure("what happens below the view " + quoted(view.name) + " is not followed");
}

void change_named(Effects& effects, const QualifiedName& name, const ChangeRows& change) {
  const Object* found = effects.lock_named(name, LockMode::row_exclusive);
  if (const auto* table = as_object<Table>(found)) change_table(effects, *table, change);
  if (const auto* view = as_object<View>(found)) change_view(effects, *view, change);
}

// Tables that TRUNCATE … CASCADE empties too.
void add_referring(const Catalog& catalog, const Table& table, std::vector<const Table*>& out) {
  for (const KeyTo& other : keys_to(catalog, table)) {
    if (std::find(out.begin(), out.end(), other.table) != out.end()) continue;
    out.push_back(other.table);
    add_referring(catalog, *other.table, out);
  }
}

void truncate(Effects& effects, const ChangeRows& change) {
  effects.because("the storage is given up for an empty one while nobody can use the table");
  std::vector<const Table*> tables;
  for (const QualifiedName& name : change.tables) {
    const Object* found = effects.lock_named(name, LockMode::access_exclusive);
    const auto* table = as_object<Table>(found);
    if (!table) continue;
    for (const Table* one : with_descendants(effects.catalog(), *table)) {
      tables.push_back(one);
      if (change.cascade) add_referring(effects.catalog(), *one, tables);
    }
  }
  for (const Table* table : tables) {
    effects.lock(table, LockMode::access_exclusive);
    fire_triggers(effects, *table, RowChange::truncate);
    if (change.restarts)
      for (const Sequence* sequence : owned_sequences(effects.catalog(), *table))
        effects.lock(sequence, LockMode::access_exclusive);
    if (table->partitioned()) continue;
    effects.rewrite(*table);
    effects.change_rows(*table);
    for (const Index* index : indexes_of(effects.catalog(), *table)) {
      effects.lock(index, LockMode::access_exclusive);
      effects.rewrite(*index);
    }
  }
}

void lock_tree(Effects& effects, const Object& relation, LockMode mode) {
  effects.lock(&relation, mode);
  if (const auto* table = as_object<Table>(&relation))
    for (const Table* one : with_descendants(effects.catalog(), *table)) effects.lock(one, mode);
  if (const auto* view = as_object<View>(&relation); view && !view->materialized)
    for (const ObjectId used : view->depends_on)
      if (const Object* below = effects.catalog().get(used)) lock_tree(effects, *below, mode);
}

void lock_tables(Effects& effects, const ChangeRows& change) {
  const auto mode = static_cast<LockMode>(change.lock_mode);
  effects.because("it says so");
  for (const QualifiedName& name : change.tables)
    if (const Object* found = effects.lock_named(name, mode)) lock_tree(effects, *found, mode);
}

// nextval and setval, once they are called.
void number(Effects& effects, const std::vector<NumberedRelation>& sequences) {
  for (const NumberedRelation& numbered : sequences) {
    const Object* found = effects.catalog().find(NameSpace::relation, numbered.relation);
    const auto* table = as_object<Table>(found);
    const Column* column = table ? table->column(numbered.column) : nullptr;
    if (!column) {
      effects.lock(found, LockMode::row_exclusive, Sure::no);
      continue;
    }
    for (const Sequence* sequence : owned_sequences(effects.catalog(), *table))
      if (sequence->owner_column == column->number)
        effects.lock(sequence, LockMode::row_exclusive, Sure::no);
  }
}

std::string reason(const ChangeRows& change) {
  const bool all = !change.has_where || change.where_is_constant;
  switch (change.change) {
    case RowChange::update:
      return all ? "every row is written, and stays locked until the transaction ends"
                 : "the rows that it changes stay locked until the transaction ends";
    case RowChange::delete_rows:
      return all ? "every row is deleted, and stays locked until the transaction ends"
                 : "the rows that it deletes stay locked until the transaction ends";
    case RowChange::merge:
      return "the rows that it changes stay locked until the transaction ends";
    default:
      return "rows are added";
  }
}

}  // namespace

void foresee(Effects& effects, const ChangeRows& change) {
  if (change.change == RowChange::truncate) return truncate(effects, change);
  if (change.change == RowChange::lock) return lock_tables(effects, change);
  effects.because(reason(change));
  for (const QualifiedName& name : change.tables) change_named(effects, name, change);
  ChangeRows also = change;
  also.change = RowChange::merge;  // which of the changes it is, is not told
  for (const QualifiedName& name : change.changes_too) change_named(effects, name, also);
  for (const QualifiedName& name : change.reads)
    read_when_run(effects, name, LockMode::access_share);
  number(effects, change.sequences);
  call_functions(effects, change.functions);
}

void foresee(Effects& effects, const RunQuery& query) {
  for (const QualifiedName& name : query.changes_too) {
    ChangeRows change;
    change.change = RowChange::merge;
    change.has_where = true;
    change_named(effects, name, change);
  }
  for (const QualifiedName& name : query.reads)
    read_when_run(effects, name, query.locks_rows ? LockMode::row_share : LockMode::access_share);
  number(effects, query.sequences);
  call_functions(effects, query.functions);
}

}  // namespace migc::compiler
