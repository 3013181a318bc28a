#include "compiler/rules/findings.h"
#include "compiler/rules/outcome.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

bool has_key(const Table& table) {
  for (const Constraint& constraint : table.constraints)
    if (constraint.kind == ConstraintKind::primary_key) return true;
  return false;
}

void check(const Outcome& outcome, Findings& out) {
  outcome.catalog().for_each([&](const Object& object) {
    const auto* table = as_object<Table>(&object);
    if (!table || table->temporary() || !table->uncertain.empty() || table->is_partition() ||
        has_key(*table))
      return;
    out.add_at(table->origin,
               "table " + quoted(table->name) + " has no primary key: no row of it can be named")
        .help_with("add to its columns: id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY");
  });
}

constexpr Example kExamples[] = {{
    .title = "A table of lines",
    .bad = R"sql(
CREATE TABLE log (line text);  -- expect: require-primary-key
)sql",
    .good = R"sql(
CREATE TABLE log (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, line text);
)sql",
}};

}  // namespace

extern constexpr Rule rule_require_primary_key = checked({
    .id = "require-primary-key",
    .level = Level::off,
    .summary = "A table without a primary key",
    .rationale = "No row can be named: logical replication refuses UPDATE and DELETE, and a row "
                 "that is there twice cannot be removed once.",
    .remedy = "Give the table a primary key when it is made.",
    .examples = kExamples,
    .check_outcome = check,
});

}  // namespace migc::compiler
