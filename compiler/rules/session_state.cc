#include <algorithm>

#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

bool changes_meaning(const std::string& name) {
  return name == "search_path" || name == "role" || name == "session_authorization" ||
         name == "session_replication_role";
}

bool is_reset(const Context& cx, const std::string& name) {
  return std::any_of(cx.later().begin(), cx.later().end(), [&](const Statement& statement) {
    const auto* set = as<SetVariable>(statement);
    return set && (set->name == name || set->name.empty());
  });
}

void check(const Context& cx, Findings& out) {
  const auto* set = cx.as<SetVariable>();
  if (!set || set->local || set->values.empty() || !changes_meaning(set->name)) return;
  if (cx.later().empty() || is_reset(cx, set->name)) return;
  out.add(cx.statement().span,
          quoted(set->name) +
              " stays changed for the rest of the session: later statements mean something else")
      .help_with(
          set->name == "search_path"
              ? "write the schema into the names: SCHEMA.TABLE; or: SET LOCAL search_path = …;"
              : "SET LOCAL " + set->name + " = …; and RESET " + set->name +
                    "; after the statement that needs it");
}

constexpr Example kExamples[] = {{
    .title = "Another schema for the rest",
    .bad = R"sql(
CREATE SCHEMA shop;
SET search_path = shop;  -- expect: session-state
CREATE TABLE orders (id bigint PRIMARY KEY);
)sql",
    .good = R"sql(
CREATE SCHEMA shop;
CREATE TABLE shop.orders (id bigint PRIMARY KEY);
)sql",
}};

}  // namespace

extern constexpr Rule rule_session_state = checked({
    .id = "session-state",
    .level = Level::warning,
    .summary = "A setting that changes what later statements mean",
    .rationale = "SET holds until the session ends. Later statements of the migration go to "
                 "another schema, run as another role, or without triggers and foreign keys, and "
                 "the text of each one no longer says so.",
    .remedy = "Write the schema into the names. Use SET LOCAL where a setting is needed, and RESET "
              "it after the statement that needs it.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
