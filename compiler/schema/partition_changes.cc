#include <algorithm>

#include "compiler/schema/counterpart.h"
#include "compiler/schema/edit.h"
#include "compiler/schema/generated_names.h"

namespace migc::compiler {
namespace {

bool same_keys(const std::vector<KeyColumn>& a, const std::vector<KeyColumn>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const KeyColumn& x, const KeyColumn& y) {
                      return x.column == y.column && x.expression.sql == y.expression.sql &&
                             x.collation == y.collation && x.opclass == y.opclass;
                    });
}

bool is_same_index(const Table& parent, const Index& wanted, const Table& partition,
                   const Index& index) {
  const std::string condition = wanted.condition ? wanted.condition->sql : "";
  return index.parent == 0 && index.valid && index.method == wanted.method &&
         index.unique == wanted.unique && index.nulls_not_distinct == wanted.nulls_not_distinct &&
         (!wanted.backs || index.backs == wanted.backs) &&
         (index.condition ? index.condition->sql : "") == condition &&
         index.included == counterparts(parent, partition, wanted.included) &&
         same_keys(index.keys, rebound(parent, partition, wanted.keys));
}

std::string part_name(const Catalog& catalog, const Table& partition, const Index& index) {
  std::vector<std::string> columns;
  for (const KeyColumn& key : index.keys) {
    const Column* column = partition.column(key.column);
    columns.push_back(column ? column->name : key.expression_name);
  }
  for (const ColumnNumber number : index.included)
    if (const Column* column = partition.column(number)) columns.push_back(column->name);
  columns = index_column_names(columns);
  const bool primary = index.backs == ConstraintKind::primary_key;
  const char* label = !index.backs                            ? "idx"
                      : primary                               ? "pkey"
                      : index.backs == ConstraintKind::unique ? "key"
                                                              : "excl";
  return relation_name(catalog, partition.schema,
                       {partition.name, primary ? std::string() : joined_columns(columns), label},
                       index.backs.has_value());
}

void clone_index(Edit& edit, const Table& parent, const Index& index, Table& partition) {
  auto clone = std::make_unique<Index>(index);
  clone->dropped.reset();
  clone->comment.reset();
  clone->table = partition.id;
  clone->schema = partition.schema;
  clone->keys = rebound(parent, partition, index.keys);
  clone->included = counterparts(parent, partition, index.included);
  if (index.condition) clone->condition = rebound(parent, partition, *index.condition);
  clone->parent = index.id;
  clone->valid = true;
  clone->name = part_name(edit.catalog, partition, *clone);
  Index& added = edit.catalog.add(std::move(clone), edit.origin);
  partition.indexes.push_back(added.id);
  for (const ObjectId child : std::vector<ObjectId>(partition.children))
    if (Table* below = edit.catalog.get_as<Table>(child))
      attach_or_clone_index(edit, partition, added, *below);
}

void clone_foreign_keys(Edit& edit, const Table& parent, Table& partition) {
  for (const Constraint& key : parent.constraints) {
    if (key.kind != ConstraintKind::foreign_key) continue;
    Constraint clone = key;
    clone.columns = counterparts(parent, partition, key.columns);
    clone.on_delete_columns = counterparts(parent, partition, key.on_delete_columns);
    clone.inherited = 1;
    clone.local = false;
    clone.parent = parent.id;
    Constraint* same = nullptr;
    for (Constraint& theirs : partition.constraints)
      if (theirs.kind == ConstraintKind::foreign_key && theirs.parent == 0 &&
          theirs.columns == clone.columns && theirs.referenced == clone.referenced &&
          theirs.referenced_columns == clone.referenced_columns)
        same = &theirs;
    if (same) {
      same->parent = parent.id;
      same->inherited = 1;
      continue;
    }
    if (partition.constraint(clone.name)) {
      std::vector<std::string> names;
      for (const ColumnNumber number : clone.columns)
        if (const Column* column = partition.column(number)) names.push_back(column->name);
      clone.name = constraint_name(edit.catalog, partition.schema,
                                   {partition.name, joined_columns(names), "fkey"}, {});
    }
    edit.catalog.note_constraint(partition.schema, clone.name, 1);
    partition.constraints.push_back(std::move(clone));
  }
}

void clone_triggers(Edit& edit, const Table& parent, Table& partition) {
  for (const ObjectId id : parent.triggers) {
    const auto* trigger = edit.catalog.get_as<Trigger>(id);
    if (!trigger || !trigger->definition.for_each_row) continue;
    auto clone = std::make_unique<Trigger>(*trigger);
    clone->table = partition.id;
    clone->parent = trigger->id;
    clone->columns = counterparts(parent, partition, trigger->columns);
    if (trigger->condition) clone->condition = rebound(parent, partition, *trigger->condition);
    partition.triggers.push_back(edit.catalog.add(std::move(clone), edit.origin).id);
  }
}

// The server merges a parent's column with the child's own.
void take_column(Edit& edit, Table& table, const Table& parent, const Column& column) {
  if (Column* own = table.column(column.name)) {
    ++own->inherited;
    own->not_null |= column.not_null;
    if (!own->default_value && !own->generated) own->default_value = column.default_value;
    return;
  }
  Column copy = column;
  copy.number = ++table.last_column;
  copy.inherited = 1;
  copy.local = false;
  copy.comment.reset();
  copy.origin = edit.origin;
  if (copy.identity != Identity::none) {
    copy.identity = Identity::none;  // is not inherited
    copy.sequence = 0;
  }
  if (copy.generated) copy.generated = rebound(parent, table, std::move(*copy.generated));
  table.columns.push_back(std::move(copy));
}

