// ALTER TABLE and its likes: how strongly each sub-command locks the table, and
// whom else it reaches.
#include <algorithm>
#include <array>
#include <string_view>

#include "compiler/forecast/alter.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

// Source: the lock levels in PostgreSQL's reloptions.c.
bool is_strict_option(std::string_view name) {
  static constexpr std::array<std::string_view, 5> kStrict = {
      "user_catalog_table", "security_barrier", "security_invoker", "check_option", "buffering"};
  return std::find(kStrict.begin(), kStrict.end(), name) != kStrict.end();
}

// Source: AlterTableGetLockLevel in PostgreSQL's tablecmds.c.
struct Level {
  LockMode operator()(const SetColumnAttribute& set) const {
    const bool strict =
        set.attribute == ColumnAttribute::storage || set.attribute == ColumnAttribute::compression;
    return strict ? LockMode::access_exclusive : LockMode::share_update_exclusive;
  }
  LockMode operator()(const AddConstraint& add) const {
    return add.constraint.kind == ConstraintKind::foreign_key ? LockMode::share_row_exclusive
                                                              : LockMode::access_exclusive;
  }
  LockMode operator()(const ValidateConstraint&) const { return LockMode::share_update_exclusive; }
  LockMode operator()(const AttachPartition&) const { return LockMode::share_update_exclusive; }
  LockMode operator()(const DetachPartition& detach) const {
    return detach.concurrently || detach.finalize ? LockMode::share_update_exclusive
                                                  : LockMode::access_exclusive;
  }
  LockMode operator()(const SetTableOptions& set) const {
    const bool strict = std::any_of(set.options.begin(), set.options.end(), [](const auto& option) {
      return is_strict_option(option.first);
    });
    return strict ? LockMode::access_exclusive : LockMode::share_update_exclusive;
  }
  LockMode operator()(const SetTableFlag& set) const {
    return set.flag == TableFlag::without_cluster ? LockMode::share_update_exclusive
                                                  : LockMode::access_exclusive;
  }
  LockMode operator()(const ClusterOn&) const { return LockMode::share_update_exclusive; }
  LockMode operator()(const SwitchTrigger& change) const {
    return change.rule ? LockMode::access_exclusive : LockMode::share_row_exclusive;
  }
  template <class T>
  LockMode operator()(const T&) const {
    return LockMode::access_exclusive;
  }
};

LockMode level_of(const AlterTable& alter) {
  LockMode mode = LockMode::none;
  for (const AlterTableCommand& command : alter.commands)
    mode = std::max(mode, std::visit(Level{}, command.alteration));
  return mode;
}

// Whether a sub-command goes to partitions and children of its own accord.
struct Recurses {
  const Catalog& catalog;
  const Table& table;

  bool operator()(const SetColumnAttribute& set) const {
    return set.attribute == ColumnAttribute::storage ||
           set.attribute == ColumnAttribute::statistics;
  }
  bool operator()(const AddConstraint& add) const {
    const ConstraintDefinition& constraint = add.constraint;
    if (constraint.kind == ConstraintKind::check) return !constraint.no_inherit;
    if (constraint.kind == ConstraintKind::foreign_key) return table.partitioned();
    return constraint.kind == ConstraintKind::not_null;
  }
  bool operator()(const DropConstraint& drop) const { return constraint_recurses(drop.name); }
  bool operator()(const ValidateConstraint& validate) const {
    return constraint_recurses(validate.name);
  }
  // Partitions have parts of the row triggers of their table, and of its keys.
  bool operator()(const SwitchTrigger& change) const {
    if (change.rule || !table.partitioned()) return false;
    const bool all = change.trigger == "ALL";
    const bool keys =
        std::any_of(table.constraints.begin(), table.constraints.end(),
                    [](const Constraint& one) { return one.kind == ConstraintKind::foreign_key; });
    const auto is_row_trigger = [&](ObjectId id) {
      const auto* trigger = catalog.get_as<Trigger>(id);
      return trigger && trigger->definition.for_each_row &&
             (all || change.trigger == "USER" || change.trigger == trigger->name);
    };
    return (all && keys) ||
           std::any_of(table.triggers.begin(), table.triggers.end(), is_row_trigger);
  }
  bool operator()(const AddColumn&) const { return true; }
  bool operator()(const DropColumn&) const { return true; }
  bool operator()(const AlterColumnType&) const { return true; }
  bool operator()(const SetDefault&) const { return true; }
  bool operator()(const DropDefault&) const { return true; }
  bool operator()(const SetNotNull&) const { return true; }
  bool operator()(const DropNotNull&) const { return true; }
  bool operator()(const DropExpression&) const { return true; }
  bool operator()(const SetExpression&) const { return true; }
  bool operator()(const AlterConstraint&) const { return table.partitioned(); }
  template <class T>
  bool operator()(const T&) const {
    return false;
  }

