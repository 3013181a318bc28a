#include <algorithm>

#include "compiler/schema/edit.h"
#include "compiler/schema/generated_names.h"

namespace migc::compiler {
namespace {

// The column that an unnamed CHECK is named after: the only one it uses.
std::string only_column(const BoundText& expression, const Table& table) {
  ColumnNumber found = 0;
  for (const BoundReference& reference : expression.references) {
    if (reference.kind != ReferenceKind::column || reference.object != table.id) continue;
    if (found != 0 && found != reference.column) return {};
    found = reference.column;
  }
  const Column* column = table.column(found);
  return column ? column->name : std::string();
}

const Constraint* primary_key(const Table& table) {
  for (const Constraint& constraint : table.constraints)
    if (constraint.kind == ConstraintKind::primary_key) return &constraint;
  return nullptr;
}

class Adder {
 public:
  Adder(Edit& edit, Table& table, std::vector<std::string>& taken, bool only = false)
      : edit_(edit), table_(table), taken_(taken), only_(only) {}

  void add(const ConstraintDefinition& definition) {
    switch (definition.kind) {
      case ConstraintKind::check:
        return add_check(definition);
      case ConstraintKind::foreign_key:
        return add_foreign_key(definition);
      case ConstraintKind::not_null:
        return add_not_null(definition);
      default:
        return add_index_constraint(definition);
    }
  }

 private:
  Constraint start(const ConstraintDefinition& definition) const {
    Constraint out;
    out.name = definition.name;
    out.kind = definition.kind;
    out.columns = column_numbers(table_, definition.columns);
    out.valid = !definition.not_valid && !definition.not_enforced;
    out.enforced = !definition.not_enforced;
    out.no_inherit = definition.no_inherit;
    out.deferral = definition.deferral;
    out.origin = edit_.origin;
    return out;
  }

  void finish(Constraint constraint) {
    taken_.push_back(constraint.name);
    edit_.catalog.note_constraint(table_.schema, constraint.name, 1);
    table_.constraints.push_back(std::move(constraint));
  }

  std::string choose(const std::string& addition, const char* label) const {
    return constraint_name(edit_.catalog, table_.schema, {table_.name, addition, label}, taken_);
  }

  // With a name of its own, or not valid: since PostgreSQL 18.
  void add_not_null(const ConstraintDefinition& definition) {
    Constraint constraint = start(definition);
    if (constraint.columns.size() != 1 || table_.not_null_constraint(constraint.columns.front()))
      return;
    if (constraint.name.empty()) constraint.name = choose(definition.columns.front(), "not_null");
    set_not_null(table_, constraint.columns.front());
    const ConstraintDefinition named = with_name(definition, constraint.name);
    finish(std::move(constraint));
    if (definition.no_inherit) return;
    for (const ObjectId child : std::vector<ObjectId>(table_.children)) {
      const Table* inheritor = edit_.catalog.get_as<Table>(child);
      const Column* theirs = inheritor ? inheritor->column(named.columns.front()) : nullptr;
      if (theirs && !theirs->not_null) add_inherited(child, named);
    }
  }

  void add_check(const ConstraintDefinition& definition) {
    Constraint check = start(definition);
    check.expression = Binder(edit_.catalog, table_.id).expression(*definition.expression, &table_);
    check.implies_not_null = column_numbers(table_, definition.implies_not_null);
    check.columns.clear();
    if (check.name.empty()) check.name = choose(only_column(check.expression, table_), "check");
    if (const Constraint* same = table_.constraint(check.name);
        same && same->kind == ConstraintKind::check) {
      table_.constraint(check.name)->local = true;  // it was inherited
      return;
    }
    const ConstraintDefinition named = with_name(definition, check.name);
    finish(std::move(check));
    if (definition.no_inherit) return;
    for (const ObjectId child : std::vector<ObjectId>(table_.children)) add_inherited(child, named);
  }

  static ConstraintDefinition with_name(ConstraintDefinition definition, const std::string& name) {
    definition.name = name;
    return definition;
  }

  void add_inherited(ObjectId child, const ConstraintDefinition& definition) {
    Table* inheritor = edit_.catalog.get_as<Table>(child);
    if (!inheritor) return;
    // One that has it already keeps it as its own too.
    if (Constraint* theirs = inheritor->constraint(definition.name)) {
      ++theirs->inherited;
      return;
    }
    std::vector<std::string> taken;
    add_constraint(edit_, *inheritor, definition, taken);
    Constraint& added = *inheritor->constraint(definition.name);
    added.inherited = 1;
    added.local = false;
  }

