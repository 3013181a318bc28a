// ALTER TABLE's sub-commands about constraints, and foreign keys wherever they
// come to be.
#include <algorithm>

#include "compiler/forecast/alter.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

std::string constraint_word(ConstraintKind kind) {
  switch (kind) {
    case ConstraintKind::primary_key:
      return "PRIMARY KEY";
    case ConstraintKind::unique:
      return "UNIQUE";
    case ConstraintKind::exclusion:
      return "EXCLUDE";
    case ConstraintKind::not_null:
      return "NOT NULL";
    default:
      return "CHECK";
  }
}

// Columns that a new primary key makes NOT NULL, and that may hold nulls so far.
bool makes_not_null(const Alter& alter, const ConstraintDefinition& constraint) {
  if (constraint.kind != ConstraintKind::primary_key) return false;
  std::vector<const Column*> columns;
  for (const std::string& name : constraint.columns) columns.push_back(alter.table.column(name));
  for (const Index* index : indexes_of(alter.catalog(), alter.table))
    if (index->name == constraint.using_index)
      for (const KeyColumn& key : index->keys) columns.push_back(alter.table.column(key.column));
  return std::any_of(columns.begin(), columns.end(), [&](const Column* column) {
    return column && !column->not_null &&
           !is_proved_not_null(alter.table, alter.statement, *column);
  });
}

void use_index(Alter& alter, const ConstraintDefinition& constraint, bool not_null) {
  const bool renamed = !constraint.name.empty() && constraint.name != constraint.using_index;
  for (const Index* index : indexes_of(alter.catalog(), alter.table))
    if (index->name == constraint.using_index)
      alter.effects.lock(index,
                         renamed ? LockMode::share_update_exclusive : LockMode::access_share);
  if (not_null) scan_tree(alter);
  alter.effects.because(not_null ? "every row is read to see that the key holds no null"
                                 : "the index is there already");
}

// The same statement drops an index, itself or with its column, that comes back
// under its name.
void rebuild_dropped(Alter& alter, const ConstraintDefinition& constraint) {
  if (alter.table.partitioned()) return;
  for (const Index* index : indexes_of(alter.catalog(), alter.table)) {
    const bool primary = constraint.kind == ConstraintKind::primary_key;
    const bool same_name = constraint.name.empty() ? primary : constraint.name == index->name;
    if (same_name && index->backs == constraint.kind) alter.effects.rewrite(*index);
  }
}

void add_with_index(Alter& alter, const ConstraintDefinition& constraint) {
  const bool primary = constraint.kind == ConstraintKind::primary_key;
  const bool not_null = makes_not_null(alter, constraint);
  const bool everywhere = not_null || alter.table.partitioned();
  alter.tree = everywhere && !alter.statement.only ? with_descendants(alter.catalog(), alter.table)
                                                   : std::vector{&alter.table};
  // The columns of a primary key become NOT NULL in the descendants too.
  for (const Table* table : alter.tree)
    alter.effects.lock(table, primary ? LockMode::access_exclusive : LockMode::share);
  if (!constraint.using_index.empty()) return use_index(alter, constraint, not_null);
  rebuild_dropped(alter, constraint);
  alter.effects.because("the index of " + constraint_word(constraint.kind) + " is built meanwhile");
  scan_tree(alter);
}

void validate_key(Effects& effects, const Table& table, const Table* referenced) {
  if (!table.partitioned()) {
    effects.scan(table);
    for (const Index* index : indexes_of(effects.catalog(), table))
      effects.lock(index, LockMode::access_share);
  }
  if (!referenced) return;
  effects.lock(referenced, LockMode::row_share);
  if (!referenced->partitioned()) effects.scan(*referenced, Sure::no);
}

// Whether a key that names these columns, or none, refers to the index.
bool is_referred_to(const Index& index, const Table& table, std::vector<std::string> columns) {
  if (columns.empty()) return index.backs == ConstraintKind::primary_key;
  if (index.condition) return false;
  std::vector<std::string> keys;
  for (const KeyColumn& key : index.keys)
    if (const Column* column = table.column(key.column)) keys.push_back(column->name);
  std::sort(keys.begin(), keys.end());
  std::sort(columns.begin(), columns.end());
  return index.unique && keys == columns;
}

// The key depends on the first index that fits; the check of rows looks at all.
void look_at_indexes(Effects& effects, const Table& referenced, const ConstraintDefinition& key,
                     bool validate) {
  bool found = false;
  for (const Index* index : indexes_of(effects.catalog(), referenced)) {
    const bool first = !found && is_referred_to(*index, referenced, key.referenced_columns);
    if (validate)
      effects.lock(index, LockMode::access_share);
    else if (first)
      effects.depend_on(index);
    else
      effects.lock(index, LockMode::access_share, Sure::no);
    found |= first;
  }
}

void foresee_key(Alter& alter, const ConstraintDefinition& key) {
  const bool validate = !key.not_valid && !key.not_enforced;
  const std::string target = quoted(key.referenced_table->name);
  alter.effects.because(
      validate ? "every row is checked against " + target + " while neither table can change"
               : "rows that are there are not checked, but neither " + quoted(alter.table.name) +
                     " nor " + target + " can change for the moment");
  for (const Table* table : alter.tree) add_foreign_key(alter.effects, {table, key, validate});
}

}  // namespace

void add_foreign_key(Effects& effects, const NewKey& key) {
  const bool validate = key.validate && !key.definition.not_valid && !key.definition.not_enforced;
  const bool checks_rows = validate && key.table && !key.table->partitioned();
  const Object* found =
      effects.lock_named(*key.definition.referenced_table, LockMode::share_row_exclusive);
  const auto* referenced = as_object<Table>(found);
  if (referenced) {
    const auto parts = referenced->partitioned() ? with_descendants(effects.catalog(), *referenced)
                                                 : std::vector{referenced};
    for (const Table* part : parts) {
      effects.lock(part, LockMode::share_row_exclusive);
      look_at_indexes(effects, *part, key.definition, checks_rows);
    }
  }
  if (validate && key.table) validate_key(effects, *key.table, referenced);
}

void foresee(Alter& alter, const AddConstraint& add) {
  const ConstraintDefinition& constraint = add.constraint;
  if (constraint.kind == ConstraintKind::foreign_key) return foresee_key(alter, constraint);
  const bool plain =
      constraint.kind == ConstraintKind::check || constraint.kind == ConstraintKind::not_null;
  if (!plain) return add_with_index(alter, constraint);
  if (constraint.not_valid || constraint.not_enforced)
    return alter.effects.because("rows that are there are not checked");
  alter.effects.because("every row is checked against the " + constraint_word(constraint.kind) +
                        " while nobody can use the table");
  scan_tree(alter);
}

void foresee(Alter& alter, const ValidateConstraint& validate) {
  const Constraint* constraint = alter.table.constraint(validate.name);
  if (!constraint)
    return alter.effects.unsure("the constraint " + quoted(validate.name) + " is not known");
  if (constraint->valid) return alter.effects.because("the constraint is valid already");
  alter.effects.because("every row is read, while readers and writers go on");
  if (constraint->kind != ConstraintKind::foreign_key) return scan_tree(alter);
  validate_key(alter.effects, alter.table, alter.catalog().get_as<Table>(constraint->referenced));
  if (const auto* referenced = alter.catalog().get_as<Table>(constraint->referenced))
    for (const Index* index : indexes_of(alter.catalog(), *referenced))
      alter.effects.lock(index, LockMode::access_share);
}

}  // namespace migc::compiler