 private:
  bool constraint_recurses(const std::string& name) const {
    const Constraint* constraint = table.constraint(name);
    if (!constraint) return false;
    return constraint->kind == ConstraintKind::check ? !constraint->no_inherit
                                                     : table.partitioned();
  }
};

bool is_unlogged(const Table& table) {
  return table.persistence == Persistence::unlogged;
}

// The rest of the sub-commands, and those of the other files.
struct Cost {
  Alter& alter;

  template <class T>
  void operator()(const T& alteration) const {
    if constexpr (requires { foresee(alter, alteration); }) foresee(alter, alteration);
  }
  void operator()(const SetTableFlag& set) const {
    const bool to_unlogged = set.flag == TableFlag::unlogged;
    if (!to_unlogged && set.flag != TableFlag::logged) return;
    if (is_unlogged(alter.table) == to_unlogged) return;
    alter.effects.because(std::string(to_unlogged ? "SET UNLOGGED" : "SET LOGGED") +
                          " writes the table and its indexes anew");
    write_anew(alter.effects, alter.table);
    if (alter.effects.before_version(15, "the sequences of the table are written anew as well"))
      return;
    for (const Sequence* sequence : owned_sequences(alter.catalog(), alter.table))
      alter.effects.lock(sequence, LockMode::access_exclusive);
  }
  void operator()(const SetAccessMethod&) const {
    alter.effects.because("a table of another access method is written anew");
    write_anew(alter.effects, alter.table, Sure::no);
  }
  void operator()(const SetTablespace&) const {
    alter.effects.because("the table is copied to the other tablespace");
    alter.effects.rewrite(alter.table, Sure::no);
  }
  void operator()(const ClusterOn& cluster) const {
    lock_index(cluster.index, LockMode::share_update_exclusive);
  }
  void operator()(const SetReplicaIdentity& set) const { lock_index(set.index, LockMode::share); }
  void operator()(const AddIdentity&) const { number_partitions(); }
  void operator()(const DropIdentity&) const { number_partitions(); }
  void operator()(const SetIdentity& set) const {
    number_partitions();
    const Column* column = alter.table.column(set.column);
    if (column)
      alter.effects.lock(alter.catalog().get(column->sequence), LockMode::share_row_exclusive);
  }
  void operator()(const OwnerTo&) const {
    for (const Index* index : indexes_of(alter.catalog(), alter.table))
      alter.effects.lock(index, LockMode::access_exclusive, Sure::no);
    for (const Sequence* sequence : owned_sequences(alter.catalog(), alter.table))
      alter.effects.lock(sequence, LockMode::access_exclusive, Sure::no);
  }
  void operator()(const SetOfType& set) const {
    if (!set.type) return;
    alter.effects.lock(alter.catalog().find_type({set.type->schema, set.type->name, {}}),
                       LockMode::access_share);
  }

 private:
  void number_partitions() const {
    if (!alter.table.partitioned()) return;
    if (alter.effects.before_version(17, "the partitions get the identity too, and are locked"))
      return;
    for (const Table* table : with_descendants(alter.catalog(), alter.table))
      alter.effects.lock(table, LockMode::access_exclusive);
  }
  void lock_index(const std::string& name, LockMode mode) const {
    for (const Index* index : indexes_of(alter.catalog(), alter.table))
      if (index->name == name) alter.effects.lock(index, mode);
  }
};

bool loses_something(const Alteration& alteration) {
  return std::holds_alternative<DropColumn>(alteration) ||
         std::holds_alternative<DropConstraint>(alteration) ||
         std::holds_alternative<DropIdentity>(alteration);
}

// PostgreSQL 18 locks the descendants before it knows whether they get a constraint.
void lock_for_constraint(Alter& alter, LockMode mode) {
  const auto descendants = with_descendants(alter.catalog(), alter.table);
  if (alter.statement.only || descendants.size() <= alter.tree.size()) return;
  const std::string note =
      "the tables below " + quoted(alter.table.name) + " are locked as it is, whatever they get";
  if (alter.effects.before_version(18, note)) return;
  for (const Table* one : descendants) alter.effects.lock(one, mode);
}

