#include <algorithm>
#include <array>

#include "compiler/schema/edit.h"
#include "compiler/schema/generated_names.h"
#include "compiler/schema/render.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

BoundText nextval_of(Edit& edit, const Sequence& sequence, ObjectId user) {
  BoundText out{"nextval('s'::regclass)", {}};
  BoundReference reference;
  reference.span = {8, 11};
  reference.kind = ReferenceKind::relation;
  reference.literal = true;
  reference.object = sequence.id;
  edit.catalog.note_use(sequence.id, user);
  out.references.push_back(std::move(reference));
  return out;
}

bool is_among(ColumnNumber number, const std::vector<ColumnNumber>& columns) {
  return std::find(columns.begin(), columns.end(), number) != columns.end();
}

bool uses_column(const Constraint& constraint, const Table& table, ColumnNumber number) {
  return is_among(number, constraint.columns) || refers_to(constraint.expression, table.id, number);
}

bool uses_column(const std::vector<KeyColumn>& keys, ObjectId table, ColumnNumber number) {
  return std::any_of(keys.begin(), keys.end(), [&](const KeyColumn& key) {
    return key.column == number || refers_to(key.expression, table, number);
  });
}

bool uses_column(const Index& index, ColumnNumber number) {
  return uses_column(index.keys, index.table, number) || is_among(number, index.included) ||
         refers_to(index.condition, index.table, number);
}

// A trigger, a policy or statistics; the others are asked for above.
bool part_uses_column(const Object& part, const Table& table, ColumnNumber number) {
  if (const auto* trigger = as_object<Trigger>(&part))
    return trigger->table == table.id &&
           (is_among(number, trigger->columns) || refers_to(trigger->condition, table.id, number));
  if (const auto* policy = as_object<Policy>(&part))
    return refers_to(policy->using_expression, table.id, number) ||
           refers_to(policy->check_expression, table.id, number);
  const auto* statistics = as_object<Statistics>(&part);
  return statistics && statistics->table == table.id &&
         uses_column(statistics->keys, table.id, number);
}

std::vector<ObjectId> users(const Edit& edit, const Object& object) {
  const auto all = edit.catalog.users_of(object.id);
  return {all.begin(), all.end()};
}

void drop_parts_of_column(Edit& edit, const Table& table, ColumnNumber number) {
  std::vector<ObjectId> candidates = users(edit, table);
  candidates.insert(candidates.end(), table.triggers.begin(), table.triggers.end());
  candidates.insert(candidates.end(), table.policies.begin(), table.policies.end());
  for (const ObjectId id : candidates)
    if (Object* part = edit.catalog.get(id);
        part && !part->dropped && part_uses_column(*part, table, number))
      drop_object(edit, *part, true);
}

void drop_generated_from(Edit& edit, Table& table, ColumnNumber number) {
  std::vector<std::string> generated;
  for (const Column& column : table.columns)
    if (refers_to(column.generated, table.id, number)) generated.push_back(column.name);
  for (const std::string& name : generated) drop_column(edit, table, name, true, true);
}

void drop_dependents_of_column(Edit& edit, Table& table, ColumnNumber number, bool cascade) {
  for (const ObjectId id : std::vector<ObjectId>(table.indexes))
    if (Index* index = edit.catalog.get_as<Index>(id); index && uses_column(*index, number))
      drop_index(edit, *index);
  std::vector<std::string> doomed;
  for (const Constraint& constraint : table.constraints)
    if (uses_column(constraint, table, number)) doomed.push_back(constraint.name);
  for (const std::string& name : doomed) erase_constraint(edit, table, name);
  for (const ObjectId id : users(edit, table)) {
    auto* sequence = edit.catalog.get_as<Sequence>(id);
    if (sequence && !sequence->dropped && sequence->owner_table == table.id &&
        sequence->owner_column == number)
      edit.catalog.drop(*sequence, edit.origin);
  }
  drop_parts_of_column(edit, table, number);
  drop_generated_from(edit, table, number);
  if (!cascade) return;
  for (const ObjectId id : edit.catalog.users_of(table.id))
    drop_if_column_used(edit, id, table, number);
}

// DEFAULT NULL is no default, unless a call converts it: to a length, or to a domain.
bool converts_null(const Catalog& catalog, const TypeRef& type) {
  static constexpr std::array<std::string_view, 10> kWithLength = {
      "varchar", "bpchar", "numeric",  "timestamp", "timestamptz",
      "time",    "timetz", "interval", "bit",       "varbit"};
  if (catalog.get_as<Domain>(type.object)) return true;
  return !type.modifiers.empty() &&
         std::find(kWithLength.begin(), kWithLength.end(), type.name) != kWithLength.end();
}

}  // namespace

