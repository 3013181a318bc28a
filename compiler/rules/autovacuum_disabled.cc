#include "compiler/rules/alterations.h"
#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

bool is_off(const Options& options) {
  for (const auto& [name, value] : options)
    if (name == "autovacuum_enabled" && (value == "false" || value == "off" || value == "0"))
      return true;
  return false;
}

void report(const Context& cx, const QualifiedName& table, Findings& out) {
  out.add(cx.place(table), "nothing removes the dead rows of table " + quoted(table.name) +
                               " any more: it grows for ever")
      .help_with("ALTER TABLE " + sql_name(table) +
                 " SET (autovacuum_vacuum_scale_factor = 0.01);");
}

void check(const Context& cx, Findings& out) {
  for (const auto& altered : alterations<SetTableOptions>(cx))
    if (!altered.change.reset && is_off(altered.change.options))
      report(cx, altered.alter.table, out);
  if (const auto* create = cx.as<CreateTable>(); create && is_off(create->options))
    report(cx, create->table, out);
}

constexpr Example kExamples[] = {{
    .title = "A busy table",
    .bad = R"sql(
CREATE TABLE queue (id bigint PRIMARY KEY) WITH (autovacuum_enabled = false);  -- expect: autovacuum-disabled
)sql",
    .good = R"sql(
CREATE TABLE queue (id bigint PRIMARY KEY) WITH (autovacuum_vacuum_scale_factor = 0.01);
)sql",
}};

}  // namespace

extern constexpr Rule rule_autovacuum_disabled = checked({
    .id = "autovacuum-disabled",
    .level = Level::warning,
    .summary = "A table that autovacuum leaves alone",
    .rationale = "Dead rows stay, the table and its indexes grow for ever, statistics are never "
                 "brought up to date, and in the end the server forces a vacuum against "
                 "transaction id wraparound at a time of its own.",
    .remedy = "Leave autovacuum on. For a table that changes much, make it run more often: "
              "autovacuum_vacuum_scale_factor = 0.01.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