void alter_known(Effects& effects, const AlterTable& statement, const Table& table) {
  Alter alter{effects, statement, table};
  const LockMode mode = level_of(statement);
  for (const AlterTableCommand& command : statement.commands) {
    alter.tree = {&table};
    if (!statement.only && std::visit(Recurses{effects.catalog(), table}, command.alteration))
      alter.tree = with_descendants(effects.catalog(), table);
    for (const Table* one : alter.tree) effects.lock(one, mode);
    if (std::holds_alternative<AddConstraint>(command.alteration)) lock_for_constraint(alter, mode);
    std::visit(Cost{alter}, command.alteration);
  }
  const bool loses =
      std::any_of(statement.commands.begin(), statement.commands.end(),
                  [](const auto& command) { return loses_something(command.alteration); });
  if (loses) lose_what_is_dropped(effects);
}

// A partition of an index that is attached: PostgreSQL looks at both tables.
void attach_index(Effects& effects, const Index& index, const AttachPartition& attach) {
  effects.lock(effects.catalog().get(index.table), LockMode::access_share);
  const auto [table, part] = effects.before().find_index(attach.partition);
  effects.lock(part, LockMode::access_exclusive);
  effects.lock(table, LockMode::access_share);
}

void alter_index(Effects& effects, const AlterTable& statement) {
  const Object* found =
      effects.lock_named(statement.table, level_of(statement), RelationSort::index);
  const auto* index = as_object<Index>(found);
  if (!index) return;
  for (const AlterTableCommand& command : statement.commands) {
    if (const auto* attach = std::get_if<AttachPartition>(&command.alteration))
      attach_index(effects, *index, *attach);
    if (std::holds_alternative<SetTablespace>(command.alteration)) {
      effects.because("the index is copied to the other tablespace");
      effects.rewrite(*index, Sure::no);
    }
  }
}

void alter_type(Effects& effects, const AlterTable& statement) {
  const Object* type =
      effects.lock_named(statement.table, level_of(statement), RelationSort::composite_type);
  const bool cascade = std::any_of(statement.commands.begin(), statement.commands.end(),
                                   [](const auto& command) { return command.cascade; });
  if (!type || !cascade) return;
  effects.catalog().for_each([&](const Object& object) {
    const auto* table = as_object<Table>(&object);
    if (table && table->of_type == type->id) effects.lock(table, LockMode::access_exclusive);
  });
}

void alter_view(Effects& effects, const AlterTable& statement, const View& view) {
  for (const AlterTableCommand& command : statement.commands) {
    const auto* cluster = std::get_if<ClusterOn>(&command.alteration);
    for (const Index* index : indexes_of(effects.catalog(), view)) {
      if (std::holds_alternative<OwnerTo>(command.alteration))
        effects.lock(index, LockMode::access_exclusive, Sure::no);
      if (cluster && cluster->index == index->name)
        effects.lock(index, LockMode::share_update_exclusive);
    }
  }
}

}  // namespace

void scan_tree(Alter& alter) {
  for (const Table* table : alter.tree)
    if (!table->partitioned()) alter.effects.scan(*table);
}

void write_tree_anew(Alter& alter) {
  for (const Table* table : alter.tree) write_anew(alter.effects, *table);
}

void write_anew(Effects& effects, const Table& table, Sure sure) {
  if (table.partitioned()) return;
  effects.rewrite(table, sure);
  effects.scan(table, sure);
  for (const Index* index : indexes_of(effects.catalog(), table)) {
    effects.lock(index, LockMode::access_exclusive, sure);
    effects.rewrite(*index, sure);
  }
}

void foresee(Effects& effects, const AlterTable& alter) {
  if (alter.relation == RelationKind::index) return alter_index(effects, alter);
  if (alter.relation == RelationKind::composite_type) return alter_type(effects, alter);
  if (alter.if_exists && !effects.catalog().find(NameSpace::relation, alter.table)) return;
  const Object* found = effects.lock_named(alter.table, level_of(alter));
  if (const auto* table = as_object<Table>(found)) alter_known(effects, alter, *table);
  if (const auto* view = as_object<View>(found)) alter_view(effects, alter, *view);
}

}  // namespace migc::compiler
