#include "compiler/schema/alter_table.h"

#include <algorithm>

namespace migc::compiler {
namespace {

Column* find_column(Table& table, std::string_view name) {
  const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                  [&](const Column& column) { return column.name == name; });
  return found == table.columns.end() ? nullptr : &*found;
}

bool names_column(const std::vector<std::string>& columns, const std::string& name) {
  return std::find(columns.begin(), columns.end(), name) != columns.end();
}

// Constraints and indexes over a column go with it.
void drop_column(Table& table, const std::string& name) {
  const auto uses = [&](const auto& object) { return names_column(object.columns, name); };
  table.columns.erase(std::remove_if(table.columns.begin(), table.columns.end(),
                                     [&](const Column& column) { return column.name == name; }),
                      table.columns.end());
  table.constraints.erase(std::remove_if(table.constraints.begin(), table.constraints.end(), uses),
                          table.constraints.end());
  table.indexes.erase(std::remove_if(table.indexes.begin(), table.indexes.end(), uses),
                      table.indexes.end());
}

void drop_constraint(Table& table, const std::string& name) {
  table.constraints.erase(
      std::remove_if(table.constraints.begin(), table.constraints.end(),
                     [&](const Constraint& constraint) { return constraint.name == name; }),
      table.constraints.end());
}

void validate_constraint(Table& table, const std::string& name) {
  for (Constraint& constraint : table.constraints)
    if (constraint.name == name) constraint.valid = true;
}

// One overload per sub-command.
struct Apply {
  Table& table;
  Origin origin;

  void operator()(const AddColumn& add) const {
    if (add.if_not_exists && table.column(add.column.name)) return;
    add_column(table, add.column, origin);
  }
  void operator()(const DropColumn& drop) const { drop_column(table, drop.column); }
  void operator()(const AlterColumnType& alter) const {
    if (Column* column = find_column(table, alter.column)) {
      column->type = alter.type;
      column->origin = origin;
    }
  }
  void operator()(const SetDefault& set) const {
    if (Column* column = find_column(table, set.column)) column->default_value = set.value;
  }
  void operator()(const DropDefault& drop) const {
    if (Column* column = find_column(table, drop.column)) column->default_value.reset();
  }
  void operator()(const SetNotNull& set) const {
    if (Column* column = find_column(table, set.column)) column->not_null = true;
  }
  void operator()(const DropNotNull& drop) const {
    if (Column* column = find_column(table, drop.column)) column->not_null = false;
  }
  void operator()(const AddConstraint& add) const { add_constraint(table, add.constraint, origin); }
  void operator()(const DropConstraint& drop) const { drop_constraint(table, drop.name); }
  void operator()(const ValidateConstraint& validate) const {
    validate_constraint(table, validate.name);
  }
  void operator()(const OtherAlteration&) const {}
};

}  // namespace

void alter_table(Table& table, const Alteration& alteration, Origin origin) {
  std::visit(Apply{table, origin}, alteration);
}

void add_column(Table& table, const ColumnDefinition& definition, Origin origin) {
  table.columns.push_back(
      {definition.name, definition.type, definition.not_null, definition.default_value, origin});
  for (const ConstraintDefinition& constraint : definition.constraints)
    add_constraint(table, constraint, origin);
}

void add_constraint(Table& table, const ConstraintDefinition& definition, Origin origin) {
  if (definition.kind == ConstraintKind::primary_key)
    for (const std::string& name : definition.columns)
      if (Column* column = find_column(table, name)) column->not_null = true;
  table.constraints.push_back({definition.name, definition.kind, definition.columns,
                               definition.implies_not_null, !definition.not_valid, origin});
}

}  // namespace migc::compiler
