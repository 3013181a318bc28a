#include <algorithm>

#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

const Table* default_partition(const Context& cx, const Table& parent) {
  for (const ObjectId id : parent.children)
    if (const Table* child = cx.model().catalog().get_as<Table>(id);
        child && child->partition_bound == "DEFAULT" && cx.in_use(*child))
      return child;
  return nullptr;
}

bool has_valid_check(const Table& table) {
  return std::any_of(
      table.constraints.begin(), table.constraints.end(),
      [](const Constraint& each) { return each.kind == ConstraintKind::check && each.valid; });
}

void check(const Context& cx, Findings& out) {
  const auto* create = cx.as<CreateTable>();
  if (!create || !create->partition_bound || create->parents.empty()) return;
  const Table* parent = cx.model().find_table(create->parents.front());
  const Table* rest = parent ? default_partition(cx, *parent) : nullptr;
  if (!rest || has_valid_check(*rest)) return;
  out.add(cx.place(create->table), "nobody can use table " + quoted(parent->name) +
                                       " while its default partition " + quoted(rest->name) +
                                       " is read for rows of the new one")
      .help_with("in an earlier migration: ALTER TABLE " + sql_name(rest->name) +
                 " ADD CONSTRAINT not_in_new CHECK (NOT …) NOT VALID; in the next: ALTER TABLE " +
                 sql_name(rest->name) + " VALIDATE CONSTRAINT not_in_new;")
      .note_created(rest);
}

constexpr Example kExamples[] = {{
    .title = "One more year",
    .bad = R"sql(
-- file: 0001_events.sql
CREATE TABLE events (at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_rest PARTITION OF events DEFAULT;
-- file: 0002_next.sql
CREATE TABLE events_2027 PARTITION OF events FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');  -- expect: partition-create-of
)sql",
    .good = R"sql(
-- file: 0001_events.sql
CREATE TABLE events (at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_rest PARTITION OF events DEFAULT;
-- file: 0002_check.sql
ALTER TABLE events_rest ADD CONSTRAINT not_in_2027 CHECK (at < '2027-01-01' OR at >= '2028-01-01') NOT VALID;
-- file: 0003_validate.sql
ALTER TABLE events_rest VALIDATE CONSTRAINT not_in_2027;
-- file: 0004_next.sql
CREATE TABLE events_2027 PARTITION OF events FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');
)sql",
}};

}  // namespace

extern constexpr Rule rule_partition_create_of = checked({
    .id = "partition-create-of",
    .level = Level::warning,
    .summary = "CREATE TABLE … PARTITION OF beside a default partition",
    .rationale = "The statement takes ACCESS EXCLUSIVE on the partitioned table, and holds it "
                 "while it reads the whole default partition for rows that belong into the new "
                 "one: no query on any partition runs meanwhile.",
    .remedy = "Give the default partition a CHECK that excludes the new range, NOT VALID, and "
              "validate it in a later migration. Then create the partition; or create it as a "
              "table and attach it, which takes a weaker lock.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
