#include "compiler/rules/alterations.h"
#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  for (const auto& altered : alterations_in_use<SetDefault>(cx)) {
    const Column* column = altered.column(altered.change.column);
    if (!column || cx.is_new(column->origin)) continue;
    out.add(altered.command.target,
            "the program version that is still running may go on writing the old default of "
            "column " +
                quoted(altered.change.column))
        .help_with("release a version that writes " + sql_name(altered.change.column) +
                   " itself first")
        .note(column->origin, "column " + quoted(altered.change.column) + " was made");
  }
}

constexpr Example kExamples[] = {{
    .title = "Another default",
    .bad = R"sql(
-- file: 0001_accounts.sql
CREATE TABLE accounts (id bigint PRIMARY KEY, plan text DEFAULT 'free');
-- file: 0002_default.sql
ALTER TABLE accounts ALTER COLUMN plan SET DEFAULT 'trial';  -- expect: change-column-default
)sql",
    .good = R"sql(
-- file: 0001_accounts.sql
CREATE TABLE accounts (id bigint PRIMARY KEY, plan text DEFAULT 'trial');
)sql",
}};

}  // namespace

extern constexpr Rule rule_change_column_default = checked({
    .id = "change-column-default",
    .level = Level::off,
    .summary = "A new default for a column of a table in use",
    .rationale = "A program that names every column in its INSERTs, or an ORM that reads the "
                 "defaults once when it starts, goes on to write the old default until it is "
                 "restarted. Rows that are there keep their values.",
    .remedy = "Release a version that writes the value itself, then change the default.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
