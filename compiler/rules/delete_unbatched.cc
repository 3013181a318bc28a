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
  if (!rows || rows->change != RowChange::delete_rows || !changes_all_rows(*rows)) return;
  const Table* table = worked_on(cx, rows->tables);
  if (!table || !held_locks(cx).empty()) return;  // ddl-then-backfill-same-tx
  out.add(cx.place(rows->tables.front()),
          "this DELETE locks every row of table " + quoted(table->name) + " and loses all of them")
      .help_with("in batches, outside the migrations: DELETE FROM " +
                 sql_name(rows->tables.front()) + " WHERE ctid = ANY (ARRAY(SELECT ctid FROM " +
                 sql_name(rows->tables.front()) + " WHERE … LIMIT 5000));")
      .note_created(table);
}

constexpr Example kExamples[] = {{
    .title = "An empty start",
    .bad = R"sql(
-- file: 0001_sessions.sql
CREATE TABLE sessions (id bigint PRIMARY KEY, expires date);
-- file: 0002_empty.sql
DELETE FROM sessions WHERE true;  -- expect: delete-unbatched
)sql",
    .good = R"sql(
-- file: 0001_sessions.sql
CREATE TABLE sessions (id bigint PRIMARY KEY, expires date);
-- file: 0002_expired.sql
DELETE FROM sessions WHERE expires < '2020-01-01';
)sql",
}};

}  // namespace

extern constexpr Rule rule_delete_unbatched = checked({
    .id = "delete-unbatched",
    .level = Level::warning,
    .summary = "DELETE of every row of a table in use",
    .rationale = "Every row is locked until the migration ends, and is gone for good after it. The "
                 "space stays taken until a vacuum.",
    .remedy = "Delete in batches of some thousand rows, each in a transaction of its own, outside "
              "the migrations.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
