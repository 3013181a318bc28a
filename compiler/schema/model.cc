#include "compiler/schema/model.h"

#include <algorithm>

#include "compiler/schema/alter_table.h"

namespace migc::compiler {
namespace {

constexpr std::string_view kTemporarySchema = "pg_temp";
constexpr std::string_view kDefaultSchema = "public";

}  // namespace

const Column* Table::column(std::string_view wanted) const {
  const auto found = std::find_if(columns.begin(), columns.end(),
                                  [&](const Column& column) { return column.name == wanted; });
  return found == columns.end() ? nullptr : &*found;
}

const Table* Model::find_table(const QualifiedName& name) const {
  return const_cast<Model*>(this)->find(name);
}

Table* Model::find(const QualifiedName& name) {
  const auto at = [&](std::string_view schema) -> Table* {
    const auto found = tables_.find({std::string(schema), name.name});
    return found == tables_.end() ? nullptr : found->second.get();
  };
  if (!name.schema.empty()) return at(name.schema);
  Table* temporary = at(kTemporarySchema);
  return temporary ? temporary : at(kDefaultSchema);
}

std::pair<const Table*, const Index*> Model::find_index(const QualifiedName& name) const {
  const auto found = table_of_index_.find(name.name);
  if (found == table_of_index_.end()) return {nullptr, nullptr};
  const auto table = tables_.find(found->second);
  if (table == tables_.end()) return {nullptr, nullptr};
  for (const Index& index : table->second->indexes)
    if (index.name == name.name) return {table->second.get(), &index};
  return {nullptr, nullptr};
}

void Model::apply(const Statement& statement, Origin origin) {
  if (const auto* create = as<CreateTable>(statement)) apply_create(*create, origin);
  if (const auto* alter = as<AlterTable>(statement)) apply_alter(*alter, origin);
  if (const auto* index = as<CreateIndex>(statement)) apply_index(*index, origin);
  if (const auto* drop = as<Drop>(statement)) apply_drop(*drop, origin);
  if (const auto* rename = as<Rename>(statement)) apply_rename(*rename);
  if (const auto* fill = as<FillTable>(statement))
    if (Table* table = find(fill->table); table && !table->filled) table->filled = origin;
}

void Model::apply_create(const CreateTable& create, Origin origin) {
  auto table = std::make_unique<Table>();
  table->name = create.table.name;
  table->schema = create.table.schema;
  if (table->schema.empty()) table->schema = create.temporary ? kTemporarySchema : kDefaultSchema;
  const Key key{table->schema, table->name};
  if (create.if_not_exists && tables_.count(key) != 0) return;
  table->temporary = create.temporary;
  table->columns_known = !create.from_query && !create.partition_of;
  table->origin = origin;
  if (create.from_query) table->filled = origin;
  for (const ColumnDefinition& column : create.columns) add_column(*table, column, origin);
  for (const ConstraintDefinition& constraint : create.constraints)
    add_constraint(*table, constraint, origin);
  tables_[key] = std::move(table);
}

void Model::apply_alter(const AlterTable& alter, Origin origin) {
  Table* table = find(alter.table);
  if (!table) return;
  for (const AlterTableCommand& command : alter.commands)
    alter_table(*table, command.alteration, origin);
}

void Model::apply_index(const CreateIndex& create, Origin origin) {
  Table* table = find(create.table);
  if (!table || (create.if_not_exists && table_of_index_.count(create.name) != 0)) return;
  Index index{create.name, {}, create.unique, create.condition.has_value(), origin};
  for (const IndexKey& key : create.keys) index.columns.push_back(key.column);
  if (!index.name.empty()) table_of_index_[index.name] = {table->schema, table->name};
  table->indexes.push_back(std::move(index));
}

void Model::apply_drop(const Drop& drop, Origin origin) {
  for (const QualifiedName& name : drop.names) {
    if (drop.kind == ObjectKind::table) drop_table(name, origin);
    if (drop.kind == ObjectKind::index) drop_index(name);
  }
}

void Model::drop_table(const QualifiedName& name, Origin origin) {
  const Table* table = find(name);
  if (!table) return;
  dropped_.push_back({table->schema, table->name, origin});
  tables_.erase({table->schema, table->name});
}

void Model::drop_index(const QualifiedName& name) {
  const auto found = table_of_index_.find(name.name);
  if (found == table_of_index_.end()) return;
  if (const auto table = tables_.find(found->second); table != tables_.end()) {
    auto& indexes = table->second->indexes;
    indexes.erase(std::remove_if(indexes.begin(), indexes.end(),
                                 [&](const Index& index) { return index.name == name.name; }),
                  indexes.end());
  }
  table_of_index_.erase(found);
}

void Model::apply_rename(const Rename& rename) {
  Table* table = find(rename.object);
  if (!table) return;
  if (rename.kind == ObjectKind::table) rename_table(rename.object, rename.new_name);
  if (rename.kind == ObjectKind::column)
    for (Column& column : table->columns)
      if (column.name == rename.old_name) column.name = rename.new_name;
  if (rename.kind == ObjectKind::constraint)
    for (Constraint& constraint : table->constraints)
      if (constraint.name == rename.old_name) constraint.name = rename.new_name;
}

void Model::rename_table(const QualifiedName& from, const std::string& to) {
  const Table* table = find(from);
  auto node = tables_.extract({table->schema, table->name});
  const Key key{table->schema, to};
  for (const Index& index : table->indexes) table_of_index_[index.name] = key;
  node.key() = key;
  node.mapped()->name = to;
  tables_.insert(std::move(node));
}

}  // namespace migc::compiler
