#include <algorithm>

#include "compiler/facts/builtin.h"
#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/foreign_keys.h"
#include "compiler/rules/rule.h"
#include "compiler/rules/type_names.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

std::string_view family(std::string_view type) {
  if (type == "varchar" || type == "bpchar") return "text";
  if (type == "serial" || type == "serial4") return "int4";
  if (type == "bigserial" || type == "serial8") return "int8";
  return type == "smallserial" || type == "serial2" ? "int2" : type;
}

// A wider integer holds every value of a narrower one.
bool holds_all(std::string_view type, std::string_view referenced) {
  const auto is_integer = [](std::string_view name) {
    return name == "int2" || name == "int4" || name == "int8";
  };
  return type == referenced || (is_integer(type) && is_integer(referenced) && type > referenced);
}

// Empty when it is not known, or no built-in type.
std::string type_of(const Context& cx, const NewForeignKey& made, const std::string& name) {
  const ColumnDefinition* definition = made.column;
  if (const auto* create = cx.as<CreateTable>(); create && !definition)
    for (const ColumnDefinition* column : create->columns())
      if (column->name == name) definition = column;
  if (definition)
    return is_builtin_type(family(definition->type.name)) ? definition->type.name : "";
  const Table* table = cx.model().find_table(made.table);
  const Column* column = table ? table->column(name) : nullptr;
  return column && column->type.object == 0 ? column->type.name : "";
}

std::vector<const Column*> referenced_columns(const Table& table, const ConstraintDefinition& key) {
  std::vector<const Column*> out;
  for (const std::string& name : key.referenced_columns) out.push_back(table.column(name));
  if (!out.empty()) return out;
  for (const Constraint& constraint : table.constraints)
    if (constraint.kind == ConstraintKind::primary_key)
      for (const ColumnNumber number : constraint.columns) out.push_back(table.column(number));
  return out;
}

void check(const Context& cx, Findings& out) {
  for (const NewForeignKey& made : new_foreign_keys(cx)) {
    const Table* table = cx.model().find_table(*made.key.referenced_table);
    if (!table) continue;
    const auto targets = referenced_columns(*table, made.key);
    for (std::size_t i = 0; i < std::min(targets.size(), made.key.columns.size()); ++i) {
      const std::string type = type_of(cx, made, made.key.columns[i]);
      if (type.empty() || !targets[i] || targets[i]->type.name.empty()) continue;
      if (holds_all(family(type), family(targets[i]->type.name))) continue;
      const std::string wanted(common_type_name(targets[i]->type.name));
      out.add(made.key.span, "column " + quoted(made.key.columns[i]) + " is " +
                                 std::string(common_type_name(type)) + " but refers to " +
                                 quoted(table->name + "." + targets[i]->name) + ", which is " +
                                 wanted)
          .help_with("give column " + quoted(made.key.columns[i]) + " the type " + wanted)
          .note(targets[i]->origin, "column " + quoted(targets[i]->name) + " got its type");
    }
  }
}

constexpr Example kExamples[] = {{
    .title = "A narrower reference",
    .bad = R"sql(
-- file: 0001_tables.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
-- file: 0002_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, customer integer REFERENCES customers (id));  -- expect: fk-type-mismatch
)sql",
    .good = R"sql(
-- file: 0001_tables.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
-- file: 0002_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint REFERENCES customers (id));
)sql",
}};

}  // namespace

extern constexpr Rule rule_fk_type_mismatch = checked({
    .id = "fk-type-mismatch",
    .level = Level::warning,
    .summary = "A foreign key whose columns cannot hold what they refer to",
    .rationale = "Each check of the key has to convert. The narrower side overflows first: an "
                 "integer that refers to a bigint fails for the first id above 2147483647, years "
                 "after the table was made.",
    .remedy = "Give the referencing column the type of the referenced one while the table is new. "
              "Later, add a second column and move over.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
