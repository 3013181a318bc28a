#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/held_lock.h"
#include "compiler/rules/row_changes.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  const auto* rows = cx.as<ChangeRows>();
  if (!rows || rows->change != RowChange::update || !changes_all_rows(*rows)) return;
  const Table* table = worked_on(cx, rows->tables);
  if (!table || !held_locks(cx).empty()) return;  // ddl-then-backfill-same-tx
  out.add(cx.place(rows->tables.front()), "this UPDATE locks every row of table " +
                                              quoted(table->name) + " until the migration ends")
      .help_with("in batches, outside the migrations: UPDATE " + sql_name(rows->tables.front()) +
                 " SET … WHERE ctid = ANY (ARRAY(SELECT ctid FROM " +
                 sql_name(rows->tables.front()) + " WHERE … LIMIT 5000));")
      .note_created(table);
}

constexpr Example kExamples[] = {{
    .title = "A value for every row",
    .bad = R"sql(
-- file: 0001_accounts.sql
CREATE TABLE accounts (id bigint PRIMARY KEY, plan text);
-- file: 0002_plan.sql
UPDATE accounts SET plan = 'free';  -- expect: update-unbatched
)sql",
    .good = R"sql(
-- file: 0001_accounts.sql
CREATE TABLE accounts (id bigint PRIMARY KEY, plan text);
-- file: 0002_plan.sql
ALTER TABLE accounts ALTER COLUMN plan SET DEFAULT 'free';
)sql",
}};

}  // namespace

extern constexpr Rule rule_update_unbatched = checked({
    .id = "update-unbatched",
    .level = Level::warning,
    .summary = "UPDATE of every row of a table in use",
    .rationale = "Every row is locked until the migration ends: writers of any of them wait, the "
                 "start of the program too. Each row is written a second time, so the table may "
                 "become twice as large, and the replicas fall behind.",
    .remedy = "Update in batches of some thousand rows, each in a transaction of its own, outside "
              "the migrations.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
