#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  const auto* alter = cx.as<AlterTable>();
  if (!alter || alter->only || alter->relation != RelationKind::table) return;
  const Table* table = cx.model().find_table(alter->table);
  if (!table || !table->partitioned() || table->children.empty() || !cx.in_use(*table)) return;
  for (const AlterTableCommand& command : alter->commands) {
    if (std::holds_alternative<AttachPartition>(command.alteration) ||
        std::holds_alternative<DetachPartition>(command.alteration))
      continue;
    out.add(command.span, "the statement locks all " + std::to_string(table->children.size()) +
                              " partitions of table " + quoted(table->name) + " at once")
        .help_with(
            "where the sub-command allows it, change each partition by itself, then the parent: "
            "ALTER TABLE ONLY " +
            sql_name(alter->table) + " …")
        .note_created(table);
    return;
  }
}

constexpr Example kExamples[] = {{
    .title = "A column for all partitions",
    .bad = R"sql(
-- file: 0001_events.sql
CREATE TABLE events (at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
-- file: 0002_kind.sql
ALTER TABLE events ADD COLUMN kind text;  -- expect: partition-fanout
)sql",
    .good = "",
}};

}  // namespace

extern constexpr Rule rule_partition_fanout = checked({
    .id = "partition-fanout",
    .level = Level::off,
    .summary = "An ALTER TABLE that locks every partition of a table in use",
    .rationale =
        "Most sub-commands go to each partition. The statement needs ACCESS EXCLUSIVE on all of "
        "them at once: one long query on any partition makes it wait, and all that comes after it.",
    .remedy = "Do what can be done partition by partition there, and use ONLY for the parent.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
