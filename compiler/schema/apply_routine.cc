#include <algorithm>

#include "compiler/schema/apply.h"
#include "compiler/schema/resolve_query.h"

namespace migc::compiler {
namespace {

// OUT and TABLE parameters do not tell functions apart.
bool identifies(const Parameter& parameter, ObjectKind kind) {
  return parameter.mode == "IN" || parameter.mode == "INOUT" || parameter.mode == "VARIADIC" ||
         (kind == ObjectKind::procedure && parameter.mode == "OUT");
}

TypeRef without_modifiers(TypeRef type) {
  type.modifiers.clear();
  return type;
}

Routine* find_same(const std::vector<Routine*>& candidates, ObjectId schema,
                   const Routine& wanted) {
  for (Routine* candidate : candidates)
    if (candidate->schema == schema && candidate->arguments == wanted.arguments) return candidate;
  return nullptr;
}

void define(Edit& edit, Routine& routine, const CreateRoutine& create) {
  Binder binder(edit.catalog, routine.id);
  routine.routine_kind = create.kind;
  routine.definition = create;
  routine.signature = binder.text(create.signature, nullptr);
  bind_selects(edit.catalog, create.selects, routine.id, routine.signature);
  routine.alterations.clear();
  routine.arguments.clear();
  routine.all_arguments.clear();
  routine.returns.reset();
  for (const Parameter& parameter : create.parameters) {
    TypeRef type = without_modifiers(binder.type(parameter.type));
    if (identifies(parameter, create.kind)) routine.arguments.push_back(type);
    routine.all_arguments.push_back(std::move(type));
  }
  if (create.returns) routine.returns = binder.type(*create.returns);
}

}  // namespace

void apply(Edit& edit, const CreateRoutine& create) {
  auto routine = std::make_unique<Routine>();
  routine->schema = edit.catalog.schema_for_creation(create.routine, edit.origin);
  routine->name = create.routine.name;
  define(edit, *routine, create);
  const QualifiedName full{edit.catalog.get(routine->schema)->name, routine->name, {}};
  if (Routine* same = find_same(edit.catalog.find_routines(full), routine->schema, *routine)) {
    if (create.or_replace) define(edit, *same, create);
    return;
  }
  Routine& added = edit.catalog.add(std::move(routine), edit.origin);
  define(edit, added, create);  // once more, so that uses are remembered
}

void apply(Edit& edit, const AlterRoutine& alter) {
  if (auto* routine = as_object<Routine>(find_object(edit.catalog, alter.routine)))
    routine->alterations.push_back(alter.actions);
}

}  // namespace migc::compiler