std::vector<ColumnNumber> column_numbers(const Table& table,
                                         const std::vector<std::string>& names) {
  std::vector<ColumnNumber> out;
  for (const std::string& name : names)
    if (const Column* column = table.column(name)) out.push_back(column->number);
  return out;
}

Sequence& add_owned_sequence(Edit& edit, const Table& table, const Column& column,
                             const OwnedSequence& wanted) {
  auto sequence = std::make_unique<Sequence>();
  sequence->schema = table.schema;
  Options rest;
  for (const auto& option : wanted.options) {
    if (option.first == "sequence_name") {
      sequence->name = option.second;
    } else {
      rest.push_back(option);
    }
  }
  if (sequence->name.empty())
    sequence->name =
        relation_name(edit.catalog, table.schema, {table.name, column.name, "seq"}, false);
  sequence->type.name = wanted.type;
  sequence->persistence = table.persistence;
  sequence->owner_table = table.id;
  sequence->owner_column = column.number;
  sequence->identity = wanted.identity;
  merge_sequence_options(*sequence, rest);
  Sequence& added = edit.catalog.add(std::move(sequence), edit.origin);
  edit.catalog.note_use(table.id, added.id);
  return added;
}

void merge_sequence_options(Sequence& sequence, const Options& options) {
  for (const auto& [name, value] : options) {
    if (name == "restart" || name == "logged") continue;
    std::erase_if(sequence.options,
                  [&, &wanted = name](const auto& o) { return o.first == wanted; });
    sequence.options.emplace_back(name, value);
  }
}

void set_default(Edit& edit, const Table& table, Column& column, const Expression& value) {
  column.default_value.reset();
  if (!value.null_constant || converts_null(edit.catalog, column.type))
    column.default_value = Binder(edit.catalog, table.id).expression(value, &table);
}

Column& add_column(Edit& edit, Table& table, const ColumnDefinition& definition) {
  Binder binder(edit.catalog, table.id);
  Column column;
  column.number = ++table.last_column;
  column.name = definition.name;
  column.type = binder.type(definition.type);
  column.not_null = definition.not_null;
  column.identity = definition.identity;
  column.collation = definition.collation;
  column.storage = definition.storage;
  column.compression = definition.compression;
  column.origin = edit.origin;
  const std::string integer = serial_integer(definition.type);
  if (!integer.empty()) {
    const OwnedSequence wanted{integer, {}, false};
    column.default_value =
        nextval_of(edit, add_owned_sequence(edit, table, column, wanted), table.id);
    column.not_null = true;
  }
  if (definition.identity != Identity::none)
    column.sequence = add_owned_sequence(edit, table, column,
                                         {column.type.name, definition.sequence_options, true})
                          .id;
  table.columns.push_back(std::move(column));
  Column& added = table.columns.back();
  if (definition.default_value) set_default(edit, table, added, *definition.default_value);
  if (definition.generated) {
    added.generated = binder.expression(*definition.generated, &table);
    added.generation = definition.generation;
  }
  return added;
}

void add_column_everywhere(Edit& edit, Table& table, const ColumnDefinition& definition,
                           bool if_not_exists) {
  if (table.column(definition.name)) {
    if (!if_not_exists) ++table.column(definition.name)->inherited;
    return;
  }
  add_column(edit, table, definition);
  std::vector<std::string> taken;
  for (const ConstraintDefinition& constraint : definition.constraints)
    add_constraint(edit, table, constraint, taken);
  for (const ObjectId child : std::vector<ObjectId>(table.children)) {
    Table* inheritor = edit.catalog.get_as<Table>(child);
    if (!inheritor) continue;
    // Its constraints reached the children above.
    ColumnDefinition plain = definition;
    plain.constraints.clear();
    const bool was_there = inheritor->column(definition.name) != nullptr;
    add_column_everywhere(edit, *inheritor, plain, false);
    if (was_there) continue;
    inheritor->column(definition.name)->inherited = 1;
    inheritor->column(definition.name)->local = false;
  }
}

void drop_column(Edit& edit, Table& table, const std::string& name, bool cascade, bool recurse) {
  const Column* column = table.column(name);
  if (!column) return;
  drop_dependents_of_column(edit, table, column->number, cascade);
  std::erase_if(table.columns, [&](const Column& c) { return c.name == name; });
  for (const ObjectId child : table.children) {
    Table* inheritor = edit.catalog.get_as<Table>(child);
    Column* theirs = inheritor ? inheritor->column(name) : nullptr;
    if (!theirs) continue;
    if (theirs->inherited > 0) --theirs->inherited;
    if (!recurse) theirs->local = true;
    if (theirs->inherited == 0 && !theirs->local)
      drop_column(edit, *inheritor, name, cascade, true);
  }
}

void set_not_null(Table& table, ColumnNumber number) {
  if (Column* column = table.column(number)) column->not_null = true;
}

}  // namespace migc::compiler
