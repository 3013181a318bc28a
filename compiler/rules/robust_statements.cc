#include "compiler/rules/alterations.h"
#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  if (cx.transactional() || cx.statements().size() < 2) return;
  const auto report = [&](const char* words) {
    out.add(cx.statement().span,
            "a second run of the migration stops here when a later statement failed")
        .help_with(std::string("say ") + words);
  };
  if (const auto* create = cx.as<CreateTable>(); create && !create->if_not_exists)
    report("CREATE TABLE IF NOT EXISTS");
  if (const auto* create = cx.as<CreateIndex>();
      create && !create->if_not_exists && !create->concurrently)
    report("CREATE INDEX IF NOT EXISTS");
  if (const auto* drop = cx.as<Drop>(); drop && !drop->if_exists && !drop->concurrently)
    report("DROP … IF EXISTS");
  for (const auto& added : alterations<AddColumn>(cx))
    if (!added.change.if_not_exists) report("ADD COLUMN IF NOT EXISTS");
  for (const auto& dropped : alterations<DropColumn>(cx))
    if (!dropped.change.if_exists) report("DROP COLUMN IF EXISTS");
}

constexpr Example kExamples[] = {{
    .title = "A file without a transaction",
    .bad = R"sql(
-- migc: no-transaction
CREATE TABLE orders (id bigint PRIMARY KEY);  -- expect: robust-statements
INSERT INTO orders (id) VALUES (1);
)sql",
    .good = R"sql(
-- migc: no-transaction
CREATE TABLE IF NOT EXISTS orders (id bigint PRIMARY KEY);
INSERT INTO orders (id) VALUES (1);
)sql",
}};

}  // namespace

extern constexpr Rule rule_robust_statements = checked({
    .id = "robust-statements",
    .level = Level::off,
    .summary = "A statement outside a transaction that cannot be run a second time",
    .rationale = "The migration runs statement by statement. When a later one fails, another tool "
                 "that starts it again stops at this one, which has been done already.",
    .remedy = "Say IF NOT EXISTS or IF EXISTS. Not with CONCURRENTLY, where it hides an INVALID "
              "index. The runtime of migc goes on where it stopped and needs neither.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
