#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/held_lock.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

// Two or three tables are what a foreign key or a table between two others needs.
constexpr std::size_t kMany = 4;

void check(const Context& cx, Findings& out) {
  const auto* alter = cx.as<AlterTable>();
  if (!alter || !locks_out_readers(*alter)) return;
  const Table* table = cx.model().find_table(alter->table);
  if (!table || !cx.in_use(*table)) return;
  const auto locks = held_locks(cx);
  if (locks.size() != kMany - 1) return;  // once per migration
  std::string held;
  for (const HeldLock& lock : locks) {
    if (lock.table == table) return;
    held += (held.empty() ? "" : ", ") + quoted(lock.table->name);
  }
  out.add(cx.place(alter->table), "while this statement waits for table " + quoted(table->name) +
                                      ", nobody can read or write tables " + held +
                                      ", and a program that uses them in another order deadlocks")
      .help_with("put each ALTER TABLE into a migration of its own")
      .note_created(table);
}

constexpr Example kExamples[] = {{
    .title = "A column for every table",
    .bad = R"sql(
-- file: 0001_tables.sql
CREATE TABLE accounts (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE TABLE invoices (id bigint PRIMARY KEY);
CREATE TABLE parcels (id bigint PRIMARY KEY);
-- file: 0002_deleted.sql
ALTER TABLE accounts ADD COLUMN deleted timestamptz;
ALTER TABLE orders ADD COLUMN deleted timestamptz;
ALTER TABLE invoices ADD COLUMN deleted timestamptz;
ALTER TABLE parcels ADD COLUMN deleted timestamptz;  -- expect: wide-lock-window
)sql",
    .good = R"sql(
-- file: 0001_tables.sql
CREATE TABLE accounts (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY);
-- file: 0002_accounts.sql
ALTER TABLE accounts ADD COLUMN deleted timestamptz;
-- file: 0003_orders.sql
ALTER TABLE orders ADD COLUMN deleted timestamptz;
)sql",
}};

}  // namespace

extern constexpr Rule rule_wide_lock_window = checked({
    .id = "wide-lock-window",
    .level = Level::warning,
    .summary = "A migration that locks one busy table after the other",
    .rationale = "While the statement waits for the second table, nobody reads or writes the "
                 "first. A program that uses the two in the other order deadlocks with the "
                 "migration, and one of the two is rolled back.",
    .remedy = "One migration per table.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
