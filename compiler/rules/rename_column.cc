#include <algorithm>

#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/new_columns.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

bool column_takes_its_place(const Context& cx, const ObjectName& column) {
  return std::any_of(cx.later().begin(), cx.later().end(), [&](const Statement& statement) {
    const auto* alter = as<AlterTable>(statement);
    if (!alter || alter->table.name != column.name.name) return false;
    return std::any_of(alter->commands.begin(), alter->commands.end(), [&](const auto& command) {
      const auto* add = std::get_if<AddColumn>(&command.alteration);
      return add && add->column.name == column.part;
    });
  });
}

void check(const Context& cx, Findings& out) {
  const auto* rename = cx.as<Rename>();
  if (!rename || rename->object.kind != ObjectKind::column || !cx.in_use(rename->object.name))
    return;
  if (cx.transactional() && column_takes_its_place(cx, rename->object)) return;
  const Table* table = cx.model().find_table(rename->object.name);
  const Column* column = table ? table->column(rename->object.part) : nullptr;
  if (column && is_new_column(cx, *column)) return;
  RuleFinding& finding =
      out.add(rename->target, "renaming column " + quoted(rename->object.part) + " of table " +
                                  quoted(rename->object.name.name) +
                                  " breaks the program version that is still running");
  finding.help_with("add column " + sql_name(rename->new_name) +
                    ", write both while you fill it, move the readers, then drop " +
                    sql_name(rename->object.part));
  if (column) finding.note(column->origin, "column " + quoted(column->name) + " was made");
}

constexpr Example kExamples[] = {{
                                     .title = "A better name for a column in use",
                                     .bad = R"sql(
-- file: 0001_accounts.sql
CREATE TABLE accounts (id bigint PRIMARY KEY, mail text);
-- file: 0002_rename.sql
ALTER TABLE accounts RENAME COLUMN mail TO email;  -- expect: rename-column
)sql",
                                     .good = R"sql(
-- file: 0001_accounts.sql
CREATE TABLE accounts (id bigint PRIMARY KEY, mail text);
-- file: 0002_expand.sql
ALTER TABLE accounts ADD COLUMN email text;
)sql",
                                 },
                                 {
                                     .title = "A column that is made under another name",
                                     .bad = R"sql(
-- file: 0001_accounts.sql
CREATE TABLE accounts (id bigint PRIMARY KEY, age integer);
-- file: 0002_age.sql
ALTER TABLE accounts ADD COLUMN new_age text;
ALTER TABLE accounts RENAME COLUMN age TO old_age;  -- expect: rename-column
)sql",
                                     .good = R"sql(
-- file: 0001_accounts.sql
CREATE TABLE accounts (id bigint PRIMARY KEY);
-- file: 0002_age.sql
ALTER TABLE accounts ADD COLUMN new_age text;
ALTER TABLE accounts RENAME COLUMN new_age TO age;
)sql",
                                 }};

}  // namespace

extern constexpr Rule rule_rename_column = checked({
    .id = "rename-column",
    .dialects = {.postgresql = true, .sqlite = true},
    .summary = "Renaming a column of a table of an earlier migration",
    .rationale =
        "Between the migration and the end of the deploy, two versions of the program run. "
        "One of them names a column that is not there.",
    .remedy = "Expand and contract: add a column with the new name, write both, fill the old rows, "
              "move the readers, and drop the old column in a later release.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
