#include "compiler/rules/alterations.h"
#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/rules/type_names.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

bool has_value_for_old_rows(const ColumnDefinition& column) {
  return column.default_value || column.generated || column.identity != Identity::none ||
         is_serial(column.type);
}

std::string remedy(const Context& cx, const AlterTable& alter, const ColumnDefinition& column) {
  const Span type = column.type.span;
  const std::string type_sql(type.end > type.begin ? cx.text(type) : "TYPE");
  std::string with_default = "give it a default for the rows that are there: ALTER TABLE " +
                             sql_name(alter.table) + " ADD COLUMN " + sql_name(column.name) + " " +
                             type_sql + " NOT NULL DEFAULT VALUE";
  if (cx.dialect() == Dialect::sqlite) return with_default;
  return with_default +
         "; or add it without NOT NULL, fill it, then SET NOT NULL behind a validated CHECK";
}

void check(const Context& cx, Findings& out) {
  for (const auto& added : alterations<AddColumn>(cx)) {
    const ColumnDefinition& column = added.change.column;
    if (!column.not_null || has_value_for_old_rows(column) || !cx.may_hold_rows(added.alter.table))
      continue;
    out.add(column.span, "column " + quoted(column.name) + " of table " +
                             quoted(added.table_name()) +
                             " is NOT NULL without a default: the statement fails as soon as the "
                             "table holds a row")
        .help_with(remedy(cx, added.alter, column))
        .note_created(added.table);
  }
}

constexpr Example kExamples[] = {{
    .title = "A required column on a table that already has rows",
    .bad = R"sql(
-- file: 0001_accounts.sql
CREATE TABLE accounts (id bigint PRIMARY KEY);
-- file: 0002_email.sql
ALTER TABLE accounts ADD COLUMN email text NOT NULL;  -- expect: add-column-required
)sql",
    .good = R"sql(
-- file: 0001_accounts.sql
CREATE TABLE accounts (id bigint PRIMARY KEY);
-- file: 0002_email.sql
ALTER TABLE accounts ADD COLUMN email text NOT NULL DEFAULT '';
)sql",
}};

}  // namespace

extern constexpr Rule rule_add_column_required = checked({
    .id = "add-column-required",
    .dialects = {.postgresql = true, .sqlite = true},
    .summary = "Adding a NOT NULL column without a default to an existing table",
    .rationale =
        "The statement fails as soon as the table holds one row: it passes on an empty test "
        "database and breaks the release. Where it passes, the program version that is still "
        "running cannot insert any more, because it does not know the column.",
    .remedy =
        "Give the column a constant DEFAULT, which costs nothing since PostgreSQL 11. Or add it "
        "nullable, fill it in batches, and set NOT NULL behind a validated CHECK.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
