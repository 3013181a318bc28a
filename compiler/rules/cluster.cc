#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  const auto* cluster = cx.as<Maintain>();
  if (!cluster || cluster->kind != Maintain::Kind::cluster) return;
  if (cluster->tables.empty())
    out.add(cx.statement().span,
            "CLUSTER rewrites every clustered table while it blocks its readers and writers")
        .help_with("pg_repack, table by table");
  for (const QualifiedName& table : cluster->tables)
    if (cx.in_use(table))
      out.add(cx.place(table), "CLUSTER rewrites table " + quoted(table.name) +
                                   " and its indexes while it blocks every reader and writer")
          .help_with("outside the migrations: pg_repack -t " + table.name + " --order-by …")
          .note_created(cx.model().find_table(table));
}

constexpr Example kExamples[] = {{
    .title = "Rows in the order of an index",
    .bad = R"sql(
-- file: 0001_log.sql
CREATE TABLE log (at timestamptz, line text);
CREATE INDEX log_at ON log (at);
-- file: 0002_order.sql
CLUSTER log USING log_at;  -- expect: cluster
)sql",
    .good = R"sql(
-- file: 0001_log.sql
CREATE TABLE log (at timestamptz, line text);
CREATE INDEX log_at ON log USING brin (at);
)sql",
}};

}  // namespace

extern constexpr Rule rule_cluster = checked({
    .id = "cluster",
    .summary = "CLUSTER of a table in use",
    .rationale =
        "CLUSTER writes the table and its indexes anew under ACCESS EXCLUSIVE, and needs as much "
        "disk again: nobody reads or writes the table meanwhile. New rows do not keep the order.",
    .remedy = "Use pg_repack with --order-by, which does the same while the table stays open.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
