#include <algorithm>

#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

// a[1] = …, a[2] = … and a.x = …, a.y = … are parts of one column.
bool sets_parts(std::string_view sql, const std::string& column) {
  return sql.find(column + "[") != std::string_view::npos ||
         sql.find(column + ".") != std::string_view::npos;
}

void check(const Context& cx, Findings& out) {
  const auto* rows = cx.as<ChangeRows>();
  if (!rows || rows->tables.empty()) return;
  for (std::size_t i = 0; i < rows->columns.size(); ++i) {
    const std::string& column = rows->columns[i];
    const auto end = rows->columns.begin() + static_cast<std::ptrdiff_t>(i);
    if (column.empty() || std::find(rows->columns.begin(), end, column) == end ||
        sets_parts(cx.sql(), column))
      continue;
    out.add(cx.place(rows->tables.front()),
            "the statement fails: it sets column " + quoted(column) + " twice")
        .help_with("set column " + quoted(column) + " once")
        .note_created(cx.model().find_table(rows->tables.front()));
  }
}

constexpr Example kExamples[] = {{
    .title = "One column, two values",
    .bad = R"sql(
-- file: 0001_accounts.sql
CREATE TABLE accounts (id bigint PRIMARY KEY, plan text);
-- file: 0002_plan.sql
UPDATE accounts SET plan = 'free', plan = 'trial' WHERE id = 1;  -- expect: duplicate-column-assignment
)sql",
    .good = R"sql(
-- file: 0001_accounts.sql
CREATE TABLE accounts (id bigint PRIMARY KEY, plan text);
-- file: 0002_plan.sql
UPDATE accounts SET plan = 'trial' WHERE id = 1;
)sql",
}};

}  // namespace

extern constexpr Rule rule_duplicate_column_assignment = checked({
    .id = "duplicate-column-assignment",
    .summary = "A column that one statement sets twice",
    .rationale = "The statement fails when it runs, on every database.",
    .remedy = "Set the column once.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
