#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  const auto* lock = cx.as<ChangeRows>();
  if (!lock || lock->change != RowChange::lock) return;
  if (!blocks_writes(cx.forecast().strongest())) return;
  for (const QualifiedName& table : lock->tables)
    if (cx.in_use(table))
      out.add(cx.place(table), "LOCK keeps table " + quoted(table.name) +
                                   " from others until the whole migration ends")
          .help_with(
              "leave it out: each statement takes the lock that it needs; or: -- migc: "
              "allow(lock-table): REASON")
          .note_created(cx.model().find_table(table));
}

constexpr Example kExamples[] = {{
    .title = "A lock to be on the safe side",
    .bad = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- file: 0002_note.sql
LOCK TABLE orders IN ACCESS EXCLUSIVE MODE;  -- expect: lock-table
ALTER TABLE orders ADD COLUMN note text;
)sql",
    .good = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- file: 0002_note.sql
ALTER TABLE orders ADD COLUMN note text;
)sql",
}};

}  // namespace

extern constexpr Rule rule_lock_table = checked({
    .id = "lock-table",
    .level = Level::warning,
    .summary = "An explicit LOCK of a table in use",
    .rationale = "The lock lasts until the migration ends. Each statement takes the lock that it "
                 "needs by itself; a stronger one taken earlier only makes the others wait longer.",
    .remedy = "Leave LOCK out. If the migration must see a table that nobody changes meanwhile, "
              "say so in an `allow`.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