void take_check(Edit& edit, Table& table, const Table& parent, const Constraint& check) {
  if (Constraint* own = table.constraint(check.name)) {
    ++own->inherited;
    return;
  }
  Constraint copy = check;
  copy.expression = rebound(parent, table, check.expression);
  copy.implies_not_null = counterparts(parent, table, check.implies_not_null);
  copy.inherited = 1;
  copy.local = false;
  copy.comment.reset();
  edit.catalog.note_constraint(table.schema, copy.name, 1);
  table.constraints.push_back(std::move(copy));
}

}  // namespace

void attach_or_clone_index(Edit& edit, const Table& parent, const Index& index, Table& partition) {
  for (const ObjectId id : partition.indexes) {
    Index* theirs = edit.catalog.get_as<Index>(id);
    if (!theirs || !is_same_index(parent, index, partition, *theirs)) continue;
    theirs->parent = index.id;
    if (index.backs)
      if (Constraint* constraint = partition.constraint(theirs->name)) {
        constraint->parent = parent.id;
        constraint->inherited = 1;
      }
    return;
  }
  clone_index(edit, parent, index, partition);
}

void back_partition_indexes(Edit& edit, const Table& parent, const Constraint& constraint) {
  for (const ObjectId child : parent.children) {
    Table* partition = edit.catalog.get_as<Table>(child);
    if (!partition) continue;
    for (const ObjectId id : partition->indexes) {
      const Index* index = edit.catalog.get_as<Index>(id);
      if (!index || index->parent != constraint.index || partition->constraint(index->name))
        continue;
      Constraint theirs = constraint;
      theirs.name = index->name;
      theirs.index = index->id;
      theirs.parent = parent.id;
      theirs.inherited = 1;
      theirs.local = false;
      theirs.columns.clear();
      for (const KeyColumn& key : index->keys) theirs.columns.push_back(key.column);
      edit.catalog.note_constraint(partition->schema, theirs.name, 1);
      partition->constraints.push_back(theirs);
      back_partition_indexes(edit, *partition, theirs);
      break;
    }
  }
}

// Like a partition's indexes, but on their own.
void copy_like_indexes(Edit& edit, const Table& source, Table& table, bool comments) {
  for (const ObjectId id : source.indexes) {
    const Index* index = edit.catalog.get_as<Index>(id);
    if (!index) continue;
    clone_index(edit, source, *index, table);
    Index& copy = *edit.catalog.get_as<Index>(table.indexes.back());
    copy.parent = 0;
    if (comments) copy.comment = index->comment;
    const Constraint* constraint = source.constraint(index->name);
    if (!index->backs || !constraint) continue;
    Constraint mine = *constraint;
    mine.name = copy.name;
    mine.comment.reset();
    mine.index = copy.id;
    mine.columns = counterparts(source, table, constraint->columns);
    edit.catalog.note_constraint(table.schema, mine.name, 1);
    table.constraints.push_back(std::move(mine));
  }
}

void copy_like_statistics(Edit& edit, const Table& source, const Table& table, bool comments) {
  const auto users = edit.catalog.users_of(source.id);
  for (const ObjectId id : std::vector<ObjectId>(users.begin(), users.end())) {
    const auto* statistics = edit.catalog.get_as<Statistics>(id);
    if (!statistics || statistics->dropped || statistics->table != source.id) continue;
    auto copy = std::make_unique<Statistics>(*statistics);
    copy->table = table.id;
    copy->schema = table.schema;
    copy->keys = rebound(source, table, statistics->keys);
    copy->name = statistics_name(edit.catalog, table, copy->keys);
    if (!comments) copy->comment.reset();
    edit.catalog.note_use(table.id, edit.catalog.add(std::move(copy), edit.origin).id);
  }
}

void take_from_parent(Edit& edit, Table& table, Table& parent) {
  table.parents.push_back(parent.id);
  parent.children.push_back(table.id);
  edit.catalog.note_use(parent.id, table.id);
  for (const Column& column : parent.columns) take_column(edit, table, parent, column);
  for (const Constraint& constraint : parent.constraints)
    if (constraint.kind == ConstraintKind::check && !constraint.no_inherit)
      take_check(edit, table, parent, constraint);
}

void clone_to_partition(Edit& edit, const Table& parent, Table& partition) {
  for (const ObjectId id : std::vector<ObjectId>(parent.indexes))
    if (const Index* index = edit.catalog.get_as<Index>(id))
      attach_or_clone_index(edit, parent, *index, partition);
  for (const Constraint& constraint : parent.constraints)
    if (constraint.index != 0) back_partition_indexes(edit, parent, constraint);
  clone_foreign_keys(edit, parent, partition);
  clone_triggers(edit, parent, partition);
}

void leave_parent(Edit& edit, Table& table, Table& parent) {
  std::erase(table.parents, parent.id);
  std::erase(parent.children, table.id);
  for (Column& column : table.columns) {
    if (!parent.column(column.name) || column.inherited == 0) continue;
    --column.inherited;
    column.local = true;
  }
  for (Constraint& constraint : table.constraints) {
    if (constraint.inherited > 0) --constraint.inherited;
    constraint.local = true;
    if (constraint.parent == parent.id) constraint.parent = 0;
  }
  for (const ObjectId id : table.indexes)
    if (Index* index = edit.catalog.get_as<Index>(id)) index->parent = 0;
  for (const ObjectId id : std::vector<ObjectId>(table.triggers)) {
    Trigger* trigger = edit.catalog.get_as<Trigger>(id);
    if (!trigger || trigger->parent == 0) continue;
    edit.catalog.drop(*trigger, edit.origin);
    std::erase(table.triggers, id);
  }
}

}  // namespace migc::compiler
