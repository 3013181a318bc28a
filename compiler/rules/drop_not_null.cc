#include "compiler/rules/alterations.h"
#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  for (const auto& altered : alterations_in_use<DropNotNull>(cx)) {
    const Column* column = altered.column(altered.change.column);
    if (column && !column->not_null) continue;
    RuleFinding& finding =
        out.add(altered.command.target,
                "the program version that is still running does not expect nulls in column " +
                    quoted(altered.change.column) + " of table " + quoted(altered.table_name()));
    finding.help_with("release a version that can read nulls first");
    if (column) finding.note(column->origin, "column " + quoted(column->name) + " was made");
  }
}

constexpr Example kExamples[] = {{
    .title = "A column becomes optional",
    .bad = R"sql(
-- file: 0001_accounts.sql
CREATE TABLE accounts (id bigint PRIMARY KEY, email text NOT NULL);
-- file: 0002_optional.sql
ALTER TABLE accounts ALTER COLUMN email DROP NOT NULL;  -- expect: drop-not-null
)sql",
    .good = R"sql(
-- file: 0001_accounts.sql
CREATE TABLE accounts (id bigint PRIMARY KEY, email text);
)sql",
}};

}  // namespace

extern constexpr Rule rule_drop_not_null = checked({
    .id = "drop-not-null",
    .level = Level::off,
    .summary = "DROP NOT NULL on a column of a table in use",
    .rationale = "The program version that is still running expects a value in every row. The "
                 "first null that the new version writes breaks it.",
    .remedy = "Release a version that can read nulls, then drop NOT NULL.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
