#include <algorithm>

#include "compiler/rules/alterations.h"
#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

bool is_same(const ConstraintDefinition& made, const Constraint& dropped, const Table& table) {
  if (made.kind != dropped.kind) return false;
  if (made.kind == ConstraintKind::check) return made.name == dropped.name;
  std::vector<std::string> columns;
  for (const ColumnNumber number : dropped.columns)
    if (const Column* column = table.column(number)) columns.push_back(column->name);
  return made.columns == columns || !made.using_index.empty();
}

bool adds_back(const AlterTable& alter, const Constraint& dropped, const Table& table) {
  return std::any_of(alter.commands.begin(), alter.commands.end(),
                     [&](const AlterTableCommand& command) {
                       const auto* add = std::get_if<AddConstraint>(&command.alteration);
                       return add && is_same(add->constraint, dropped, table);
                     });
}

bool comes_back(const Context& cx, const AlterTable& here, const Constraint& dropped,
                const Table& table) {
  if (adds_back(here, dropped, table)) return true;
  return std::any_of(cx.later().begin(), cx.later().end(), [&](const Statement& statement) {
    const auto* alter = as<AlterTable>(statement);
    return alter && alter->table.name == here.table.name && adds_back(*alter, dropped, table);
  });
}

// With one mention of the column, nothing else is left for it to say.
bool says_only_not_null(const Constraint& constraint) {
  return constraint.implies_not_null.size() == 1 && constraint.expression.references.size() == 1;
}

// Of a column that the constraint is named after.
bool sets_not_null(const Statement& statement, const std::string& table,
                   const std::string& constraint) {
  const auto* alter = as<AlterTable>(statement);
  return alter && alter->table.name == table &&
         std::any_of(alter->commands.begin(), alter->commands.end(), [&](const auto& command) {
           const auto* set = std::get_if<SetNotNull>(&command.alteration);
           return set && constraint.find(set->column) != std::string::npos;
         });
}

// A CHECK that was the way to SET NOT NULL. What one that is older than the
// migrations says is not known: the file tells.
bool has_done_its_work(const Context& cx, const Constraint& dropped, const Table& table) {
  if (dropped.kind != ConstraintKind::check) return false;
  if (dropped.origin == kBeforeHistory)
    return std::any_of(cx.earlier().begin(), cx.earlier().end(), [&](const Statement& each) {
      return sets_not_null(each, table.name, dropped.name);
    });
  const Column* column =
      says_only_not_null(dropped) ? table.column(dropped.implies_not_null.front()) : nullptr;
  return column && column->not_null;
}

void check(const Context& cx, Findings& out) {
  for (const auto& altered : alterations_in_use<DropConstraint>(cx)) {
    const Constraint* dropped =
        altered.table ? altered.table->constraint(altered.change.name) : nullptr;
    if (dropped && (comes_back(cx, altered.alter, *dropped, *altered.table) ||
                    has_done_its_work(cx, *dropped, *altered.table)))
      continue;
    RuleFinding& finding = out.add(
        altered.command.target, "rows come into table " + quoted(altered.table_name()) +
                                    " that constraint " + quoted(altered.change.name) + " refused");
    finding.help_with(
        "add what replaces it first, or say why nothing does: -- migc: allow(drop-constraint): "
        "REASON");
    if (dropped) finding.note(dropped->origin, "constraint " + quoted(dropped->name) + " was made");
  }
}

constexpr Example kExamples[] = {{
    .title = "A rule that no longer holds",
    .bad = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, total numeric CONSTRAINT total_positive CHECK (total >= 0));
-- file: 0002_drop.sql
ALTER TABLE orders DROP CONSTRAINT total_positive;  -- expect: drop-constraint
)sql",
    .good = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, total numeric CONSTRAINT total_positive CHECK (total >= 0));
-- file: 0002_replace.sql
ALTER TABLE orders DROP CONSTRAINT total_positive, ADD CONSTRAINT total_positive CHECK (total >= -100) NOT VALID;
)sql",
}};

}  // namespace

extern constexpr Rule rule_drop_constraint = checked({
    .id = "drop-constraint",
    .level = Level::off,
    .summary = "Dropping a constraint of a table in use",
    .rationale =
        "From now on rows come in that the constraint refused, from the program version that "
        "counts on the database to refuse them. Adding it back later fails on those rows.",
    .remedy = "Add what replaces it first; a foreign key or CHECK as NOT VALID.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
