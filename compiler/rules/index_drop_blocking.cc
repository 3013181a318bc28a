#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  const auto* drop = cx.as<Drop>();
  if (!drop || drop->kind != ObjectKind::index || drop->concurrently) return;
  for (const ObjectName& object : drop->objects) {
    const QualifiedName& name = object.name;
    const auto [table, index] = cx.model().find_index(name);
    if (table && !cx.in_use(*table)) continue;
    const std::string whose = table ? "table " + quoted(table->name) : "its table";
    RuleFinding& finding =
        out.add(name.span, "dropping index " + quoted(name.name) + " waits for every query on " +
                               whose + ", and every query that comes after waits for it");
    finding.help_with("in a migration of its own: DROP INDEX CONCURRENTLY " + sql_name(name) + ";");
    if (index) finding.note(index->origin, "index " + quoted(name.name) + " was created");
  }
}

constexpr Example kExamples[] = {{
    .title = "An index of a table in use",
    .bad = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, status text);
CREATE INDEX orders_status ON orders (status);
-- file: 0002_drop.sql
DROP INDEX orders_status;  -- expect: index-drop-blocking
)sql",
    .good = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, status text);
CREATE INDEX orders_status ON orders (status);
-- file: 0002_drop.sql
DROP INDEX CONCURRENTLY orders_status;
)sql",
}};

}  // namespace

extern constexpr Rule rule_index_drop_blocking = checked({
    .id = "index-drop-blocking",
    .level = Level::off,
    .summary = "DROP INDEX without CONCURRENTLY on an existing table",
    .rationale =
        "DROP INDEX takes ACCESS EXCLUSIVE on the table. The drop itself is brief, but it first "
        "waits "
        "for every running query, and whatever comes meanwhile queues behind it. The runtime "
        "takes such locks politely, with a short lock_timeout and retries; this rule is for teams "
        "that want none of it.",
    .remedy = "Write DROP INDEX CONCURRENTLY in a migration of its own. An index that backs a "
              "constraint, or that belongs to a partitioned table, has no such form.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
