// Sequences, and the tables that own them.
#include "compiler/forecast/foresee.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

// Written as table.column, or schema.table.column; NONE has one part.
void look_at_owner(Effects& effects, const std::vector<std::string>& owned_by) {
  if (owned_by.size() < 2) return;
  const std::size_t table = owned_by.size() - 2;
  effects.lock_named({table > 0 ? owned_by[table - 1] : "", owned_by[table], {}},
                     LockMode::access_share);
}

}  // namespace

void foresee(Effects& effects, const CreateSequence& create) {
  look_at_owner(effects, create.owned_by);
}

void foresee(Effects& effects, const AlterSequence& alter) {
  if (alter.if_exists && !effects.catalog().find(NameSpace::relation, alter.sequence)) return;
  effects.lock_named(alter.sequence, LockMode::share_row_exclusive, RelationSort::sequence);
  effects.because("whoever asks the sequence for a number waits");
  look_at_owner(effects, alter.owned_by);
}

}  // namespace migc::compiler
