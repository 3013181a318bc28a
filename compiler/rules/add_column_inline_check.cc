#include "compiler/rules/alterations.h"
#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

std::string remedy(const Altered<AddColumn>& added, const ConstraintDefinition& check,
                   const Context& cx) {
  const std::string table = alter_table_sql(added.alter);
  const std::string name =
      sql_name(check.name.empty() ? added.table_name() + "_" + added.change.column.name + "_check"
                                  : check.name);
  return "add the column without it; then: " + table + " ADD CONSTRAINT " + name + " CHECK (" +
         std::string(cx.text(check.expression->span)) +
         ") NOT VALID; and in a later migration: " + table + " VALIDATE CONSTRAINT " + name + ";";
}

void check(const Context& cx, Findings& out) {
  for (const auto& added : alterations_in_use<AddColumn>(cx))
    for (const ConstraintDefinition& constraint : added.change.column.constraints) {
      if (constraint.kind != ConstraintKind::check || constraint.not_enforced) continue;
      out.add(constraint.span, "the CHECK of new column " + quoted(added.change.column.name) +
                                   " reads all of table " + quoted(added.table_name()) +
                                   " while it blocks every reader and writer")
          .help_with(remedy(added, constraint, cx))
          .note_created(added.table);
    }
}

constexpr Example kExamples[] = {{
    .title = "A column with its CHECK",
    .bad = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- file: 0002_total.sql
ALTER TABLE orders ADD COLUMN total numeric CHECK (total >= 0);  -- expect: add-column-inline-check
)sql",
    .good = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- file: 0002_total.sql
ALTER TABLE orders ADD COLUMN total numeric;
ALTER TABLE orders ADD CONSTRAINT total_positive CHECK (total >= 0) NOT VALID;
-- file: 0003_validate.sql
ALTER TABLE orders VALIDATE CONSTRAINT total_positive;
)sql",
}};

}  // namespace

extern constexpr Rule rule_add_column_inline_check = checked({
    .id = "add-column-inline-check",
    .summary = "Adding a column with a CHECK to a table in use",
    .rationale =
        "PostgreSQL tests the CHECK for every row under ACCESS EXCLUSIVE, although all of them "
        "hold the same new value: until it has read the whole table, nobody reads or writes it.",
    .remedy = "Add the column alone, then the CHECK with NOT VALID, which reads nothing; VALIDATE "
              "CONSTRAINT in a later migration.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
