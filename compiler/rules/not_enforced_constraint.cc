#include <algorithm>

#include "compiler/rules/alterations.h"
#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"

namespace migc::compiler {
namespace {

bool has_unenforced(const std::vector<ConstraintDefinition>& constraints) {
  return std::any_of(
      constraints.begin(), constraints.end(),
      [](const ConstraintDefinition& constraint) { return constraint.not_enforced; });
}

bool makes_unenforced(const Context& cx) {
  // The grammar of an older PostgreSQL sees only the words.
  if (const auto* unparsed = cx.as<Unparsed>())
    return unparsed->newer && unparsed->newer->what == "NOT ENFORCED";
  if (const auto* create = cx.as<CreateTable>()) {
    if (has_unenforced(create->constraints)) return true;
    for (const ColumnDefinition* column : create->columns())
      if (has_unenforced(column->constraints)) return true;
  }
  for (const auto& added : alterations<AddConstraint>(cx))
    if (added.change.constraint.not_enforced) return true;
  for (const auto& added : alterations<AddColumn>(cx))
    if (has_unenforced(added.change.column.constraints)) return true;
  return false;
}

void check(const Context& cx, Findings& out) {
  if (!makes_unenforced(cx)) return;
  out.add(cx.statement().span,
          "the constraint protects nothing: NOT ENFORCED lets every row in, and nobody notices")
      .help_with(
          "leave out NOT ENFORCED; on a table that holds rows write NOT VALID in its place, and "
          "VALIDATE CONSTRAINT in a later migration");
}

constexpr Example kExamples[] = {{
    .title = "A rule on paper",
    .bad = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);
-- file: 0002_check.sql
ALTER TABLE orders ADD CONSTRAINT total_positive CHECK (total >= 0) NOT ENFORCED;  -- expect: not-enforced-constraint
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

extern constexpr Rule rule_not_enforced_constraint = checked({
    .id = "not-enforced-constraint",
    .level = Level::warning,
    .summary = "A constraint that PostgreSQL 18 records and does not check",
    .rationale = "NOT ENFORCED is a remark in the catalog: no row is ever refused, new ones "
                 "neither, and the planner does not use it. Whoever reads the schema believes "
                 "that the data keeps to it.",
    .remedy = "Leave NOT ENFORCED out. Where old rows may break the constraint, NOT VALID checks "
              "the new ones at once.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
