#include <algorithm>

#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/row_changes.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

bool is_analyzed(const Context& cx, const Table& table) {
  return std::any_of(cx.later().begin(), cx.later().end(), [&](const Statement& statement) {
    const auto* maintain = as<Maintain>(statement);
    if (!maintain || maintain->kind != Maintain::Kind::analyze) return false;
    if (maintain->tables.empty()) return true;
    return std::any_of(maintain->tables.begin(), maintain->tables.end(),
                       [&](const QualifiedName& name) { return name.name == table.name; });
  });
}

void check(const Context& cx, Findings& out) {
  const auto* rows = cx.as<ChangeRows>();
  if (!rows || !changes_all_rows(*rows)) return;
  const Table* table = worked_on(cx, rows->tables);
  if (!table || is_analyzed(cx, *table)) return;
  out.add(cx.place(rows->tables.front()),
          "queries on table " + quoted(table->name) +
              " are planned with statistics from before this change")
      .help_with("at the end of the migration: ANALYZE " + sql_name(rows->tables.front()) + ";")
      .note_created(table);
}

constexpr Example kExamples[] = {{
    .title = "A value for every row",
    .bad = R"sql(
-- file: 0001_accounts.sql
CREATE TABLE accounts (id bigint PRIMARY KEY, plan text);
-- file: 0002_plan.sql
UPDATE accounts SET plan = 'free';  -- expect: backfill-analyze
)sql",
    .good = "",
}};

}  // namespace

extern constexpr Rule rule_backfill_analyze = checked({
    .id = "backfill-analyze",
    .level = Level::off,
    .summary = "Many rows changed without an ANALYZE after it",
    .rationale = "Until autovacuum comes round, the planner works with statistics from before the "
                 "change, and may choose a plan that reads the whole table.",
    .remedy = "ANALYZE the table at the end of the migration. It blocks nobody.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
