#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  const auto* control = cx.as<TransactionControl>();
  if (!control || control->kind != TransactionControlKind::savepoint) return;
  out.add(cx.statement().span,
          "after a savepoint the migration counts as applied whether this part was done or not")
      .help_with("put what may fail into a migration of its own");
}

constexpr Example kExamples[] = {{
    .title = "A part that may fail",
    .bad = R"sql(
SAVEPOINT before_table;  -- expect: savepoint-in-migration
CREATE TABLE orders (id bigint PRIMARY KEY);
)sql",
    .good = R"sql(
CREATE TABLE orders (id bigint PRIMARY KEY);
)sql",
}};

}  // namespace

extern constexpr Rule rule_savepoint_in_migration = checked({
    .id = "savepoint-in-migration",
    .level = Level::off,
    .summary = "SAVEPOINT in a migration",
    .rationale = "A savepoint hides the failure of a part: the migration counts as applied whether "
                 "that part was done or not, and two databases of one version differ.",
    .remedy =
        "Put what may fail into a migration of its own, or ask the catalog first in a DO block.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
