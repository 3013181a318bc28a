#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/index_sql.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

// IF NOT EXISTS of one that is there; its name is looked for beside the table.
bool does_nothing(const CreateIndex& index, const Context& cx) {
  return index.if_not_exists && !index.name.empty() &&
         cx.model().find_index({index.table.schema, index.name, {}}).second != nullptr;
}

void check(const Context& cx, Findings& out) {
  const auto* index = cx.as<CreateIndex>();
  if (!index || index->concurrently || !cx.in_use(index->table)) return;
  if (does_nothing(*index, cx)) return;
  const Table* table = cx.model().find_table(index->table);
  if (cx.model().find_view(index->table)) return;  // has no writers
  if (table && table->partitioned()) return;       // index-on-partitioned-parent
  out.add(index->table.span,
          "building an index on table " + quoted(index->table.name) +
              " blocks every INSERT, UPDATE and DELETE on it until the build ends")
      .help_with("in a migration of its own: " + concurrent_index_sql(*index, cx))
      .note_created(table);
}

constexpr Example kExamples[] = {{
    .title = "An index on a table that already has rows",
    .bad = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, status text);
-- file: 0002_index.sql
CREATE INDEX orders_status ON orders (status);  -- expect: index-create-blocking
)sql",
    .good = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, status text);
CREATE INDEX orders_id ON orders (id);
-- file: 0002_index.sql
CREATE INDEX CONCURRENTLY orders_status ON orders (status);
-- file: 0003_again.sql
CREATE INDEX IF NOT EXISTS orders_id ON orders (id);  -- is there already
)sql",
}};

}  // namespace

extern constexpr Rule rule_index_create_blocking = checked({
    .id = "index-create-blocking",
    .summary = "CREATE INDEX without CONCURRENTLY on an existing table",
    .rationale =
        "A plain build holds a SHARE lock on the table until it ends. Reads go on; every INSERT, "
        "UPDATE and DELETE waits, for seconds on a small table and for hours on a large one.",
    .remedy = "Write CREATE INDEX CONCURRENTLY in a migration of its own. migc sees that it cannot "
              "run in a transaction, and the runtime repairs an INVALID index that a crash left.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
