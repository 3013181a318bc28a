#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/held_lock.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  if (cx.statement().number == 0 || cx.as<TransactionControl>()) return;
  const auto locks = held_locks(cx);
  if (locks.empty() || !blocks_reads(strongest(locks).mode)) return;
  const HeldLock& lock = strongest(locks);
  out.add(cx.statement().span,
          who_waits(lock) +
              " while this statement runs: an earlier one of the transaction has locked it")
      .help_with(
          "put this statement into a migration of its own, or before the one that locks the table")
      .note_created(lock.table);
}

constexpr Example kExamples[] = {{
    .title = "Two things in one file",
    .bad = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- file: 0002_note.sql
ALTER TABLE orders ADD COLUMN note text;
CREATE TABLE notes (id bigint PRIMARY KEY);  -- expect: statement-after-access-exclusive
)sql",
    .good = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- file: 0002_note.sql
CREATE TABLE notes (id bigint PRIMARY KEY);
ALTER TABLE orders ADD COLUMN note text;
)sql",
}};

}  // namespace

extern constexpr Rule rule_statement_after_access_exclusive = checked({
    .id = "statement-after-access-exclusive",
    .level = Level::off,
    .summary = "Any statement while the transaction keeps readers away from a table in use",
    .rationale = "Each further statement, however quick, adds to the time that nobody reads or "
                 "writes the table, and may have to wait for a lock of its own meanwhile.",
    .remedy = "Make the statement that locks the table the last one of its migration.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
