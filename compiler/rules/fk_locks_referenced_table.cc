#include "compiler/rules/alterations.h"
#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/foreign_keys.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

const Table* used_target(const Context& cx, ObjectId id) {
  const Table* table = cx.model().catalog().get_as<Table>(id);
  return table && !table->dropped && cx.in_use(*table) ? table : nullptr;
}

void report(Span span, const std::string& action, const Table& referenced, const char* effect,
            Findings& out) {
  out.add(span,
          action + " also locks table " + quoted(referenced.name) + " that it refers to, " + effect)
      .help_with("give it a migration of its own, so that the lock on table " +
                 quoted(referenced.name) + " ends at once")
      .note_created(&referenced);
}

void check_drops(const Context& cx, Findings& out) {
  for (const auto& dropped : alterations<DropConstraint>(cx)) {
    const Constraint* key =
        dropped.table ? dropped.table->constraint(dropped.change.name) : nullptr;
    if (!key || key->kind != ConstraintKind::foreign_key || key->referenced == dropped.table->id)
      continue;
    if (const Table* referenced = used_target(cx, key->referenced))
      report(dropped.command.target, "dropping foreign key " + quoted(key->name), *referenced,
             "against readers and writers", out);
  }
  const auto* drop = cx.as<Drop>();
  if (!drop || drop->kind != ObjectKind::table) return;
  for (const ObjectName& object : drop->objects) {
    const Table* table = cx.model().find_table(object.name);
    if (!table) continue;
    for (const Constraint& key : table->constraints)
      if (key.kind == ConstraintKind::foreign_key && key.referenced != table->id)
        if (const Table* referenced = used_target(cx, key.referenced))
          report(object.name.span, "dropping table " + quoted(table->name), *referenced,
                 "against readers and writers", out);
  }
}

void check(const Context& cx, Findings& out) {
  for (const NewForeignKey& made : new_foreign_keys(cx))
    if (const Table* referenced = cx.model().find_table(*made.key.referenced_table);
        referenced && cx.in_use(*referenced))
      report(made.key.span, "making a foreign key", *referenced, "against writers", out);
  check_drops(cx, out);
}

constexpr Example kExamples[] = {{
    .title = "A new table that refers to one in use",
    .bad = R"sql(
-- file: 0001_customers.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
-- file: 0002_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint REFERENCES customers (id));  -- expect: fk-locks-referenced-table
)sql",
    .good = R"sql(
-- file: 0001_customers.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint REFERENCES customers (id));
)sql",
}};

}  // namespace

extern constexpr Rule rule_fk_locks_referenced_table = checked({
    .id = "fk-locks-referenced-table",
    .level = Level::off,
    .summary = "A statement that locks a table in use only because a foreign key refers to it",
    .rationale = "Making a foreign key takes SHARE ROW EXCLUSIVE on the referenced table, also "
                 "from CREATE TABLE; dropping one, or the table that has it, takes ACCESS "
                 "EXCLUSIVE there. Both are brief, but they wait behind every long transaction of "
                 "a table that the statement does not even name first.",
    .remedy = "Give each foreign key a migration of its own, with a short lock_timeout: the "
              "runtime tries again.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
