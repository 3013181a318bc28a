// ALTER TABLE's sub-commands about columns: when rows are read or written.
#include <algorithm>

#include "compiler/forecast/alter.h"
#include "compiler/forecast/column_type.h"
#include "compiler/forecast/functions.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

bool drops_constraint(const AlterTable& alter, const std::string& name) {
  return std::any_of(alter.commands.begin(), alter.commands.end(), [&](const auto& command) {
    const auto* drop = std::get_if<DropConstraint>(&command.alteration);
    return drop && drop->name == name;
  });
}

bool is_serial(const TypeName& type) {
  return !serial_integer(type).empty();
}

// Why every row gets a value of its own; empty when none does.
std::string why_written(const Catalog& catalog, const ColumnDefinition& column) {
  const std::string name = "column " + quoted(column.name);
  if (is_serial(column.type) || column.identity != Identity::none)
    return name + " numbers every row";
  if (column.generation == Generated::stored) return name + " is computed and stored for every row";
  const Domain* domain = domain_of(catalog, column.type);
  if (domain && is_constrained(catalog, *domain))
    return "every row is checked against the domain " + quoted(domain->name);
  return {};
}

Varies default_varies(const Alter& alter, const ColumnDefinition& column) {
  return column.default_value ? varies(alter.effects, column.default_value->functions) : Varies::no;
}

// Whether rows that are there already get something other than null.
bool fills_rows(const Catalog& catalog, const ColumnDefinition& column) {
  if (column.default_value) return !column.default_value->null_constant;
  if (const Domain* domain = domain_of(catalog, column.type); domain && domain->default_value)
    return true;
  return is_serial(column.type) || column.identity != Identity::none ||
         column.generation != Generated::none;
}

// Whether something must be checked or indexed row by row.
bool checks_rows(const Catalog& catalog, const ColumnDefinition& column) {
  if (column.not_null && !fills_rows(catalog, column)) return true;
  return std::any_of(column.constraints.begin(), column.constraints.end(),
                     [](const ConstraintDefinition& constraint) {
                       return constraint.kind != ConstraintKind::foreign_key &&
                              !constraint.not_valid && !constraint.not_enforced;
                     });
}

void write_column(Alter& alter, const ColumnDefinition& column) {
  const std::string why = why_written(alter.catalog(), column);
  if (!why.empty()) {
    alter.effects.because(why + ", so the table and its indexes are written anew");
    return write_tree_anew(alter);
  }
  const Varies value = default_varies(alter, column);
  if (value == Varies::yes) {
    alter.effects.because("the default of column " + quoted(column.name) +
                          " is another one for each row, so the table and its indexes are written "
                          "anew");
    return write_tree_anew(alter);
  }
  if (value == Varies::perhaps) {
    alter.effects.unsure("a default of column " + quoted(column.name) +
                         " that is volatile writes the table anew");
    for (const Table* table : alter.tree) write_anew(alter.effects, *table, Sure::no);
    return;
  }
  if (!checks_rows(alter.catalog(), column))
    alter.effects.because("adding column " + quoted(column.name) + " changes only the catalog");
}

// PostgreSQL skips the check of a key only where nothing gives a value, not even
// DEFAULT NULL.
bool gives_value(const ColumnDefinition& column) {
  return column.default_value || is_serial(column.type) || column.generation != Generated::none;
}

void add_keys(Alter& alter, const ColumnDefinition& column) {
  for (const ConstraintDefinition& constraint : column.constraints)
    if (constraint.kind == ConstraintKind::foreign_key)
      add_foreign_key(alter.effects, {&alter.table, constraint, gives_value(column)});
}

}  // namespace

bool is_proved_not_null(const Table& table, const AlterTable& alter, const Column& column) {
  return std::any_of(
      table.constraints.begin(), table.constraints.end(), [&](const Constraint& constraint) {
        const auto& implied = constraint.implies_not_null;
        return constraint.valid && !drops_constraint(alter, constraint.name) &&
               std::find(implied.begin(), implied.end(), column.number) != implied.end();
      });
}

void foresee(Alter& alter, const AddColumn& add) {
  if (add.if_not_exists && alter.table.column(add.column.name)) {
    alter.tree = {&alter.table};
    return alter.effects.because("column " + quoted(add.column.name) + " is there already");
  }
  if (add.column.default_value) use_default(alter.effects, *add.column.default_value);
  write_column(alter, add.column);
  if (checks_rows(alter.catalog(), add.column)) {
    alter.effects.because("what column " + quoted(add.column.name) +
                          " must hold is checked row by row");
    scan_tree(alter);
  }
  add_keys(alter, add.column);
}

void foresee(Alter& alter, const SetDefault& set) {
  use_default(alter.effects, set.value);
}

void foresee(Alter& alter, const SetNotNull& set) {
  bool reads = false;
  for (const Table* table : alter.tree) {
    const Column* column = table->column(set.column);
    if (table->partitioned() || !column || column->not_null) continue;
    if (is_proved_not_null(*table, alter.statement, *column)) continue;
    alter.effects.scan(*table);
    reads = true;
  }
  const std::string name = "column " + quoted(set.column);
  alter.effects.because(reads ? "every row is read to see that " + name + " holds no null"
                              : "it is known already that " + name + " holds no null");
}

void foresee(Alter& alter, const SetExpression& set) {
  const Column* column = alter.table.column(set.column);
  if (column && column->generation == Generated::on_read) return;
  alter.effects.because("column " + quoted(set.column) +
                        " is computed anew for every row, and the table written anew");
  write_tree_anew(alter);
}

}  // namespace migc::compiler
