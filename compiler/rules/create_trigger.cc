#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  const auto* create = cx.as<CreateTrigger>();
  if (!create || !cx.in_use(create->table)) return;
  out.add(cx.place(create->table),
          "making trigger " + quoted(create->name) + " waits for every writer of table " +
              quoted(create->table.name) + ", and every writer that comes after waits for it")
      .help_with("give it a migration of its own")
      .note_created(cx.model().find_table(create->table));
}

constexpr Example kExamples[] = {{
    .title = "A trigger for a table in use",
    .bad = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
-- file: 0002_trigger.sql
CREATE TRIGGER orders_note AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION note();  -- expect: create-trigger
)sql",
    .good = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER orders_note AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION note();
)sql",
}};

}  // namespace

extern constexpr Rule rule_create_trigger = checked({
    .id = "create-trigger",
    .level = Level::off,
    .summary = "CREATE TRIGGER on a table in use",
    .rationale = "The statement takes SHARE ROW EXCLUSIVE: it waits for every transaction that "
                 "writes to the table, and new writers wait behind it. From then on each write "
                 "runs the trigger's function.",
    .remedy = "Give it a migration of its own, with a short lock_timeout: the runtime tries again.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
