// RENAME, SET SCHEMA and COMMENT.
#include <algorithm>

#include "compiler/schema/apply.h"

namespace migc::compiler {
namespace {

void rename_column(Edit& edit, Table& table, const std::string& from, const std::string& to) {
  Column* column = table.column(from);
  if (!column) return;
  column->name = to;
  for (const ObjectId child : table.children)
    if (Table* inheritor = edit.catalog.get_as<Table>(child))
      rename_column(edit, *inheritor, from, to);
}

void rename_constraint(Edit& edit, Table& table, const std::string& from, const std::string& to) {
  Constraint* constraint = table.constraint(from);
  if (!constraint) return;
  const bool inherited_by_children = constraint->kind == ConstraintKind::check;
  edit.catalog.note_constraint(table.schema, from, -1);
  edit.catalog.note_constraint(table.schema, to, 1);
  constraint->name = to;
  if (Object* index = edit.catalog.get(constraint->index)) edit.catalog.rename(*index, to);
  if (!inherited_by_children) return;
  for (const ObjectId child : table.children)
    if (Table* inheritor = edit.catalog.get_as<Table>(child))
      rename_constraint(edit, *inheritor, from, to);
}

void rename_index(Edit& edit, Index& index, const std::string& to) {
  auto* table = edit.catalog.get_as<Table>(index.table);
  if (index.backs && table) return rename_constraint(edit, *table, index.name, to);
  edit.catalog.rename(index, to);
}

void rename_part(Edit& edit, Object& object, const Rename& rename) {
  const std::string& from = rename.object.part;
  if (auto* table = as_object<Table>(&object)) {
    if (rename.object.kind == ObjectKind::constraint)
      rename_constraint(edit, *table, from, rename.new_name);
    else
      rename_column(edit, *table, from, rename.new_name);
  }
  if (auto* view = as_object<View>(&object))
    for (ViewColumn& column : view->columns)
      if (column.name == from) column.name = rename.new_name;
  if (auto* type = as_object<CompositeType>(&object))
    for (Column& attribute : type->attributes)
      if (attribute.name == from) attribute.name = rename.new_name;
  if (auto* domain = as_object<Domain>(&object))
    for (DomainCheck& check : domain->checks)
      if (check.name == from) check.name = rename.new_name;
}

bool is_part(ObjectKind kind) {
  return kind == ObjectKind::column || kind == ObjectKind::attribute ||
         kind == ObjectKind::constraint || kind == ObjectKind::domain_constraint;
}

// A table takes its indexes and its own sequences along.
void move_object(Edit& edit, Object& object, ObjectId schema) {
  edit.catalog.move(object, schema);
  const auto move_all = [&](const std::vector<ObjectId>& parts) {
    for (const ObjectId id : parts)
      if (Object* part = edit.catalog.get(id)) edit.catalog.move(*part, schema);
  };
  if (auto* view = as_object<View>(&object)) move_all(view->indexes);
  auto* table = as_object<Table>(&object);
  if (!table) return;
  move_all(table->indexes);
  for (const Constraint& constraint : table->constraints)
    edit.catalog.note_constraint(schema, constraint.name, 1);
  const auto users = edit.catalog.users_of(table->id);
  for (const ObjectId id : std::vector<ObjectId>(users.begin(), users.end()))
    if (auto* sequence = edit.catalog.get_as<Sequence>(id);
        sequence && sequence->owner_table == table->id)
      edit.catalog.move(*sequence, schema);
}

void comment_on_part(Object& object, const Comment& comment) {
  const auto set = [&](auto& parts) {
    for (auto& part : parts)
      if (part.name == comment.object.part) part.comment = comment.text;
  };
  if (auto* table = as_object<Table>(&object)) {
    if (comment.object.kind == ObjectKind::constraint)
      set(table->constraints);
    else
      set(table->columns);
  }
  if (auto* view = as_object<View>(&object)) set(view->columns);
  if (auto* type = as_object<CompositeType>(&object)) set(type->attributes);
  if (auto* domain = as_object<Domain>(&object)) set(domain->checks);
}

}  // namespace

void apply(Edit& edit, const Rename& rename) {
  Object* object = find_object(edit.catalog, rename.object);
  if (!object) return;
  if (is_part(rename.object.kind)) return rename_part(edit, *object, rename);
  // The server refuses a name that is taken.
  const NameSpace space = name_space_of(*object);
  const bool may_share = space == NameSpace::routine || space == NameSpace::other;
  if (!may_share && edit.catalog.find_in(space, object->schema, rename.new_name)) return;
  if (auto* index = as_object<Index>(object)) return rename_index(edit, *index, rename.new_name);
  if (const auto* trigger = as_object<Trigger>(object)) {
    edit.catalog.for_each([&](const Object& other) {
      const auto* clone = as_object<Trigger>(&other);
      if (clone && clone->parent == trigger->id)
        edit.catalog.get(clone->id)->name = rename.new_name;
    });
  }
  edit.catalog.rename(*object, rename.new_name);
}

void apply(Edit& edit, const SetSchema& set) {
  Object* object = find_object(edit.catalog, set.object);
  if (!object) return;
  if (auto* extension = as_object<Extension>(object)) {
    extension->target_schema = set.schema;
    return;
  }
  move_object(edit, *object, edit.catalog.schema_for_creation({set.schema, "", {}}, edit.origin));
}

void apply(Edit& edit, const Comment& comment) {
  Object* object = find_object(edit.catalog, comment.object);
  if (!object) return;
  if (is_part(comment.object.kind)) return comment_on_part(*object, comment);
  object->comment = comment.text;
}

}  // namespace migc::compiler
