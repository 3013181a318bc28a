#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/foreign_keys.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  for (const NewForeignKey& made : new_foreign_keys(cx)) {
    const auto* alter = cx.as<AlterTable>();
    if (!alter || !made.column || !cx.in_use(made.table)) continue;
    const std::string& referenced = made.key.referenced_table->name;
    const std::string table = "ALTER TABLE " + sql_name(made.table);
    out.add(made.key.span, "the foreign key of column " + quoted(made.column->name) +
                               " locks tables " + quoted(made.table.name) + " and " +
                               quoted(referenced) + " at once")
        .help_with("add the column alone; in a migration of its own: " + table +
                   " ADD FOREIGN KEY (" + sql_name(made.column->name) + ") " +
                   std::string(cx.text(made.key.span)) + " NOT VALID;")
        .note_created(cx.model().find_table(made.table));
  }
}

constexpr Example kExamples[] = {{
    .title = "A reference that comes with its column",
    .bad = R"sql(
-- file: 0001_tables.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY);
-- file: 0002_customer.sql
ALTER TABLE orders ADD COLUMN customer bigint REFERENCES customers (id);  -- expect: add-column-inline-fk
)sql",
    .good = R"sql(
-- file: 0001_tables.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY);
-- file: 0002_customer.sql
ALTER TABLE orders ADD COLUMN customer bigint;
-- file: 0003_key.sql
ALTER TABLE orders ADD CONSTRAINT orders_customer_fkey FOREIGN KEY (customer) REFERENCES customers (id) NOT VALID;
-- file: 0004_validate.sql
ALTER TABLE orders VALIDATE CONSTRAINT orders_customer_fkey;
)sql",
}};

}  // namespace

extern constexpr Rule rule_add_column_inline_fk = checked({
    .id = "add-column-inline-fk",
    .level = Level::off,
    .summary = "ADD COLUMN with REFERENCES on a table in use",
    .rationale = "The column itself costs nothing, but its foreign key takes SHARE ROW EXCLUSIVE "
                 "on the referenced table, beside the ACCESS EXCLUSIVE on this one. The locks are "
                 "brief, but the statement waits for both tables while it already holds one.",
    .remedy = "Add the column alone. Add the foreign key NOT VALID in a migration of its own, and "
              "validate it in a later one.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
