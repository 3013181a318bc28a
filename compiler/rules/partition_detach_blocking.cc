#include "compiler/rules/alterations.h"
#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  for (const auto& altered : alterations_in_use<DetachPartition>(cx)) {
    if (altered.change.concurrently || altered.change.finalize) continue;
    out.add(altered.command.span, "detaching partition " + quoted(altered.change.partition.name) +
                                      " waits for every query on table " +
                                      quoted(altered.table_name()) +
                                      ", and every query that comes after waits for it")
        .help_with("in a migration of its own: " + alter_table_sql(altered.alter) +
                   " DETACH PARTITION " + sql_name(altered.change.partition) + " CONCURRENTLY;")
        .note_created(altered.table);
  }
}

constexpr Example kExamples[] = {{
    .title = "An old partition goes",
    .bad = R"sql(
-- file: 0001_events.sql
CREATE TABLE events (at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_2020 PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
-- file: 0002_detach.sql
ALTER TABLE events DETACH PARTITION events_2020;  -- expect: partition-detach-blocking
)sql",
    .good = R"sql(
-- file: 0001_events.sql
CREATE TABLE events (at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_2020 PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
-- file: 0002_detach.sql
ALTER TABLE events DETACH PARTITION events_2020 CONCURRENTLY;
)sql",
}};

}  // namespace

extern constexpr Rule rule_partition_detach_blocking = checked({
    .id = "partition-detach-blocking",
    .level = Level::off,
    .summary = "DETACH PARTITION without CONCURRENTLY",
    .rationale = "DETACH takes ACCESS EXCLUSIVE on the partitioned table, on the partition and on "
                 "the default partition. It is brief, but it waits for every query that runs on "
                 "any of them, and new queries wait behind it.",
    .remedy = "DETACH PARTITION … CONCURRENTLY in a migration of its own. It cannot be used while "
              "there is a default partition.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
