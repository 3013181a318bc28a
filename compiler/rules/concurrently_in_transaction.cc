#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  if (cx.statement().transactional || (!cx.after_begin() && !cx.in_body())) return;
  out.add(cx.statement().span,
          "PostgreSQL refuses this statement in a transaction: it fails when it runs")
      .help_with(
          "remove BEGIN and COMMIT: migc sees that this file cannot be one transaction; move what "
          "must be atomic to a migration of its own");
}

constexpr Example kExamples[] = {{
    .title = "An index built concurrently in a transaction",
    .bad = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, status text);
-- file: 0002_index.sql
BEGIN;
CREATE INDEX CONCURRENTLY orders_status ON orders (status);  -- expect: concurrently-in-transaction
COMMIT;
)sql",
    .good = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, status text);
-- file: 0002_index.sql
CREATE INDEX CONCURRENTLY orders_status ON orders (status);
)sql",
}};

}  // namespace

extern constexpr Rule rule_concurrently_in_transaction = checked({
    .id = "concurrently-in-transaction",
    .summary =
        "A statement that PostgreSQL refuses in a transaction block, between BEGIN and COMMIT",
    .rationale = "The statement fails when it runs: PostgreSQL does not build an index "
                 "CONCURRENTLY, nor VACUUM, nor make a database, inside a transaction block. No "
                 "test database makes a difference.",
    .remedy =
        "Take BEGIN and COMMIT out. migc sees that the file cannot be one transaction and runs it "
        "statement by statement. What must be atomic goes into a migration of its own.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
