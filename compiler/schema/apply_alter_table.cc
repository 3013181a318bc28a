#include <algorithm>
#include <cstdlib>

#include "compiler/schema/apply.h"
#include "compiler/schema/generated_names.h"

namespace migc::compiler {
namespace {

// No name: on none.
void cluster_on(Edit& edit, const std::vector<ObjectId>& indexes, const std::string& name) {
  for (const ObjectId id : indexes)
    if (auto* index = edit.catalog.get_as<Index>(id)) index->clustered = index->name == name;
}

// The sub-commands that are about the table as a whole.
struct AlterWhole {
  Edit& edit;
  Table& table;
  bool recurse;

  void operator()(const AddConstraint& add) const {
    std::vector<std::string> taken;
    add_constraint(edit, table, add.constraint, taken, !recurse);
  }
  void operator()(const DropConstraint& drop) const {
    if (table.constraint(drop.name)) {
      drop_constraint(edit, table, drop.name, recurse);
    } else if (const Column* column = column_of_not_null(drop); column && !drop.if_exists) {
      alter_column(edit, table, DropNotNull{column->name}, recurse);
    }
  }
  void operator()(const ValidateConstraint& validate) const {
    validate_constraint(table, validate.name);
  }
  void operator()(const AlterConstraint& alter) const {
    Constraint* constraint = table.constraint(alter.name);
    if (!constraint) return;
    if (alter.deferral) constraint->deferral = *alter.deferral;
    if (alter.no_inherit) constraint->no_inherit = *alter.no_inherit;
    if (alter.enforced) constraint->enforced = constraint->valid = *alter.enforced;
  }
  void operator()(const AttachPartition& attach) const {
    Table* partition = edit.catalog.find_relation<Table>(attach.partition);
    if (!partition) return;
    partition->partition_bound = attach.bound.sql;
    for (Column& column : partition->columns) column.local = true;
    take_from_parent(edit, *partition, table);
    clone_to_partition(edit, table, *partition);
  }
  void operator()(const DetachPartition& detach) const {
    Table* partition = edit.catalog.find_relation<Table>(detach.partition);
    if (!partition || detach.finalize) return;
    partition->partition_bound.clear();
    leave_parent(edit, *partition, table);
  }
  void operator()(const ChangeInheritance& change) const {
    Table* parent = edit.catalog.find_relation<Table>(change.parent);
    if (!parent) return;
    if (change.inherit) {
      take_from_parent(edit, table, *parent);
    } else {
      leave_parent(edit, table, *parent);
    }
  }
  void operator()(const SetTableOptions& set) const {
    merge_options(table.options, set.options, set.reset);
  }
  void operator()(const SetTableFlag& set) const { set_flag(set.flag); }
  void operator()(const SetTablespace& set) const { table.tablespace = set.tablespace; }
  void operator()(const SetAccessMethod& set) const { table.method = set.method; }
  void operator()(const ClusterOn& cluster) const {
    cluster_on(edit, table.indexes, cluster.index);
  }
  void operator()(const SetReplicaIdentity& set) const {
    table.replica_identity = set.index.empty() ? set.identity : "USING INDEX";
    if (table.replica_identity == "DEFAULT") table.replica_identity.clear();
    const Object* index = edit.catalog.find_in(NameSpace::relation, table.schema, set.index);
    table.replica_index = index ? index->id : 0;
  }
  void operator()(const SwitchTrigger& change) const {
    const auto matches = [&](const Object& object) {
      return change.trigger == "ALL" || change.trigger == "USER" || object.name == change.trigger;
    };
    const std::string state = change.state == "ENABLE" ? "" : change.state;
    for (const ObjectId id : change.rule ? table.rules : table.triggers) {
      Object* object = edit.catalog.get(id);
      if (!object || !matches(*object)) continue;
      if (auto* trigger = as_object<Trigger>(object)) trigger->state = state;
      if (auto* rule = as_object<RewriteRule>(object)) rule->state = state;
    }
  }
  void operator()(const SetOfType& set) const {
    const Object* type =
        set.type ? edit.catalog.find_type({set.type->schema, set.type->name, {}}) : nullptr;
    table.of_type = type ? type->id : 0;
  }
  void operator()(const OtherAlteration& other) const {
    distrust(table, "ALTER TABLE … " + other.kind + " is not followed");
  }
  template <class T>
  void operator()(const T&) const {}  // of a column, or OWNER TO

 private:
  // Of a NOT NULL that is named as PostgreSQL 18 names those without a name.
  const Column* column_of_not_null(const DropConstraint& drop) const {
    for (const Column& column : table.columns)
      if (column.not_null && drop.name == table.name + "_" + column.name + "_not_null")
        return &column;
    return nullptr;
  }

  void validate_constraint(Table& of, const std::string& name) const {
    if (Constraint* constraint = of.constraint(name)) constraint->valid = true;
    for (const ObjectId child : of.children)
      if (Table* inheritor = edit.catalog.get_as<Table>(child))
        validate_constraint(*inheritor, name);
  }

  void set_flag(TableFlag flag) const {
    switch (flag) {
      case TableFlag::row_security:
        table.row_security = true;
        break;
      case TableFlag::no_row_security:
        table.row_security = false;
        break;
      case TableFlag::force_row_security:
        table.force_row_security = true;
        break;
      case TableFlag::no_force_row_security:
        table.force_row_security = false;
        break;
      case TableFlag::logged:
        set_persistence(Persistence::permanent);
        break;
      case TableFlag::unlogged:
        set_persistence(Persistence::unlogged);
        break;
      case TableFlag::without_cluster:
        (*this)(ClusterOn{});
        break;
    }
  }

