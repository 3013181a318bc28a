#include <algorithm>
#include <span>

#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

// a[1] = …, a[2] = … and a.x = …, a.y = … go together: they are parts of one value.
bool clashes(std::span<const Assignment> earlier, const Assignment& assignment) {
  return std::any_of(earlier.begin(), earlier.end(), [&](const Assignment& other) {
    return other.column == assignment.column && !(other.part && assignment.part);
  });
}

void check(const Context& cx, Findings& out) {
  const auto* rows = cx.as<ChangeRows>();
  if (!rows || rows->tables.empty()) return;
  for (const std::span<const Assignment> list : rows->assignments)
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (!clashes(list.first(i), list[i])) continue;
      const std::string column = quoted(list[i].column);
      out.add(list[i].span, "the statement fails: it sets column " + column + " twice")
          .help_with("set column " + column + " once")
          .note_created(cx.model().find_table(rows->tables.front()));
    }
}

constexpr Example kExamples[] = {
    {
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
    },
    {
        .title = "In the columns of INSERT, and where a row is there already",
        .bad = R"sql(
-- file: 0001_accounts.sql
CREATE TABLE accounts (id bigint PRIMARY KEY, plans text[]);
-- file: 0002_plans.sql
INSERT INTO accounts (id, plans, plans) VALUES (1, '{}', '{}');  -- expect: duplicate-column-assignment
INSERT INTO accounts (id) VALUES (1) ON CONFLICT (id) DO UPDATE
SET plans = '{}', plans[1] = 'free';  -- expect: duplicate-column-assignment
)sql",
        .good = R"sql(
-- file: 0001_accounts.sql
CREATE TABLE accounts (id bigint PRIMARY KEY, plans text[]);
-- file: 0002_plans.sql
INSERT INTO accounts (id) VALUES (1) ON CONFLICT (id) DO UPDATE
SET plans[1] = 'free', plans[2] = 'trial';
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
