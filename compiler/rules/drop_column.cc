#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  const auto* alter = cx.as<AlterTable>();
  if (!alter || !cx.in_use(alter->table)) return;
  const Table* table = cx.model().find_table(alter->table);
  for (const AlterTableCommand& command : alter->commands) {
    const auto* drop = std::get_if<DropColumn>(&command.alteration);
    if (!drop) continue;
    const Column* column = table ? table->column(drop->column) : nullptr;
    RuleFinding& finding = out.add(
        command.target,
        "dropping column " + quoted(drop->column) + " of table " + quoted(alter->table.name) +
            " loses its values, and breaks the program version that is still running");
    finding.help_with(
        "release a version that no longer uses it, then drop it with: -- migc: "
        "allow(drop-column): nothing reads it since release …");
    if (column) finding.note(column->origin, "column " + quoted(column->name) + " was made");
  }
}

constexpr Example kExamples[] = {{
    .title = "A column that the running program may still read",
    .bad = R"sql(
-- file: 0001_accounts.sql
CREATE TABLE accounts (id bigint PRIMARY KEY, fax text);
-- file: 0002_drop.sql
ALTER TABLE accounts DROP COLUMN fax;  -- expect: drop-column
)sql",
    .good = R"sql(
-- file: 0001_accounts.sql
CREATE TABLE accounts (id bigint PRIMARY KEY, fax text);
-- file: 0002_drop.sql
-- migc: allow(drop-column): nothing reads it since release 41
ALTER TABLE accounts DROP COLUMN fax;
)sql",
}};

}  // namespace

extern constexpr Rule rule_drop_column = checked({
    .id = "drop-column",
    .dialects = {.postgresql = true, .sqlite = true},
    .summary = "Dropping a column of a table of an earlier migration",
    .rationale = "The values are gone, and no undo text brings them back. During a rolling deploy "
                 "the old version of the program still names the column, and fails.",
    .remedy =
        "Stop using the column, release that, and drop it in a later release, with an `allow` "
        "that says since when nobody needs it.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
