#include "compiler/rules/findings.h"
#include "compiler/rules/outcome.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check_table(const Outcome& outcome, const Table& table, Findings& out) {
  for (const Constraint& constraint : table.constraints) {
    if (constraint.valid || !constraint.enforced || !constraint.local) continue;
    if (outcome.is_newest(constraint.origin)) continue;
    out.add_at(constraint.origin,
               "constraint " + quoted(constraint.name) + " of table " + quoted(table.name) +
                   " is NOT VALID, and no later migration validates it: old rows may break it")
        .help_with("in a migration of its own: ALTER TABLE " + sql_name(table.name) +
                   " VALIDATE CONSTRAINT " + sql_name(constraint.name) + ";");
  }
}

void check(const Outcome& outcome, Findings& out) {
  outcome.catalog().for_each([&](const Object& object) {
    if (const auto* table = as_object<Table>(&object)) check_table(outcome, *table, out);
  });
}

constexpr Example kExamples[] = {{
    .title = "The second step was forgotten",
    .bad = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);
-- file: 0002_check.sql
ALTER TABLE orders ADD CONSTRAINT total_positive CHECK (total >= 0) NOT VALID;  -- expect: constraint-never-validated
-- file: 0003_note.sql
ALTER TABLE orders ADD COLUMN note text;
)sql",
    .good = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);
-- file: 0002_check.sql
ALTER TABLE orders ADD CONSTRAINT total_positive CHECK (total >= 0) NOT VALID;
-- file: 0003_validate.sql
ALTER TABLE orders VALIDATE CONSTRAINT total_positive;
)sql",
}};

}  // namespace

extern constexpr Rule rule_constraint_never_validated = checked({
    .id = "constraint-never-validated",
    .level = Level::warning,
    .summary = "A NOT VALID constraint that no later migration validates",
    .rationale = "PostgreSQL keeps the constraint for new rows only. The planner does not use it, "
                 "the old rows may break it for ever, and a later SET NOT NULL or ATTACH PARTITION "
                 "that counts on it reads the whole table after all.",
    .remedy = "VALIDATE CONSTRAINT in a migration after the one that added it. It reads the table "
              "once and lets readers and writers through.",
    .examples = kExamples,
    .check_outcome = check,
});

}  // namespace migc::compiler
