#include <algorithm>

#include "compiler/rules/alterations.h"
#include "compiler/rules/column_use.h"
#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

bool has_part(const Constraint& constraint, const Table& table, ColumnNumber column) {
  if (constraint.kind == ConstraintKind::check)
    return uses_column(constraint.expression, table.id, column);
  return std::find(constraint.columns.begin(), constraint.columns.end(), column) !=
         constraint.columns.end();
}

std::size_t width(const Constraint& constraint, const Table& table) {
  std::size_t count = 0;
  for (const Column& column : table.columns)
    count += has_part(constraint, table, column.number) ? 1 : 0;
  return count;
}

const char* words(ConstraintKind kind) {
  switch (kind) {
    case ConstraintKind::primary_key:
      return "primary key";
    case ConstraintKind::unique:
      return "unique constraint";
    case ConstraintKind::foreign_key:
      return "foreign key";
    case ConstraintKind::exclusion:
      return "exclusion constraint";
    default:
      return "CHECK";
  }
}

// The same statement says what is to hold instead.
bool is_replaced(const AlterTable& alter, ConstraintKind kind) {
  return std::any_of(alter.commands.begin(), alter.commands.end(), [&](const auto& command) {
    const auto* add = std::get_if<AddConstraint>(&command.alteration);
    return add && add->constraint.kind == kind;
  });
}

void check(const Context& cx, Findings& out) {
  for (const auto& altered : alterations_in_use<DropColumn>(cx)) {
    const Column* column = altered.column(altered.change.column);
    if (!column) continue;
    for (const Constraint& constraint : altered.table->constraints) {
      if (!has_part(constraint, *altered.table, column->number) ||
          width(constraint, *altered.table) < 2 || is_replaced(altered.alter, constraint.kind))
        continue;
      const std::string what = words(constraint.kind) + (" " + quoted(constraint.name));
      out.add(altered.command.target, what + " of table " + quoted(altered.table_name()) +
                                          " goes with column " + quoted(column->name) +
                                          ", also for its other columns")
          .help_with(
              "first say what holds for the others, then: " + alter_table_sql(altered.alter) +
              " DROP CONSTRAINT " + sql_name(constraint.name) + ";")
          .note(constraint.origin, what + " was made");
    }
  }
}

constexpr Example kExamples[] = {{
    .title = "Half of a key",
    .bad = R"sql(
-- file: 0001_prices.sql
CREATE TABLE prices (id bigint PRIMARY KEY, article bigint, region text, UNIQUE (article, region));
-- file: 0002_drop.sql
ALTER TABLE prices DROP COLUMN region;  -- expect: drop-column-loses-constraint
)sql",
    .good = R"sql(
-- file: 0001_prices.sql
CREATE TABLE prices (id bigint PRIMARY KEY, article bigint, region text, UNIQUE (article, region));
-- file: 0002_constraint.sql
ALTER TABLE prices DROP CONSTRAINT prices_article_region_key;
-- file: 0003_drop.sql
-- migc: allow(drop-column): nothing reads it since release 41
ALTER TABLE prices DROP COLUMN region;
)sql",
}};

}  // namespace

extern constexpr Rule rule_drop_column_loses_constraint = checked({
    .id = "drop-column-loses-constraint",
    .level = Level::warning,
    .summary = "Dropping a column that is part of a larger constraint",
    .rationale = "A key or CHECK over several columns goes with any one of them, without a word. "
                 "What it kept in order for the other columns, nothing keeps any more.",
    .remedy = "Add the constraint that is to hold for the remaining columns, then drop the old one "
              "by name, then the column.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
