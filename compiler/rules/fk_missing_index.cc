#include "compiler/rules/findings.h"
#include "compiler/rules/index_leads.h"
#include "compiler/rules/outcome.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check_table(const Outcome& outcome, const Table& table, Findings& out) {
  for (const Constraint& key : table.constraints) {
    if (key.kind != ConstraintKind::foreign_key || key.columns.empty() || key.parent != 0) continue;
    if (index_leads_with(outcome.catalog(), table, key.columns)) continue;
    std::string columns;
    for (const ColumnNumber number : key.columns)
      if (const Column* column = table.column(number))
        columns += (columns.empty() ? "" : ", ") + sql_name(column->name);
    out.add_at(key.origin, "no index of table " + quoted(table.name) + " begins with (" + columns +
                               "): every DELETE of a row that foreign key " + quoted(key.name) +
                               " refers to reads the whole table")
        .help_with("in a migration of its own: CREATE INDEX CONCURRENTLY ON " +
                   sql_name(table.name) + " (" + columns + ");");
  }
}

void check(const Outcome& outcome, Findings& out) {
  outcome.catalog().for_each([&](const Object& object) {
    const auto* table = as_object<Table>(&object);
    if (table && table->uncertain.empty()) check_table(outcome, *table, out);
  });
}

constexpr Example kExamples[] = {{
    .title = "A reference that nothing finds",
    .bad = R"sql(
-- file: 0001_tables.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint REFERENCES customers (id));  -- expect: fk-missing-index
)sql",
    .good = R"sql(
-- file: 0001_tables.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint REFERENCES customers (id));
CREATE INDEX orders_customer ON orders (customer);
)sql",
}};

}  // namespace

extern constexpr Rule rule_fk_missing_index = checked({
    .id = "fk-missing-index",
    .level = Level::off,
    .summary = "A foreign key without an index that begins with its columns",
    .rationale = "PostgreSQL makes no index for a foreign key. Every DELETE of a referenced row, "
                 "and every UPDATE of its key, reads all of the referencing table, and keeps the "
                 "row locked while it does.",
    .remedy = "Build an index on the referencing columns, CONCURRENTLY when the table is in use.",
    .examples = kExamples,
    .check_outcome = check,
});

}  // namespace migc::compiler
