#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

bool begins_alike(const Table& table, const Index& index, const CreateIndex& create) {
  if (index.keys.empty() || create.keys.empty() || index.keys.front().column == 0) return false;
  const Column* column = table.column(index.keys.front().column);
  return column && column->name == create.keys.front().column;
}

void check(const Context& cx, Findings& out) {
  const auto* drop = cx.as<Drop>();
  // In a transaction nobody sees the table between the two: index-create-blocking's.
  if (!drop || drop->kind != ObjectKind::index || cx.transactional()) return;
  for (const ObjectName& object : drop->objects) {
    const auto [table, index] = cx.model().find_index(object.name);
    if (!table || !cx.in_use(*table) || cx.is_new(index->origin)) continue;
    for (const Statement& statement : cx.later()) {
      const auto* create = as<CreateIndex>(statement);
      if (!create || cx.model().find_table(create->table) != table) continue;
      if (!begins_alike(*table, *index, *create)) continue;
      out.add(object.name.span, "queries on table " + quoted(table->name) +
                                    " have no index from here until the replacement of " +
                                    quoted(index->name) + " is built")
          .help_with(
              "build the new index first, in a migration of its own, CONCURRENTLY and under "
              "another name; then, in the next: DROP INDEX CONCURRENTLY " +
              sql_name(object.name) + ";")
          .note(index->origin, "index " + quoted(index->name) + " was created");
      break;
    }
  }
}

constexpr Example kExamples[] = {{
    .title = "A wider index takes the place of another",
    .bad = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, status text, placed date);
CREATE INDEX orders_status ON orders (status);
-- file: 0002_wider.sql
DROP INDEX CONCURRENTLY orders_status;  -- expect: index-replace-order
CREATE INDEX CONCURRENTLY orders_status ON orders (status, placed);
)sql",
    .good = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, status text, placed date);
CREATE INDEX orders_status ON orders (status);
-- file: 0002_wider.sql
CREATE INDEX CONCURRENTLY orders_status_placed ON orders (status, placed);
-- file: 0003_drop.sql
DROP INDEX CONCURRENTLY orders_status;
)sql",
}};

}  // namespace

extern constexpr Rule rule_index_replace_order = checked({
    .id = "index-replace-order",
    .level = Level::warning,
    .summary = "An index is dropped before its replacement is built",
    .rationale = "Between the two statements no index serves the queries that used the old one: "
                 "they read the whole table, and with enough of them the database stands still "
                 "until the new index is built.",
    .remedy = "Build the new index first, under another name, CONCURRENTLY; drop the old one, "
              "CONCURRENTLY too; rename the new one if the name matters.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
