#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  const auto* control = cx.as<TransactionControl>();
  if (!control || control->kind != TransactionControlKind::begin) return;
  for (const Statement& statement : cx.later()) {
    const auto* later = as<TransactionControl>(statement);
    if (later && (later->kind == TransactionControlKind::commit ||
                  later->kind == TransactionControlKind::rollback))
      return;
  }
  out.add(cx.statement().span,
          "no COMMIT follows this BEGIN: everything after it is rolled back when the session ends")
      .help_with("remove BEGIN: the migration runs in a transaction anyway");
}

constexpr Example kExamples[] = {{
    .title = "The end is missing",
    .bad = R"sql(
BEGIN;  -- expect: uncommitted-transaction
CREATE TABLE orders (id bigint PRIMARY KEY);
)sql",
    .good = R"sql(
CREATE TABLE orders (id bigint PRIMARY KEY);
)sql",
}};

}  // namespace

extern constexpr Rule rule_uncommitted_transaction = checked({
    .id = "uncommitted-transaction",
    .summary = "BEGIN without COMMIT",
    .rationale = "Run by psql or by another tool, everything after BEGIN is rolled back in silence "
                 "when the session ends: the migration counts as applied and has done nothing.",
    .remedy = "Remove BEGIN: the runtime makes the transaction.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
