#include <algorithm>

#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/held_lock.h"
#include "compiler/rules/row_changes.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

// Two or three tables are what a foreign key or a table between two others needs.
constexpr std::size_t kMany = 4;

std::vector<const Table*> unreadable(const Context& cx) {
  std::vector<const Table*> out;
  for (const HeldLock& lock : held_locks(cx))
    if (blocks_reads(lock.mode)) out.push_back(lock.table);
  return out;
}

bool contains(const std::vector<const Table*>& tables, const Table* table) {
  return std::find(tables.begin(), tables.end(), table) != tables.end();
}

bool drops(const Context& cx, const Table& table) {
  const auto* drop = cx.as<Drop>();
  return drop && std::any_of(drop->objects.begin(), drop->objects.end(), [&](const auto& object) {
           return cx.model().find_table(object.name) == &table;
         });
}

// The first other table in use that the statement keeps readers from; one that it
// drops is missed by nobody.
const Table* waits_for(const Context& cx, const std::vector<const Table*>& held) {
  for (const RelationLock& lock : cx.forecast().locks) {
    const Table* table = cx.model().catalog().get_as<Table>(lock.relation.id);
    const bool wanted = table && lock.relation.certain && blocks_reads(lock.mode);
    if (wanted && cx.in_use(*table) && !contains(held, table) && !drops(cx, *table)) return table;
  }
  return nullptr;
}

// The first other table in use that the statement reads in full while it blocks
// nobody there, so that no other rule speaks of it.
const Table* reads_all_of(const Context& cx, const std::vector<const Table*>& held) {
  for (const Affected& scanned : cx.forecast().scans) {
    const Table* table = cx.model().catalog().get_as<Table>(scanned.id);
    if (!table || !scanned.certain || !cx.in_use(*table) || contains(held, table)) continue;
    const auto& locks = cx.forecast().locks;
    const bool blocked = std::any_of(locks.begin(), locks.end(), [&](const RelationLock& lock) {
      return lock.relation.id == scanned.id && blocks_writes(lock.mode);
    });
    if (!blocked) return table;
  }
  return nullptr;
}

std::string names_of(const std::vector<const Table*>& tables) {
  std::string out = tables.size() == 1 ? "table " : "tables ";
  for (const Table* table : tables)
    out += (table == tables.front() ? "" : ", ") + quoted(table->name);
  return out;
}

// Rows that are changed are for ddl-then-backfill-same-tx.
bool is_ddl(const Context& cx) {
  return !cx.as<ChangeRows>() && !cx.as<RunQuery>() && !row_work(cx, cx.statement());
}

void check(const Context& cx, Findings& out) {
  if (cx.so_far().locks.empty() || !is_ddl(cx)) return;
  const auto held = unreadable(cx);
  if (held.empty()) return;
  const std::string meanwhile = ", nobody can read or write " + names_of(held);
  if (const Table* table = reads_all_of(cx, held)) {
    out.add(cx.statement().span,
            "while this statement reads all of table " + quoted(table->name) + meanwhile)
        .help_with("put this statement into a migration of its own")
        .note_created(table);
  } else if (held.size() == kMany - 1) {  // once per migration
    if (const Table* awaited = waits_for(cx, held))
      out.add(cx.statement().span, "while this statement waits for table " + quoted(awaited->name) +
                                       meanwhile +
                                       ", and a program that uses them in another order deadlocks")
          .help_with("put what locks each table into a migration of its own")
          .note_created(awaited);
  }
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
                                 },
                                 {
                                     .title = "A long statement while another table is locked",
                                     .bad = R"sql(
-- file: 0001_tables.sql
CREATE TABLE accounts (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);
-- file: 0002_check.sql
ALTER TABLE orders ADD CONSTRAINT total_positive CHECK (total >= 0) NOT VALID;
-- file: 0003_both.sql
ALTER TABLE accounts ADD COLUMN deleted timestamptz;
ALTER TABLE orders VALIDATE CONSTRAINT total_positive;  -- expect: wide-lock-window
)sql",
                                     .good = R"sql(
-- file: 0001_tables.sql
CREATE TABLE accounts (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);
-- file: 0002_check.sql
ALTER TABLE orders ADD CONSTRAINT total_positive CHECK (total >= 0) NOT VALID;
-- file: 0003_deleted.sql
ALTER TABLE accounts ADD COLUMN deleted timestamptz;
-- file: 0004_validate.sql
ALTER TABLE orders VALIDATE CONSTRAINT total_positive;
)sql",
                                 }};

}  // namespace

extern constexpr Rule rule_wide_lock_window = checked({
    .id = "wide-lock-window",
    .level = Level::warning,
    .summary = "A migration that locks one busy table and goes on to wait for, or read, others",
    .rationale = "While the statement waits for the next table, or reads all of it, nobody reads "
                 "or writes those before. A program that uses them in another order deadlocks "
                 "with the migration, and one of the two is rolled back.",
    .remedy = "One migration per table.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
