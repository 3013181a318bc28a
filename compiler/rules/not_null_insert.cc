#include <algorithm>

#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  const auto* rows = cx.as<ChangeRows>();
  if (!rows || rows->change != RowChange::insert || rows->tables.empty() || rows->columns.empty())
    return;
  const Table* table = cx.model().find_table(rows->tables.front());
  if (!table || !table->uncertain.empty()) return;
  for (const Column& column : table->columns) {
    const bool filled = column.default_value || column.generated ||
                        column.identity != Identity::none || column.type.object != 0;
    if (!column.not_null || filled) continue;
    if (std::find(rows->columns.begin(), rows->columns.end(), column.name) != rows->columns.end())
      continue;
    out.add(cx.place(rows->tables.front()), "the statement fails: column " + quoted(column.name) +
                                                " of table " + quoted(table->name) +
                                                " must have a value, and the INSERT gives none")
        .help_with("add " + sql_name(column.name) + " to the columns of the INSERT")
        .note(column.origin, "column " + quoted(column.name) + " was made");
  }
}

constexpr Example kExamples[] = {{
    .title = "A forgotten column",
    .bad = R"sql(
CREATE TABLE plans (name text NOT NULL, price numeric NOT NULL);
INSERT INTO plans (name) VALUES ('free');  -- expect: not-null-insert
)sql",
    .good = R"sql(
CREATE TABLE plans (name text NOT NULL, price numeric NOT NULL);
INSERT INTO plans (name, price) VALUES ('free', 0);
)sql",
}};

}  // namespace

extern constexpr Rule rule_not_null_insert = checked({
    .id = "not-null-insert",
    .level = Level::off,
    .summary = "An INSERT that leaves out a column that must have a value",
    .rationale = "The statement fails when it runs: the column is NOT NULL and has no default.",
    .remedy = "Give the column a value in the INSERT.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
