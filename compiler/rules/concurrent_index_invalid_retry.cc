#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/index_sql.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  const auto* index = cx.as<CreateIndex>();
  if (!index || !index->concurrently || !index->if_not_exists) return;
  out.add(cx.statement().span,
          "IF NOT EXISTS takes the INVALID index of a failed build for index " +
              quoted(index->name) + ", and reports success")
      .help_with("leave IF NOT EXISTS out, the runtime repairs what a failed build left: " +
                 concurrent_index_sql(*index, cx))
      .note_created(cx.model().find_table(index->table));
}

constexpr Example kExamples[] = {{
    .title = "An index build that is tried again",
    .bad = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, status text);
-- file: 0002_index.sql
CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_status ON orders (status);  -- expect: concurrent-index-invalid-retry
)sql",
    .good = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, status text);
-- file: 0002_index.sql
CREATE INDEX CONCURRENTLY orders_status ON orders (status);
)sql",
}};

}  // namespace

extern constexpr Rule rule_concurrent_index_invalid_retry = checked({
    .id = "concurrent-index-invalid-retry",
    .level = Level::warning,
    .summary = "CREATE INDEX CONCURRENTLY IF NOT EXISTS",
    .rationale = "A concurrent build that fails leaves an INVALID index behind. With IF NOT EXISTS "
                 "the next try finds that index, reports success, and the release goes on with an "
                 "index that no query uses and that does not keep a unique key unique.",
    .remedy = "Leave IF NOT EXISTS out. The runtime looks at the catalog before it builds: it "
              "drops an INVALID index of that name and builds anew, and takes a valid one as done.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
