#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

std::size_t partitions_in_use(const Context& cx, const Table& table) {
  std::size_t count = 0;
  for (const ObjectId id : table.children)
    if (const Table* partition = cx.model().catalog().get_as<Table>(id))
      count += cx.in_use(*partition) ? 1 : 0;
  return count;
}

std::string remedy(const CreateIndex& index, const Context& cx) {
  const std::string name = index.name.empty() ? "NAME" : sql_name(index.name);
  const std::size_t after_table = index.table.span.end - cx.statement().span.begin;
  const std::string rest(cx.sql().substr(after_table));
  const std::string create = std::string("CREATE ") + (index.unique ? "UNIQUE " : "") + "INDEX ";
  return create + name + " ON ONLY " + sql_name(index.table) + rest +
         "; then for each partition, in migrations of their own: " + create +
         "CONCURRENTLY PARTITION_INDEX ON PARTITION" + rest + "; and ALTER INDEX " + name +
         " ATTACH PARTITION PARTITION_INDEX;";
}

void check(const Context& cx, Findings& out) {
  const auto* index = cx.as<CreateIndex>();
  if (!index || index->only) return;
  const Table* table = cx.model().find_table(index->table);
  if (!table || !table->partitioned() || !cx.in_use(*table)) return;
  const std::size_t partitions = partitions_in_use(cx, *table);
  if (partitions == 0 && !index->concurrently) return;
  const std::string what = "an index on partitioned table " + quoted(table->name);
  out.add(index->table.span,
          index->concurrently
              ? "PostgreSQL cannot build " + what + " CONCURRENTLY: the statement fails"
              : "building " + what + " blocks writers of all its partitions until the last is done")
      .help_with(remedy(*index, cx))
      .note_created(table);
}

constexpr Example kExamples[] = {{
    .title = "An index on a partitioned table in use",
    .bad = R"sql(
-- file: 0001_events.sql
CREATE TABLE events (at date NOT NULL, kind text) PARTITION BY RANGE (at);
CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
-- file: 0002_index.sql
CREATE INDEX events_kind ON events (kind);  -- expect: index-on-partitioned-parent
)sql",
    .good = R"sql(
-- file: 0001_events.sql
CREATE TABLE events (at date NOT NULL, kind text) PARTITION BY RANGE (at);
CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
-- file: 0002_index.sql
CREATE INDEX events_kind ON ONLY events (kind);
-- file: 0003_index_2026.sql
CREATE INDEX CONCURRENTLY events_2026_kind ON events_2026 (kind);
-- file: 0004_attach.sql
ALTER INDEX events_kind ATTACH PARTITION events_2026_kind;
)sql",
}};

}  // namespace

extern constexpr Rule rule_index_on_partitioned_parent = checked({
    .id = "index-on-partitioned-parent",
    .summary = "CREATE INDEX on a partitioned table in use",
    .rationale = "An index on a partitioned table is built on every partition in one go, under "
                 "SHARE locks on all of them: nobody writes to any partition until the last one is "
                 "done. CONCURRENTLY is refused there.",
    .remedy = "Create the index ON ONLY the parent, which builds nothing. Build the index of each "
              "partition CONCURRENTLY, each in a migration of its own, and attach it; the parent's "
              "index becomes valid with the last one.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
