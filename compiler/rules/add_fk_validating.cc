#include "compiler/rules/alterations.h"
#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/not_valid_first.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

// PostgreSQL takes a new column's key on trust as long as there is no default,
// be it NULL.
void check_new_columns(const Context& cx, Findings& out) {
  for (const auto& added : alterations_in_use<AddColumn>(cx)) {
    const ColumnDefinition& column = added.change.column;
    if (!column.default_value) continue;
    for (const ConstraintDefinition& key : column.constraints) {
      if (key.kind != ConstraintKind::foreign_key || key.not_enforced) continue;
      const bool null = column.default_value->null_constant;
      out.add(column.span, "with DEFAULT " + std::string(cx.text(column.default_value->span)) +
                               ", the foreign key of the new column reads all of table " +
                               quoted(added.table_name()) +
                               " while it blocks every reader and writer")
          .help_with(null ? "leave out DEFAULT NULL: without a default nothing is read"
                          : "add the column and its default without REFERENCES; then add the "
                            "foreign key as NOT VALID, and VALIDATE it in a later migration")
          .note_created(added.table);
    }
  }
}

void check(const Context& cx, Findings& out) {
  check_new_columns(cx, out);
  std::vector<Altered<AddConstraint>> keys;
  for (const auto& added : alterations_in_use<AddConstraint>(cx)) {
    const ConstraintDefinition& key = added.change.constraint;
    const bool reads = key.kind == ConstraintKind::foreign_key && !key.not_valid;
    if (reads && !key.not_enforced) keys.push_back(added);
  }
  if (keys.empty()) return;
  std::string referenced;
  std::string remedy;
  for (const auto& added : keys) {
    const ConstraintDefinition& key = added.change.constraint;
    referenced += (referenced.empty() ? "" : ", ") + quoted(key.referenced_table->name);
    remedy += (remedy.empty() ? "" : " and likewise: ") + not_valid_first(added.alter, key, cx);
  }
  out.add(keys.front().change.constraint.span,
          std::string(keys.size() == 1 ? "adding a foreign key" : "adding foreign keys") +
              " reads all of table " + quoted(keys.front().table_name()) +
              " while writes to it and to " + referenced + " wait")
      .help_with(remedy)
      .note_created(keys.front().table);
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
                                 },
                                 {
                                     .title = "A default that says nothing and costs a scan",
                                     .bad = R"sql(
-- file: 0001_tables.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY);
-- file: 0002_customer.sql
ALTER TABLE orders ADD COLUMN customer bigint DEFAULT NULL REFERENCES customers (id);  -- expect: add-fk-validating
)sql",
                                     .good = R"sql(
-- file: 0001_tables.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY);
-- file: 0002_customer.sql
ALTER TABLE orders ADD COLUMN customer bigint REFERENCES customers (id);
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