  void add_foreign_key(const ConstraintDefinition& definition) {
    Constraint key = start(definition);
    if (key.name.empty()) key.name = choose(joined_columns(definition.columns), "fkey");
    key.match = definition.match;
    key.with_period = definition.with_period;
    key.on_update = definition.on_update;
    key.on_delete = definition.on_delete;
    key.on_delete_columns = column_numbers(table_, definition.on_delete_columns);
    if (Table* referenced = edit_.catalog.find_relation<Table>(*definition.referenced_table)) {
      key.referenced = referenced->id;
      key.referenced_columns = column_numbers(*referenced, definition.referenced_columns);
      const Constraint* primary = primary_key(*referenced);
      if (definition.referenced_columns.empty() && primary)
        key.referenced_columns = primary->columns;
      edit_.catalog.note_use(referenced->id, table_.id);
    } else {
      distrust(table_, "a foreign key references a table that no statement created");
    }
    const Constraint copy = key;
    finish(std::move(key));
    if (table_.partitioned())
      for (const ObjectId child : table_.children) clone_foreign_key(child, copy);
  }

  void clone_foreign_key(ObjectId child, const Constraint& key) {
    Table* partition = edit_.catalog.get_as<Table>(child);
    if (!partition) return;
    std::vector<std::string> names;
    for (const ColumnNumber number : key.columns) names.push_back(table_.column(number)->name);
    Constraint clone = key;
    clone.columns = column_numbers(*partition, names);
    clone.inherited = 1;
    clone.local = false;
    clone.parent = table_.id;
    if (partition->constraint(clone.name))
      clone.name = constraint_name(edit_.catalog, partition->schema,
                                   {partition->name, joined_columns(names), "fkey"}, {});
    edit_.catalog.note_constraint(partition->schema, clone.name, 1);
    partition->constraints.push_back(clone);
    if (partition->partitioned())
      for (const ObjectId below : partition->children)
        Adder(edit_, *partition, names).clone_foreign_key(below, clone);
  }

  // The index of the constraint, as CREATE INDEX would describe it.
  CreateIndex index_of(const ConstraintDefinition& definition) const {
    CreateIndex create;
    create.table = {edit_.catalog.schema_name(table_), table_.name, {}};
    create.name = definition.name;
    create.only = only_;
    create.unique = definition.kind != ConstraintKind::exclusion;
    create.method = definition.method.empty() ? "btree" : definition.method;
    const bool excludes = definition.kind == ConstraintKind::exclusion;
    if (definition.method.empty() && (excludes || definition.without_overlaps))
      create.method = "gist";
    create.included = definition.included;
    create.condition = definition.condition;
    create.options = definition.options;
    create.tablespace = definition.tablespace;
    create.nulls_not_distinct = definition.nulls_not_distinct;
    create.keys = definition.elements;
    if (create.keys.empty())
      for (const std::string& column : definition.columns) {
        IndexKey key;
        key.column = column;
        create.keys.push_back(std::move(key));
      }
    if (create.name.empty()) create.name = chosen_index_name(definition, create);
    return create;
  }

  std::string chosen_index_name(const ConstraintDefinition& definition,
                                const CreateIndex& create) const {
    std::vector<std::string> names;
    for (const IndexKey& key : create.keys)
      names.push_back(key.expression ? key.expression->index_name : key.column);
    names.insert(names.end(), create.included.begin(), create.included.end());
    names = index_column_names(names);
    const bool primary = definition.kind == ConstraintKind::primary_key;
    const char* label = primary                                     ? "pkey"
                        : definition.kind == ConstraintKind::unique ? "key"
                                                                    : "excl";
    return relation_name(edit_.catalog, table_.schema,
                         {table_.name, primary ? std::string() : joined_columns(names), label},
                         true);
  }

  void add_index_constraint(const ConstraintDefinition& definition) {
    Constraint constraint = start(definition);
    if (!definition.using_index.empty()) {
      use_index(definition, constraint);
    } else {
      if (is_repeated(definition)) return;
      Index& index = add_index(edit_, table_, index_of(definition), definition.kind);
      index.without_overlaps = definition.without_overlaps;
      constraint.name = index.name;
      constraint.index = index.id;
    }
    if (definition.kind == ConstraintKind::primary_key)
      for (const ColumnNumber column : constraint.columns) set_not_null_everywhere(table_, column);
    const Constraint copy = constraint;
    finish(std::move(constraint));
    if (table_.partitioned()) back_partition_indexes(edit_, table_, copy);
  }

