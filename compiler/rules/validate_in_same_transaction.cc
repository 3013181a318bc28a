#include <algorithm>

#include "compiler/rules/alterations.h"
#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/held_lock.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

// By an earlier statement of the transaction, such as the one that added the constraint.
bool is_locked(const Context& cx, const Table& table) {
  const auto locks = held_locks(cx);
  return std::any_of(locks.begin(), locks.end(),
                     [&](const HeldLock& lock) { return lock.table == &table; });
}

void check(const Context& cx, Findings& out) {
  for (const auto& validated : alterations_in_use<ValidateConstraint>(cx)) {
    if (!validated.table || !is_locked(cx, *validated.table)) continue;
    const Constraint* constraint = validated.table->constraint(validated.change.name);
    if (!constraint || constraint->valid || !cx.is_new(constraint->origin)) continue;
    out.add(validated.command.target,
            "validating constraint " + quoted(constraint->name) + " reads all of table " +
                quoted(validated.table_name()) +
                " under the lock that adding it took in the same transaction")
        .help_with("move it to a later migration: " + alter_table_sql(validated.alter) +
                   " VALIDATE CONSTRAINT " + sql_name(constraint->name) + ";")
        .note(constraint->origin, "constraint " + quoted(constraint->name) + " was added");
  }
}

constexpr Example kExamples[] = {{
    .title = "Both steps in one file",
    .bad = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);
-- file: 0002_check.sql
ALTER TABLE orders ADD CONSTRAINT total_positive CHECK (total >= 0) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT total_positive;  -- expect: validate-in-same-transaction
)sql",
    .good = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);
-- file: 0002_check.sql
ALTER TABLE orders ADD CONSTRAINT total_positive CHECK (total >= 0) NOT VALID;
-- file: 0003_validate.sql
ALTER TABLE orders VALIDATE CONSTRAINT total_positive;
-- file: 0004_two_transactions.sql
-- migc: no-transaction
ALTER TABLE orders ADD CONSTRAINT id_positive CHECK (id > 0) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT id_positive;
)sql",
}};

}  // namespace

extern constexpr Rule rule_validate_in_same_transaction = checked({
    .id = "validate-in-same-transaction",
    .summary = "VALIDATE CONSTRAINT in the migration that added the constraint",
    .rationale = "Adding the constraint took a strong lock, which the transaction holds until it "
                 "commits. Validating in the same transaction reads the whole table under that "
                 "lock: NOT VALID has gained nothing.",
    .remedy = "Move VALIDATE CONSTRAINT to a later migration. On its own it lets readers and "
              "writers through.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
