#include <algorithm>

#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

bool is_control(const Statement& statement) {
  const auto* control = as<TransactionControl>(statement);
  return control && statement.number != 0 && control->kind != TransactionControlKind::savepoint;
}

bool has_end(std::span<const Statement> statements) {
  return std::any_of(statements.begin(), statements.end(), [](const Statement& statement) {
    const auto* control = as<TransactionControl>(statement);
    return control && (control->kind == TransactionControlKind::commit ||
                       control->kind == TransactionControlKind::rollback);
  });
}

void check(const Context& cx, Findings& out) {
  if (!is_control(cx.statement())) return;
  // Once per file: the others go with it.
  if (std::any_of(cx.earlier().begin(), cx.earlier().end(), is_control)) return;
  const bool begins = cx.as<TransactionControl>()->kind == TransactionControlKind::begin;
  if (begins && !has_end(cx.later())) return;  // uncommitted-transaction
  out.add(cx.statement().span,
          begins ? "this BEGIN runs inside the transaction that the migration already is"
                 : "the migration's transaction ends here: what comes after is not undone when it "
                   "fails")
      .help_with(
          "remove transaction control; put what must be committed by itself into a migration of "
          "its own");
}

constexpr Example kExamples[] = {{
    .title = "A COMMIT half way",
    .bad = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
COMMIT;  -- expect: transaction-control
CREATE TABLE lines (id bigint PRIMARY KEY);
)sql",
    .good = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- file: 0002_lines.sql
CREATE TABLE lines (id bigint PRIMARY KEY);
)sql",
}};

}  // namespace

extern constexpr Rule rule_transaction_control = checked({
    .id = "transaction-control",
    .summary = "BEGIN, COMMIT or ROLLBACK other than one pair around the whole file",
    .rationale = "The runtime opens a transaction for the migration and records it in the same "
                 "one. A COMMIT inside ends it early: what comes after is not undone when it "
                 "fails, and the ledger no longer says what was applied.",
    .remedy =
        "Leave transaction control out. What must be committed separately goes into a migration of "
        "its own; a file that needs no transaction says so: -- migc: no-transaction.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
