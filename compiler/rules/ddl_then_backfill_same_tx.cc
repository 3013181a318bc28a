#include <algorithm>

#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/held_lock.h"
#include "compiler/rules/row_changes.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  // Once per migration is enough: the whole file has to be taken apart.
  if (cx.so_far().works_under_lock) return;
  const Table* worked = row_work(cx, cx.statement());
  if (!worked) return;
  const auto locks = held_locks(cx);
  if (locks.empty()) return;
  const HeldLock& lock = strongest(locks);
  const std::string same = lock.table == worked ? "" : " of table " + quoted(worked->name);
  out.add(cx.statement().span,
          who_waits(lock) + " until this " + row_work_words(cx) + same +
              " is done: an earlier statement of the transaction has locked it")
      .help_with("put this " + row_work_words(cx) + " into a migration of its own, after this one")
      .note_created(lock.table);
}

constexpr Example kExamples[] = {{
                                     .title = "A new column and its values",
                                     .bad = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, price numeric, quantity integer);
-- file: 0002_total.sql
ALTER TABLE orders ADD COLUMN total numeric;
UPDATE orders SET total = price * quantity WHERE total IS NULL;  -- expect: ddl-then-backfill-same-tx
)sql",
                                     .good = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, price numeric, quantity integer);
-- file: 0002_total.sql
ALTER TABLE orders ADD COLUMN total numeric;
-- file: 0003_fill.sql
UPDATE orders SET total = price * quantity WHERE total IS NULL;
)sql",
                                 },
                                 {
                                     .title = "One row, by its key",
                                     .bad = R"sql(
-- file: 0001_settings.sql
CREATE TABLE settings (name text PRIMARY KEY, value text);
-- file: 0002_units.sql
ALTER TABLE settings ADD COLUMN unit text;
UPDATE settings SET unit = 'seconds' WHERE value > '0';  -- expect: ddl-then-backfill-same-tx
)sql",
                                     .good = R"sql(
-- file: 0001_settings.sql
CREATE TABLE settings (name text PRIMARY KEY, value text);
-- file: 0002_units.sql
ALTER TABLE settings ADD COLUMN unit text;
UPDATE settings SET unit = 'seconds' WHERE name IN ('timeout', 'pause') AND unit IS NULL;
)sql",
                                 }};

}  // namespace

extern constexpr Rule rule_ddl_then_backfill_same_tx = checked({
    .id = "ddl-then-backfill-same-tx",
    .summary = "Rows are changed or read while the transaction keeps readers away from a table",
    .rationale = "ALTER TABLE is brief, but its ACCESS EXCLUSIVE lock lasts until the transaction "
                 "ends. An UPDATE after it in the same migration makes a lock of milliseconds one "
                 "of minutes: nobody reads or writes the table until all rows are done.",
    .remedy = "Put the change of rows into a migration of its own; when there are many rows, in "
              "batches outside the migrations.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
