#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/not_valid_first.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  const auto* alter = cx.as<AlterTable>();
  if (!alter || !cx.in_use(alter->table)) return;
  for (const AlterTableCommand& command : alter->commands) {
    const auto* add = std::get_if<AddConstraint>(&command.alteration);
    if (!add || add->constraint.kind != ConstraintKind::foreign_key || add->constraint.not_valid)
      continue;
    const std::string referenced =
        add->constraint.referenced_table ? add->constraint.referenced_table->name : "";
    out.add(add->constraint.span, "adding a foreign key reads all of table " +
                                      quoted(alter->table.name) + " while writes to it and to " +
                                      quoted(referenced) + " wait")
        .help_with(not_valid_first(*alter, add->constraint, cx))
        .note_created(cx.model().find_table(alter->table));
  }
}

constexpr Example kExamples[] = {{
    .title = "A foreign key between two tables in use",
    .bad = R"sql(
-- file: 0001_tables.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint);
-- file: 0002_key.sql
ALTER TABLE orders ADD CONSTRAINT orders_customer_fkey FOREIGN KEY (customer) REFERENCES customers (id);  -- expect: add-fk-validating
)sql",
    .good = R"sql(
-- file: 0001_tables.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint);
-- file: 0002_key.sql
ALTER TABLE orders ADD CONSTRAINT orders_customer_fkey FOREIGN KEY (customer) REFERENCES customers (id) NOT VALID;
-- file: 0003_validate.sql
ALTER TABLE orders VALIDATE CONSTRAINT orders_customer_fkey;
)sql",
}};

}  // namespace

extern constexpr Rule rule_add_fk_validating = checked({
    .id = "add-fk-validating",
    .summary = "Adding a foreign key to an existing table without NOT VALID",
    .rationale =
        "PostgreSQL looks up every row of the referencing table in the referenced one, and holds "
        "SHARE ROW EXCLUSIVE on both until it is done: nobody writes to either.",
    .remedy = "Add the key with NOT VALID, which checks new rows at once and reads nothing; then "
              "VALIDATE CONSTRAINT in a later migration, which lets readers and writers through.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
