#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/query_tables.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  const auto* create = cx.as<CreateView>();
  if (!create || !create->materialized || !create->with_data || !create->query.select) return;
  std::vector<QualifiedName> tables;
  collect_tables(*create->query.select, tables);
  for (const QualifiedName& name : tables) {
    const Table* table = cx.model().find_table(name);
    if (!table || !cx.in_use(*table)) continue;
    out.add(cx.place(create->view), "the migration waits until the query of materialized view " +
                                        quoted(create->view.name) + " has read table " +
                                        quoted(table->name))
        .help_with(
            "end the statement with WITH NO DATA; then, outside the migration: REFRESH "
            "MATERIALIZED VIEW " +
            sql_name(create->view) + ";")
        .note_created(table);
    return;
  }
}

constexpr Example kExamples[] = {{
    .title = "A summary of a table in use",
    .bad = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, placed date);
-- file: 0002_summary.sql
CREATE MATERIALIZED VIEW orders_by_day AS SELECT placed, count(*) AS orders FROM orders GROUP BY placed;  -- expect: create-matview-with-data
)sql",
    .good = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, placed date);
-- file: 0002_summary.sql
CREATE MATERIALIZED VIEW orders_by_day AS SELECT placed, count(*) AS orders FROM orders GROUP BY placed WITH NO DATA;
)sql",
}};

}  // namespace

extern constexpr Rule rule_create_matview_with_data = checked({
    .id = "create-matview-with-data",
    .level = Level::warning,
    .summary = "A materialized view that is filled by the migration, from tables in use",
    .rationale =
        "The migration waits for the view's query, which reads whole tables, and so does the start "
        "of the program. In a transaction, every lock that was taken before is held as long.",
    .remedy = "CREATE MATERIALIZED VIEW … WITH NO DATA; fill it with REFRESH MATERIALIZED VIEW "
              "outside the migration.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
