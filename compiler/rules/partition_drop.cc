#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  const auto* drop = cx.as<Drop>();
  if (!drop || drop->kind != ObjectKind::table) return;
  for (const ObjectName& object : drop->objects) {
    const Table* table = cx.model().find_table(object.name);
    if (!table || !table->is_partition() || table->parents.empty()) continue;
    const Table* parent = cx.model().catalog().get_as<Table>(table->parents.front());
    if (!parent || !cx.in_use(*parent)) continue;
    out.add(cx.place(object.name), "dropping partition " + quoted(table->name) +
                                       " waits for every query on table " + quoted(parent->name) +
                                       ", and every query that comes after waits for it")
        .help_with("in an earlier migration: ALTER TABLE " + sql_name(parent->name) +
                   " DETACH PARTITION " + sql_name(object.name) + " CONCURRENTLY;")
        .note_created(table);
  }
}

constexpr Example kExamples[] = {{
    .title = "An old partition goes",
    .bad = R"sql(
-- file: 0001_events.sql
CREATE TABLE events (at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_2020 PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
-- file: 0002_drop.sql
DROP TABLE events_2020;  -- expect: partition-drop
)sql",
    .good = R"sql(
-- file: 0001_events.sql
CREATE TABLE events (at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_2020 PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
-- file: 0002_detach.sql
ALTER TABLE events DETACH PARTITION events_2020 CONCURRENTLY;
-- file: 0003_drop.sql
-- migc: allow(drop-table): events of 2020 are in the archive
DROP TABLE events_2020;
)sql",
}};

}  // namespace

extern constexpr Rule rule_partition_drop = checked({
    .id = "partition-drop",
    .level = Level::off,
    .summary = "Dropping a partition that is still attached",
    .rationale = "DROP TABLE takes ACCESS EXCLUSIVE on the partitioned table and on the default "
                 "partition too. It is brief, but it waits for every query that runs on any of "
                 "them, and new queries wait behind it.",
    .remedy = "DETACH PARTITION … CONCURRENTLY in a migration of its own, then drop what has "
              "become a table.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
