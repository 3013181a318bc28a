// Triggers, policies and rules.
#include "compiler/forecast/foresee.h"
#include "compiler/forecast/relations.h"

namespace migc::compiler {
namespace {

// What an expression with sub-selects names.
void read_named(Effects& effects, const SqlText& text, const QualifiedName& table) {
  for (const Reference& reference : text.references) {
    if (reference.kind != ReferenceKind::relation || reference.literal) continue;
    const QualifiedName name = name_of_path(reference.path);
    if (name.name != table.name) read_when_parsed(effects, name);
  }
}

void read_named(Effects& effects, const std::optional<Expression>& expression,
                const QualifiedName& table) {
  if (expression) read_named(effects, expression->text, table);
}

}  // namespace

void foresee(Effects& effects, const CreateTrigger& create) {
  const Object* found = effects.lock_named(create.table, LockMode::share_row_exclusive);
  effects.because("rows must not change while the trigger comes to be");
  if (create.from_table) effects.lock_named(*create.from_table, LockMode::access_share);
  const auto* table = as_object<Table>(found);
  if (!table || !table->partitioned() || !create.for_each_row) return;
  for (const Table* part : with_descendants(effects.catalog(), *table))
    effects.lock(part, LockMode::share_row_exclusive);
}

void foresee(Effects& effects, const CreatePolicy& create) {
  effects.lock_named(create.table, LockMode::access_exclusive);
  read_named(effects, create.using_expression, create.table);
  read_named(effects, create.check_expression, create.table);
}

void foresee(Effects& effects, const AlterPolicy& alter) {
  effects.lock_named(alter.table, LockMode::access_exclusive);
  read_named(effects, alter.using_expression, alter.table);
  read_named(effects, alter.check_expression, alter.table);
}

void foresee(Effects& effects, const CreateRule& create) {
  effects.lock_named(create.table, LockMode::access_exclusive);
  // Whether it reads or changes them is not told apart.
  for (const Reference& reference : create.definition.references) {
    if (reference.kind != ReferenceKind::relation) continue;
    const Object* named = effects.catalog().find(NameSpace::relation, name_of_path(reference.path));
    effects.lock(named, LockMode::row_exclusive, Sure::no);
  }
}

}  // namespace migc::compiler
