// Domains: a new condition is checked in every table that uses the domain.
#include "compiler/forecast/foresee.h"
#include "compiler/forecast/relations.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

bool reads_tables(const AlterDomain& alter, const Domain& domain) {
  switch (alter.action) {
    case AlterDomain::Action::add_constraint:
      return alter.constraint && !alter.constraint->not_valid;
    case AlterDomain::Action::set_not_null:
      return !domain.not_null;
    case AlterDomain::Action::validate_constraint:
      return true;
    default:
      return false;
  }
}

}  // namespace

void foresee(Effects& effects, const AlterDomain& alter) {
  const auto* domain = as_object<Domain>(effects.catalog().find_type(alter.domain));
  if (!domain) return effects.unsure("no migration made the domain " + quoted(alter.domain.name));
  if (!reads_tables(alter, *domain)) return;
  effects.because("every table with a column of the domain is read while its rows must not change");
  for (const Table* table : tables_of_type(effects.catalog(), domain->id)) {
    effects.lock(table, LockMode::share);
    if (!table->partitioned()) effects.scan(*table);
  }
}

void foresee(Effects& effects, const CreateDomain& create) {
  const Object* type = effects.catalog().find_type({create.type.schema, create.type.name, {}});
  if (type && type->kind == Kind::composite_type) effects.lock(type, LockMode::access_share);
}

}  // namespace migc::compiler
