#include "compiler/rules/alterations.h"
#include "compiler/rules/column_use.h"
#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

// Whether a valid CHECK is about the partition key. What it says is not compared.
bool is_vouched_for(const Table& parent, const Table& partition) {
  for (const Constraint& check : partition.constraints) {
    if (check.kind != ConstraintKind::check || !check.valid) continue;
    for (const ColumnNumber key : parent.partition_columns) {
      const Column* own = partition.column(parent.column(key) ? parent.column(key)->name : "");
      if (own && uses_column(check.expression, partition.id, own->number)) return true;
    }
  }
  return false;
}

const Table* default_partition(const Context& cx, const Table& parent) {
  for (const ObjectId id : parent.children)
    if (const Table* child = cx.model().catalog().get_as<Table>(id);
        child && child->partition_bound == "DEFAULT")
      return child;
  return nullptr;
}

void check(const Context& cx, Findings& out) {
  for (const auto& altered : alterations<AttachPartition>(cx)) {
    const QualifiedName& name = altered.change.partition;
    const Table* partition = cx.model().find_table(name);
    const Table* other = altered.table ? default_partition(cx, *altered.table) : nullptr;
    const Table* read = nullptr;
    if (altered.table && partition && cx.may_hold_rows(name) &&
        !is_vouched_for(*altered.table, *partition))
      read = partition;
    if (!read && other && cx.in_use(*other) && !is_vouched_for(*altered.table, *other))
      read = other;
    if (!read) continue;
    out.add(cx.place(name), "attaching partition " + quoted(name.name) + " reads all of table " +
                                quoted(read->name) + " while it blocks its readers and writers")
        .help_with("in an earlier migration: ALTER TABLE " + sql_name(read->name) +
                   " ADD CONSTRAINT bound CHECK (…) NOT VALID; with " +
                   (read == other ? "the opposite of " : "") + altered.change.bound.sql +
                   "; in the next: ALTER TABLE " + sql_name(read->name) +
                   " VALIDATE CONSTRAINT bound; then attach")
        .note_created(read);
  }
}

constexpr Example kExamples[] = {{
    .title = "A table becomes a partition",
    .bad = R"sql(
-- file: 0001_events.sql
CREATE TABLE events (at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE old_events (at date NOT NULL);
-- file: 0002_attach.sql
ALTER TABLE events ATTACH PARTITION old_events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');  -- expect: partition-attach-scan
)sql",
    .good = R"sql(
-- file: 0001_events.sql
CREATE TABLE events (at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE old_events (at date NOT NULL);
-- file: 0002_check.sql
ALTER TABLE old_events ADD CONSTRAINT bound CHECK (at >= '2020-01-01' AND at < '2021-01-01') NOT VALID;
-- file: 0003_validate.sql
ALTER TABLE old_events VALIDATE CONSTRAINT bound;
-- file: 0004_attach.sql
ALTER TABLE events ATTACH PARTITION old_events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
)sql",
}};

}  // namespace

extern constexpr Rule rule_partition_attach_scan = checked({
    .id = "partition-attach-scan",
    .summary = "ATTACH PARTITION of a table that no valid CHECK vouches for",
    .rationale = "PostgreSQL reads the whole new partition, and the whole default partition if "
                 "there is one, to see that every row is on the right side of the bound. Both are "
                 "under ACCESS EXCLUSIVE until it has.",
    .remedy = "Give the table a CHECK that says what the bound says, NOT VALID; validate it in a "
              "later migration; then attach, and drop the CHECK. For a default partition the CHECK "
              "says the opposite.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
