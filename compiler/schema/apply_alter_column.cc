#include <algorithm>

#include "compiler/facts/builtin.h"
#include "compiler/schema/apply.h"
#include "compiler/schema/render.h"

namespace migc::compiler {
namespace {

bool is_bare_string(const BoundText& text) {
  return text.references.empty() && text.sql.size() >= 2 && text.sql.front() == '\'' &&
         text.sql.back() == '\'';
}

struct AlterColumn {
  Edit& edit;
  Table& table;
  bool recurse;

  void operator()(const AddColumn& add) const {
    add_column_everywhere(edit, table, add.column, add.if_not_exists);
  }
  void operator()(const DropColumn& drop) const {
    drop_column(edit, table, drop.column, drop.cascade, recurse);
  }
  void operator()(const AlterColumnType& alter) const {
    each(alter.column, [&](Table& of, Column& column) { change_type(of, column, alter); });
  }
  void operator()(const SetDefault& set) const {
    each(set.column, [&](Table& of, Column& column) { set_default(edit, of, column, set.value); });
  }
  void operator()(const DropDefault& drop) const {
    each(drop.column, [](Table&, Column& column) { column.default_value.reset(); });
  }
  void operator()(const SetNotNull& set) const {
    each(set.column, [](Table& of, Column& column) {
      column.not_null = true;
      if (Constraint* constraint = of.not_null_constraint(column.number)) constraint->valid = true;
    });
  }
  void operator()(const DropNotNull& drop) const {
    each(drop.column, [&](Table& of, Column& column) {
      column.not_null = false;
      if (const Constraint* constraint = of.not_null_constraint(column.number))
        erase_constraint(edit, of, std::string(constraint->name));
    });
  }
  void operator()(const AddIdentity& add) const {
    Column* column = table.column(add.column);
    if (!column) return;
    column->identity = add.identity;
    column->sequence =
        add_owned_sequence(edit, table, *column, {column->type.name, add.sequence_options, true})
            .id;
  }
  void operator()(const SetIdentity& set) const {
    Column* column = table.column(set.column);
    if (!column) return;
    if (set.identity) column->identity = *set.identity;
    if (auto* sequence = edit.catalog.get_as<Sequence>(column->sequence))
      merge_sequence_options(*sequence, set.sequence_options);
  }
  void operator()(const DropIdentity& drop) const {
    Column* column = table.column(drop.column);
    if (!column || column->identity == Identity::none) return;
    column->identity = Identity::none;
    if (Object* sequence = edit.catalog.get(column->sequence))
      edit.catalog.drop(*sequence, edit.origin);
    column->sequence = 0;
  }
  void operator()(const DropExpression& drop) const {
    each(drop.column, [](Table&, Column& column) {
      column.generated.reset();
      column.generation = Generated::none;
    });
  }
  void operator()(const SetExpression& set) const {
    each(set.column, [&](Table& of, Column& column) {
      column.generated = Binder(edit.catalog, of.id).expression(set.value, &of);
    });
  }
  void operator()(const SetColumnAttribute& set) const {
    each(set.column, [&](Table&, Column& column) {
      switch (set.attribute) {
        case ColumnAttribute::storage:
          column.storage = set.value;
          break;
        case ColumnAttribute::compression:
          column.compression = set.value;
          break;
        case ColumnAttribute::statistics:
          column.statistics = statistics_target(set);
          break;
        case ColumnAttribute::options:
          merge_options(column.options, set.options, false);
          break;
        case ColumnAttribute::reset_options:
          merge_options(column.options, set.options, true);
          break;
      }
    });
  }
  template <class T>
  void operator()(const T&) const {}

 private:
  // Calls `change` for the column of this table, and of those that inherit it.
  template <class Change>
  void each(const std::string& name, const Change& change) const {
    Column* column = table.column(name);
    if (!column) return;
    change(table, *column);
    if (!recurse) return;
    for (const ObjectId child : table.children)
      if (Table* inheritor = edit.catalog.get_as<Table>(child))
        AlterColumn{edit, *inheritor, true}.each(name, change);
  }

  void change_type(Table& of, Column& column, const AlterColumnType& alter) const {
    const TypeRef before = column.type;
    column.type = Binder(edit.catalog, of.id).type(alter.type);
    column.collation = alter.collation;
    column.origin = edit.origin;
    // The server keeps the old default, cast: a bare string had the old type.
    const bool other_type = before.name != column.type.name || before.object != column.type.object;
    if (other_type && column.default_value && is_bare_string(*column.default_value)) {
      TypeRef plain = before;
      plain.modifiers.clear();
      column.default_value->sql += "::" + to_sql(edit.catalog, plain);
    }
    if (auto* sequence = edit.catalog.get_as<Sequence>(column.sequence))
      sequence->type = column.type;
  }
};

}  // namespace

std::string statistics_target(const SetColumnAttribute& set) {
  return set.value == "-1" ? std::string() : set.value;
}

void alter_column(Edit& edit, Table& table, const Alteration& alteration, bool recurse) {
  std::visit(AlterColumn{edit, table, recurse}, alteration);
}

void alter_composite(Edit& edit, CompositeType& type, const Alteration& alteration) {
  Binder binder(edit.catalog, type.id);
  if (const auto* add = std::get_if<AddColumn>(&alteration)) {
    Column attribute;
    attribute.number = ++type.last_attribute;
    attribute.name = add->column.name;
    attribute.type = binder.type(add->column.type);
    attribute.collation = add->column.collation;
    type.attributes.push_back(std::move(attribute));
  }
  if (const auto* drop = std::get_if<DropColumn>(&alteration))
    std::erase_if(type.attributes, [&](const Column& a) { return a.name == drop->column; });
  if (const auto* alter = std::get_if<AlterColumnType>(&alteration))
    for (Column& attribute : type.attributes)
      if (attribute.name == alter->column) attribute.type = binder.type(alter->type);
}

}  // namespace migc::compiler
