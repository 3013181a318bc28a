#include <algorithm>

#include "compiler/schema/edit.h"
#include "compiler/schema/generated_names.h"

namespace migc::compiler {
namespace {

std::vector<std::string> column_names(const CreateIndex& create) {
  std::vector<std::string> names;
  for (const IndexKey& key : create.keys)
    names.push_back(key.expression ? key.expression->index_name : key.column);
  names.insert(names.end(), create.included.begin(), create.included.end());
  return index_column_names(names);
}

// The columns of a materialized view as a table, so that expressions bind.
Table as_table(const View& view) {
  Table table;
  table.id = view.id;
  table.name = view.name;
  table.schema = view.schema;
  for (const ViewColumn& column : view.columns) {
    Column copy;
    copy.number = column.number;
    copy.name = column.name;
    table.columns.push_back(std::move(copy));
  }
  return table;
}

KeyColumn key_of(Edit& edit, const Table& table, const IndexKey& key, ObjectId user) {
  KeyColumn out;
  if (const Column* column = table.column(key.column)) out.column = column->number;
  if (key.expression) {
    out.expression = Binder(edit.catalog, user).expression(*key.expression, &table);
    out.expression_name = key.expression->index_name;
  }
  out.collation = key.collation;
  out.opclass = key.opclass;
  out.ordering = key.ordering;
  out.exclusion_operator = key.exclusion_operator;
  return out;
}

Index& make_index(Edit& edit, const Table& table, const CreateIndex& create) {
  auto index = std::make_unique<Index>();
  index->schema = table.schema;
  index->table = table.id;
  index->name = create.name;
  if (index->name.empty())
    index->name = relation_name(edit.catalog, table.schema,
                                {table.name, joined_columns(column_names(create)), "idx"}, false);
  index->method = create.method;
  index->unique = create.unique;
  index->nulls_not_distinct = create.nulls_not_distinct;
  index->options = create.options;
  index->tablespace = create.tablespace;
  index->included = column_numbers(table, create.included);
  Index& added = edit.catalog.add(std::move(index), edit.origin);
  edit.catalog.note_use(table.id, added.id);
  for (const IndexKey& key : create.keys) added.keys.push_back(key_of(edit, table, key, added.id));
  if (create.condition)
    added.condition = Binder(edit.catalog, added.id).expression(*create.condition, &table);
  return added;
}

}  // namespace

std::vector<ObjectId>* index_list(Catalog& catalog, ObjectId relation) {
  if (auto* table = catalog.get_as<Table>(relation)) return &table->indexes;
  if (auto* view = catalog.get_as<View>(relation)) return &view->indexes;
  return nullptr;
}

Index& add_index(Edit& edit, Table& table, const CreateIndex& create,
                 std::optional<ConstraintKind> backs) {
  Index& index = make_index(edit, table, create);
  index.backs = backs;
  table.indexes.push_back(index.id);
  if (!table.partitioned() || create.only) {
    index.valid = !table.partitioned() || table.children.empty();
    return index;
  }
  for (const ObjectId child : std::vector<ObjectId>(table.children))
    if (Table* partition = edit.catalog.get_as<Table>(child))
      attach_or_clone_index(edit, table, index, *partition);
  return index;
}

void apply_create_index_on_view(Edit& edit, View& view, const CreateIndex& create) {
  const Table table = as_table(view);
  view.indexes.push_back(make_index(edit, table, create).id);
}

void drop_index(Edit& edit, Index& index) {
  if (index.dropped) return;
  edit.catalog.drop(index, edit.origin);
  if (auto* list = index_list(edit.catalog, index.table)) std::erase(*list, index.id);
  if (auto* table = edit.catalog.get_as<Table>(index.table)) {
    if (index.backs) erase_constraint(edit, *table, index.name);
    if (table->replica_index == index.id) table->replica_index = 0;
    for (const ObjectId child : std::vector<ObjectId>(table->children))
      if (const auto* partition = edit.catalog.get_as<Table>(child))
        for (const ObjectId id : std::vector<ObjectId>(partition->indexes))
          if (Index* part = edit.catalog.get_as<Index>(id); part && part->parent == index.id)
            drop_index(edit, *part);
  }
}

}  // namespace migc::compiler