  // Its own sequences follow it.
  void set_persistence(Persistence persistence) const {
    table.persistence = persistence;
    for (const ObjectId id : edit.catalog.users_of(table.id))
      if (auto* sequence = edit.catalog.get_as<Sequence>(id);
          sequence && sequence->owner_table == table.id)
        sequence->persistence = persistence;
  }
};

bool is_about_column(const Alteration& alteration) {
  return alteration.index() <= Alteration(SetColumnAttribute{}).index();
}

// The columns of an index have numbers, from 1.
void set_statistics(Index& index, const SetColumnAttribute& set) {
  const auto number = static_cast<std::size_t>(std::strtoul(set.column.c_str(), nullptr, 10));
  if (number > 0 && number <= index.keys.size())
    index.keys[number - 1].statistics = statistics_target(set);
}

void alter_index(Edit& edit, Index& index, const Alteration& alteration) {
  if (const auto* set = std::get_if<SetTableOptions>(&alteration))
    merge_options(index.options, set->options, set->reset);
  if (const auto* set = std::get_if<SetTablespace>(&alteration)) index.tablespace = set->tablespace;
  if (const auto* set = std::get_if<SetColumnAttribute>(&alteration)) set_statistics(index, *set);
  const auto* attach = std::get_if<AttachPartition>(&alteration);
  if (!attach) return;
  auto* part = edit.catalog.find_relation<Index>(attach->partition);
  if (!part) return;
  part->parent = index.id;
  auto* parent = edit.catalog.get_as<Table>(index.table);
  auto* partition = edit.catalog.get_as<Table>(part->table);
  if (!parent || !partition) return;
  if (Constraint* constraint = partition->constraint(part->name)) {
    constraint->parent = parent->id;
    constraint->inherited = 1;
  }
  index.valid = std::all_of(parent->children.begin(), parent->children.end(), [&](ObjectId child) {
    const auto* table = edit.catalog.get_as<Table>(child);
    return table && std::any_of(table->indexes.begin(), table->indexes.end(), [&](ObjectId id) {
             const auto* theirs = edit.catalog.get_as<Index>(id);
             return theirs && theirs->parent == index.id;
           });
  });
}

ViewColumn* column_of(View& view, const std::string& name) {
  const auto found = std::find_if(view.columns.begin(), view.columns.end(),
                                  [&](const ViewColumn& column) { return column.name == name; });
  return found == view.columns.end() ? nullptr : &*found;
}

void set_attribute(View& view, const SetColumnAttribute& set) {
  ViewColumn* column = column_of(view, set.column);
  if (!column) return;
  if (set.attribute == ColumnAttribute::statistics) {
    column->statistics = statistics_target(set);
  } else if (set.attribute == ColumnAttribute::storage) {
    column->storage = set.value;
  } else {
    distrust(view, "options of its columns are not followed");
  }
}

void alter_view(Edit& edit, View& view, const Alteration& alteration) {
  if (const auto* set = std::get_if<SetTableOptions>(&alteration))
    merge_options(view.options, set->options, set->reset);
  if (const auto* set = std::get_if<SetTablespace>(&alteration)) view.tablespace = set->tablespace;
  if (const auto* set = std::get_if<SetDefault>(&alteration))
    if (ViewColumn* column = column_of(view, set->column))
      column->default_value = Binder(edit.catalog, view.id).expression(set->value, nullptr);
  if (const auto* drop = std::get_if<DropDefault>(&alteration))
    if (ViewColumn* column = column_of(view, drop->column)) column->default_value.reset();
  if (const auto* set = std::get_if<SetColumnAttribute>(&alteration)) set_attribute(view, *set);
  if (const auto* cluster = std::get_if<ClusterOn>(&alteration))
    cluster_on(edit, view.indexes, cluster->index);
  if (const auto* flag = std::get_if<SetTableFlag>(&alteration);
      flag && flag->flag == TableFlag::without_cluster)
    cluster_on(edit, view.indexes, "");
}

}  // namespace

void merge_options(Options& options, const Options& changes, bool reset) {
  for (const auto& [name, value] : changes) {
    std::erase_if(options,
                  [&, &wanted = name](const auto& option) { return option.first == wanted; });
    if (!reset) options.emplace_back(name, value);
  }
}

void alter_table(Edit& edit, Table& table, const AlterTableCommand& command, bool recurse) {
  if (is_about_column(command.alteration)) {
    alter_column(edit, table, command.alteration, recurse);
  } else {
    std::visit(AlterWhole{edit, table, recurse}, command.alteration);
  }
}

void apply(Edit& edit, const AlterTable& alter) {
  Object* relation = edit.catalog.find(NameSpace::relation, alter.table);
  for (const AlterTableCommand& command : alter.commands) {
    if (auto* table = as_object<Table>(relation)) alter_table(edit, *table, command, !alter.only);
    if (auto* index = as_object<Index>(relation)) alter_index(edit, *index, command.alteration);
    if (auto* view = as_object<View>(relation)) alter_view(edit, *view, command.alteration);
    if (auto* type = as_object<CompositeType>(relation))
      alter_composite(edit, *type, command.alteration);
    if (auto* sequence = as_object<Sequence>(relation))
      if (const auto* flag = std::get_if<SetTableFlag>(&command.alteration))
        sequence->persistence =
            flag->flag == TableFlag::unlogged ? Persistence::unlogged : Persistence::permanent;
  }
}

void apply(Edit& edit, const Maintain& maintain) {
  if (maintain.kind != Maintain::Kind::cluster || maintain.index.empty()) return;
  for (const QualifiedName& name : maintain.tables)
    if (auto* table = edit.catalog.find_relation<Table>(name))
      AlterWhole{edit, *table, false}(ClusterOn{maintain.index});
}

}  // namespace migc::compiler
