#include "compiler/schema/apply.h"

namespace migc::compiler {
namespace {

void take_owner(Edit& edit, Sequence& sequence, const std::vector<std::string>& path) {
  if (path.empty()) return;
  sequence.owner_table = 0;
  sequence.owner_column = 0;
  if (path.size() < 2) return;  // OWNED BY NONE
  const QualifiedName table{
      path.size() > 2 ? path[path.size() - 3] : "", path[path.size() - 2], {}};
  Table* owner = edit.catalog.find_relation<Table>(table);
  const Column* column = owner ? owner->column(path.back()) : nullptr;
  if (!column) return;
  sequence.owner_table = owner->id;
  sequence.owner_column = column->number;
  edit.catalog.note_use(owner->id, sequence.id);
}

}  // namespace

void apply(Edit& edit, const CreateSequence& create) {
  const ObjectId schema = create.persistence == Persistence::temporary
                              ? edit.catalog.temporary_schema(edit.origin)
                              : edit.catalog.schema_for_creation(create.sequence, edit.origin);
  if (edit.catalog.find_in(NameSpace::relation, schema, create.sequence.name)) return;
  auto sequence = std::make_unique<Sequence>();
  sequence->schema = schema;
  sequence->name = create.sequence.name;
  sequence->persistence = create.persistence;
  sequence->type.name = "int8";
  if (create.type) sequence->type = Binder(edit.catalog).type(*create.type);
  merge_sequence_options(*sequence, create.options);
  take_owner(edit, edit.catalog.add(std::move(sequence), edit.origin), create.owned_by);
}

void apply(Edit& edit, const AlterSequence& alter) {
  auto* sequence = edit.catalog.find_relation<Sequence>(alter.sequence);
  if (!sequence) return;
  if (alter.type) sequence->type = Binder(edit.catalog).type(*alter.type);
  merge_sequence_options(*sequence, alter.options);
  take_owner(edit, *sequence, alter.owned_by);
}

}  // namespace migc::compiler
