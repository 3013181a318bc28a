#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

bool has_value_for_old_rows(const ColumnDefinition& column) {
  const bool serial = column.type.name == "serial" || column.type.name == "bigserial" ||
                      column.type.name == "smallserial" || column.type.name == "serial4" ||
                      column.type.name == "serial8" || column.type.name == "serial2";
  return column.default_value || column.generated || column.identity != Identity::none || serial;
}

std::string remedy(const AlterTable& alter, const ColumnDefinition& column) {
  return "give it a default for the rows that are there: ALTER TABLE " + sql_name(alter.table) +
         " ADD COLUMN " + sql_name(column.name) +
         " … NOT NULL DEFAULT …; or add it without NOT NULL, fill it, then SET NOT NULL behind a "
         "validated CHECK";
}

void check(const Context& cx, Findings& out) {
  const auto* alter = cx.as<AlterTable>();
  if (!alter || !cx.may_hold_rows(alter->table)) return;
  for (const AlterTableCommand& command : alter->commands) {
    const auto* add = std::get_if<AddColumn>(&command.alteration);
    if (!add || !add->column.not_null || has_value_for_old_rows(add->column)) continue;
    out.add(add->column.span,
            "column " + quoted(add->column.name) + " of table " + quoted(alter->table.name) +
                " is NOT NULL without a default: the statement fails as soon as the "
                "table holds a row")
        .help_with(remedy(*alter, add->column))
        .note_created(cx.model().find_table(alter->table));
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
