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

bool uses_column(const Constraint& constraint, const Table& table, ColumnNumber number) {
  const auto in = [&](const auto& columns) {
    return std::find(columns.begin(), columns.end(), number) != columns.end();
  };
  const bool in_expression = std::any_of(
      constraint.expression.references.begin(), constraint.expression.references.end(),
      [&](const BoundReference& r) { return r.object == table.id && r.column == number; });
  return in(constraint.columns) || in_expression;
}

bool uses_column(const Index& index, ColumnNumber number) {
  const auto in_text = [&](const BoundText& text) {
    return std::any_of(
        text.references.begin(), text.references.end(),
        [&](const BoundReference& r) { return r.object == index.table && r.column == number; });
  };
  const bool in_keys = std::any_of(index.keys.begin(), index.keys.end(), [&](const KeyColumn& key) {
    return key.column == number || in_text(key.expression);
  });
  const bool included =
      std::find(index.included.begin(), index.included.end(), number) != index.included.end();
  return in_keys || included || (index.condition && in_text(*index.condition));
}

bool uses_column(const Statistics& statistics, ColumnNumber number) {
  return std::any_of(statistics.keys.begin(), statistics.keys.end(), [&](const KeyColumn& key) {
    return key.column == number ||
           std::any_of(key.expression.references.begin(), key.expression.references.end(),
                       [&](const BoundReference& r) {
                         return r.object == statistics.table && r.column == number;
                       });
  });
}

std::vector<ObjectId> users(const Edit& edit, const Object& object) {
  const auto all = edit.catalog.users_of(object.id);
  return {all.begin(), all.end()};
}

void drop_dependents_of_column(Edit& edit, Table& table, const Column& column, bool cascade) {
  for (const ObjectId id : std::vector<ObjectId>(table.indexes))
    if (Index* index = edit.catalog.get_as<Index>(id); index && uses_column(*index, column.number))
      drop_index(edit, *index);
  std::vector<std::string> doomed;
  for (const Constraint& constraint : table.constraints)
    if (uses_column(constraint, table, column.number)) doomed.push_back(constraint.name);
  for (const std::string& name : doomed) erase_constraint(edit, table, name);
  for (const ObjectId id : users(edit, table)) {
    auto* sequence = edit.catalog.get_as<Sequence>(id);
    if (sequence && !sequence->dropped && sequence->owner_table == table.id &&
        sequence->owner_column == column.number)
      edit.catalog.drop(*sequence, edit.origin);
  }
  for (const ObjectId id : users(edit, table))
    if (const auto* statistics = edit.catalog.get_as<Statistics>(id);
        statistics && uses_column(*statistics, column.number))
      edit.catalog.drop(*edit.catalog.get(id), edit.origin);
  if (!cascade) return;
  for (const ObjectId id : edit.catalog.users_of(table.id))
    drop_if_column_used(edit, id, table, column.number);
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
    const Sequence& sequence = add_owned_sequence(edit, table, column, {integer});
    column.default_value = nextval_of(edit, sequence, table.id);
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
  drop_dependents_of_column(edit, table, *column, cascade);
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
