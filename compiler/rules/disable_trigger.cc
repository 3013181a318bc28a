#include "compiler/rules/alterations.h"
#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  for (const auto& altered : alterations_in_use<SwitchTrigger>(cx)) {
    if (altered.change.rule || altered.change.state != "DISABLE") continue;
    const std::string& name = altered.change.trigger;
    const bool all = name == "ALL" || name == "USER";
    const std::string what = name == "ALL"    ? "every trigger and foreign key"
                             : name == "USER" ? "every trigger"
                                              : "trigger " + quoted(name);
    out.add(altered.command.span, "what programs write to table " + quoted(altered.table_name()) +
                                      " while " + what + " is off is never checked")
        .help_with(
            "leave " + std::string(all ? "them" : "it") +
            " on; in the session that loads rows: SET LOCAL session_replication_role = replica;")
        .note_created(altered.table);
  }
}

constexpr Example kExamples[] = {{
    .title = "Triggers off for a quick change",
    .bad = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- file: 0002_quick.sql
ALTER TABLE orders DISABLE TRIGGER ALL;  -- expect: disable-trigger
UPDATE orders SET note = '' WHERE id = 1;
ALTER TABLE orders ENABLE TRIGGER ALL;
)sql",
    .good = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- file: 0002_quick.sql
UPDATE orders SET note = '' WHERE id = 1;
)sql",
}};

}  // namespace

extern constexpr Rule rule_disable_trigger = checked({
    .id = "disable-trigger",
    .summary = "DISABLE TRIGGER on a table in use",
    .rationale =
        "While the trigger is off, for every session and not only for the migration, rows come in "
        "that it would have refused or recorded: foreign keys are not checked with DISABLE TRIGGER "
        "ALL, audits miss rows, and replicas drift. Nothing finds those rows afterwards.",
    .remedy = "Leave triggers on. To load rows without them, SET LOCAL session_replication_role = "
              "replica in the session that loads, which no other session notices.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
