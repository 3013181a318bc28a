#include <algorithm>

#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

bool matters(const Statement& statement) {
  return statement.number != 0 && statement.transactional && !as<SetVariable>(statement) &&
         !as<TransactionControl>(statement);
}

void check(const Context& cx, Findings& out) {
  if (cx.statement().transactional || cx.after_begin() || cx.in_body()) return;
  const auto earlier = cx.earlier();
  if (std::any_of(earlier.begin(), earlier.end(),
                  [](const Statement& each) { return !each.transactional; }))
    return;
  const auto all = cx.statements();
  const auto others = std::count_if(all.begin(), all.end(), matters);
  if (others == 0) return;
  out.add(cx.statement().span, "this statement cannot run in a transaction, so the file's " +
                                   std::to_string(others) + " other statement" +
                                   (others == 1 ? " stays" : "s stay") + " applied when it fails")
      .help_with("move it to a migration of its own, before or after this one");
}

constexpr Example kExamples[] = {{
    .title = "A table's column and its index",
    .bad = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- file: 0002_status.sql
ALTER TABLE orders ADD COLUMN status text;
CREATE INDEX CONCURRENTLY orders_status ON orders (status);  -- expect: non-transactional-mixed
)sql",
    .good = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- file: 0002_status.sql
ALTER TABLE orders ADD COLUMN status text;
-- file: 0003_index.sql
CREATE INDEX CONCURRENTLY orders_status ON orders (status);
)sql",
}};

}  // namespace

extern constexpr Rule rule_non_transactional_mixed = checked({
    .id = "non-transactional-mixed",
    .level = Level::warning,
    .summary = "A statement that cannot run in a transaction, beside others that can",
    .rationale =
        "One such statement makes the whole file run statement by statement. When one of them "
        "fails, those before it stay: the migration is half applied, and must go on from there.",
    .remedy = "Give each statement that cannot run in a transaction a migration of its own; leave "
              "the others together.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
