#include "compiler/rules/alterations.h"
#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/not_valid_first.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  for (const auto& added : alterations_in_use<AddConstraint>(cx)) {
    const ConstraintDefinition& constraint = added.change.constraint;
    if (constraint.kind != ConstraintKind::check || constraint.not_valid || constraint.not_enforced)
      continue;
    out.add(constraint.span, "adding a CHECK reads all of table " + quoted(added.table_name()) +
                                 " while it blocks every reader and writer")
        .help_with(not_valid_first(added.alter, constraint, cx))
        .note_created(added.table);
  }
}

constexpr Example kExamples[] = {{
    .title = "A CHECK on a table in use",
    .bad = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);
-- file: 0002_check.sql
ALTER TABLE orders ADD CONSTRAINT total_positive CHECK (total >= 0);  -- expect: add-check-validating
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

extern constexpr Rule rule_add_check_validating = checked({
    .id = "add-check-validating",
    .summary = "Adding a CHECK to an existing table without NOT VALID",
    .rationale = "PostgreSQL tests every row of the table under ACCESS EXCLUSIVE: until it has, "
                 "nobody reads or writes the table.",
    .remedy = "Add the CHECK with NOT VALID, which tests new rows at once and reads nothing; then "
              "VALIDATE CONSTRAINT in a later migration, which lets readers and writers through.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
