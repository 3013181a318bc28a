// CREATE TABLE: the tables that it refers to, copies or becomes a part of.
#include "compiler/forecast/foresee.h"
#include "compiler/forecast/relations.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void become_partition(Effects& effects, const QualifiedName& parent_name) {
  const auto* parent =
      as_object<Table>(effects.lock_named(parent_name, LockMode::access_exclusive));
  effects.because("the new partition belongs to " + quoted(parent_name.name) +
                  ", which nobody can use for the moment");
  if (!parent) return;
  share_parents_parts(effects, *parent);
  const Table* fallback = default_partition(effects.catalog(), *parent);
  if (!fallback) return;
  effects.because("the default partition " + quoted(fallback->name) +
                  " is read to see that none of its rows belongs to the new one");
  scan_for_bound(effects, *parent, *fallback);
}

void refer(Effects& effects, const CreateTable& create, const ConstraintDefinition& constraint) {
  if (constraint.kind != ConstraintKind::foreign_key) return;
  const QualifiedName& target = *constraint.referenced_table;
  const bool itself = target.name == create.table.name &&
                      (target.schema.empty() || target.schema == create.table.schema);
  if (itself) return;
  effects.because("the table that it refers to must not change for the moment");
  add_foreign_key(effects, {nullptr, constraint, false});
}

// Row types in use are looked at: composite types, and sequences that a default names.
void use(Effects& effects, const ColumnDefinition& column) {
  if (column.default_value) use_default(effects, *column.default_value);
  const Object* type = effects.catalog().find_type({column.type.schema, column.type.name, {}});
  if (column.has_type) effects.depend_on(type);
}

// Sequences that the defaults number with.
void take_defaults(Effects& effects, const Table& from) {
  for (const Column& column : from.columns) {
    if (!column.default_value) continue;
    for (const BoundReference& reference : column.default_value->references)
      effects.depend_on(as_object<Sequence>(effects.catalog().get(reference.object)));
  }
}

void inherit(Effects& effects, const QualifiedName& parent) {
  const Object* found = effects.lock_named(parent, LockMode::share_update_exclusive);
  if (const auto* table = as_object<Table>(found)) take_defaults(effects, *table);
}

void copy_from(Effects& effects, const LikeClause& like) {
  const auto* source = as_object<Table>(effects.lock_named(like.table, LockMode::access_share));
  if (!source) return;
  if (like.defaults) take_defaults(effects, *source);
}

}  // namespace

void use_default(Effects& effects, const Expression& value) {
  for (const Reference& reference : value.text.references)
    if (reference.kind == ReferenceKind::relation)
      effects.depend_on(effects.catalog().find(NameSpace::relation, name_of_path(reference.path)));
}

void foresee(Effects& effects, const CreateTable& create) {
  const bool exists = effects.catalog().find(NameSpace::relation, create.table) != nullptr;
  if (create.if_not_exists && exists) {
    effects.because(quoted(create.table.name) + " is there already");
    if (create.query) parse_query(effects, *create.query);
    return;
  }
  for (const QualifiedName& parent : create.parents) {
    if (create.partition_bound)
      become_partition(effects, parent);
    else
      inherit(effects, parent);
  }
  for (const auto& element : create.elements) {
    if (const auto* like = std::get_if<LikeClause>(&element)) copy_from(effects, *like);
    const auto* column = std::get_if<ColumnDefinition>(&element);
    if (!column) continue;
    use(effects, *column);
    for (const ConstraintDefinition& constraint : column->constraints)
      refer(effects, create, constraint);
  }
  for (const ConstraintDefinition& constraint : create.constraints)
    refer(effects, create, constraint);
  if (create.of_type)
    effects.lock(effects.catalog().find_type({create.of_type->schema, create.of_type->name, {}}),
                 LockMode::access_share);
  if (!create.query) return;
  create.with_data ? run_query(effects, *create.query) : parse_query(effects, *create.query);
}

}  // namespace migc::compiler
