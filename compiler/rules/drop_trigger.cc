#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  const auto* drop = cx.as<Drop>();
  if (!drop || drop->kind != ObjectKind::trigger) return;
  for (const ObjectName& object : drop->objects)
    if (cx.in_use(object.name))
      out.add(cx.place(object.name),
              "dropping trigger " + quoted(object.part) + " waits for every query on table " +
                  quoted(object.name.name) + ", and every query that comes after waits for it")
          .help_with("give it a migration of its own")
          .note_created(cx.model().find_table(object.name));
}

constexpr Example kExamples[] = {{
    .title = "A trigger goes",
    .bad = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER orders_note AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION note();
-- file: 0002_drop.sql
DROP TRIGGER orders_note ON orders;  -- expect: drop-trigger
)sql",
    .good = "",
}};

}  // namespace

extern constexpr Rule rule_drop_trigger = checked({
    .id = "drop-trigger",
    .level = Level::off,
    .summary = "DROP TRIGGER on a table in use",
    .rationale =
        "The statement takes ACCESS EXCLUSIVE: it waits for every query on the table, and every "
        "query that comes after waits behind it. What the trigger saw to, nobody sees to any more.",
    .remedy = "Give it a migration of its own, with a short lock_timeout: the runtime tries again.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