  void set_not_null_everywhere(Table& table, ColumnNumber number) {
    Column* column = table.column(number);
    if (!column) return;
    column->not_null = true;
    for (const ObjectId child : table.children)
      if (Table* inheritor = edit_.catalog.get_as<Table>(child))
        if (Column* theirs = inheritor->column(column->name))
          set_not_null_everywhere(*inheritor, theirs->number);
  }

  void use_index(const ConstraintDefinition& definition, Constraint& constraint) {
    auto* index = as_object<Index>(
        edit_.catalog.find_in(NameSpace::relation, table_.schema, definition.using_index));
    if (!index) return distrust(table_, "a constraint uses an index that no statement created");
    if (!definition.name.empty() && definition.name != index->name)
      edit_.catalog.rename(*index, definition.name);
    index->backs = definition.kind;
    constraint.name = index->name;
    constraint.index = index->id;
    constraint.columns.clear();
    for (const KeyColumn& key : index->keys) constraint.columns.push_back(key.column);
  }

  // In one CREATE TABLE, a UNIQUE that repeats another index makes none.
  bool is_repeated(const ConstraintDefinition& definition) const {
    if (taken_.empty() || definition.kind != ConstraintKind::unique) return false;
    const auto columns = column_numbers(table_, definition.columns);
    return std::any_of(
        table_.constraints.begin(), table_.constraints.end(), [&](const Constraint& other) {
          const bool same_kind =
              other.kind == ConstraintKind::primary_key || other.kind == ConstraintKind::unique;
          const bool of_this = std::find(taken_.begin(), taken_.end(), other.name) != taken_.end();
          return same_kind && of_this && other.columns == columns &&
                 other.deferral == definition.deferral;
        });
  }

  Edit& edit_;
  Table& table_;
  std::vector<std::string>& taken_;
  bool only_;
};

}  // namespace

void add_constraint(Edit& edit, Table& table, const ConstraintDefinition& definition,
                    std::vector<std::string>& taken, bool only) {
  Adder(edit, table, taken, only).add(definition);
}

void erase_constraint(Edit& edit, Table& table, const std::string& name) {
  if (!table.constraint(name)) return;
  edit.catalog.note_constraint(table.schema, name, -1);
  std::erase_if(table.constraints, [&](const Constraint& c) { return c.name == name; });
}

namespace {

// Foreign keys go with the key that they refer to.
void drop_references(Edit& edit, const Table& table, const Constraint& key) {
  const auto users = edit.catalog.users_of(table.id);
  for (const ObjectId id : std::vector<ObjectId>(users.begin(), users.end())) {
    auto* user = edit.catalog.get_as<Table>(id);
    if (!user || user->dropped) continue;
    std::vector<std::string> doomed;
    for (const Constraint& constraint : user->constraints)
      if (constraint.referenced == table.id && constraint.referenced_columns == key.columns)
        doomed.push_back(constraint.name);
    for (const std::string& name : doomed) drop_constraint(edit, *user, name, true);
  }
}

}  // namespace

void drop_constraint(Edit& edit, Table& table, const std::string& name, bool recurse) {
  const Constraint* constraint = table.constraint(name);
  if (!constraint) return;
  const Constraint dropped = *constraint;
  if (dropped.kind == ConstraintKind::not_null)
    for (const ColumnNumber number : dropped.columns)
      if (Column* column = table.column(number)) column->not_null = false;
  if (dropped.index != 0) drop_references(edit, table, dropped);
  if (Index* index = edit.catalog.get_as<Index>(dropped.index)) {
    drop_index(edit, *index);  // takes the constraints of partitions along
  } else {
    erase_constraint(edit, table, name);
  }
  const bool inheritable = dropped.kind == ConstraintKind::check ||
                           dropped.kind == ConstraintKind::not_null ||
                           dropped.kind == ConstraintKind::foreign_key;
  if (!inheritable || dropped.no_inherit) return;
  for (const ObjectId child : std::vector<ObjectId>(table.children)) {
    Table* inheritor = edit.catalog.get_as<Table>(child);
    Constraint* theirs = inheritor ? inheritor->constraint(name) : nullptr;
    if (!theirs || theirs->inherited == 0) continue;
    --theirs->inherited;
    if (!recurse) theirs->local = true;
    if (theirs->inherited == 0 && !theirs->local) drop_constraint(edit, *inheritor, name, true);
  }
}

}  // namespace migc::compiler
