#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

bool is_zero(std::string_view value) {
  const auto digits = value.find_first_not_of('0');
  return !value.empty() && value.front() == '0' &&
         (digits == std::string_view::npos || value[digits] < '0' || value[digits] > '9');
}

void check(const Context& cx, Findings& out) {
  const auto* set = cx.as<SetVariable>();
  if (!set || (set->name != "lock_timeout" && set->name != "statement_timeout")) return;
  const bool off = !set->values.empty() && is_zero(set->values.front());
  if (!off) return;
  const bool lock = set->name == "lock_timeout";
  // Without a lock_timeout of its own, as in the head of a dump, nothing waits longer.
  out.add(cx.statement().span, std::string("the next statements wait ") +
                                   (lock ? "for their locks" : "and run") +
                                   " without end, and everybody else waits behind them")
      .help_with(
          std::string("leave it out; for other timeouts in this migration: -- migc: timeouts ") +
          (lock ? "lock=3s" : "statement=10min"));
}

constexpr Example kExamples[] = {{
    .title = "A timeout switched off",
    .bad = R"sql(
SET lock_timeout = 0;  -- expect: timeout-undone
CREATE TABLE orders (id bigint PRIMARY KEY);
)sql",
    .good = R"sql(
-- migc: timeouts lock=3s statement=10min
CREATE TABLE orders (id bigint PRIMARY KEY);
)sql",
}};

}  // namespace

extern constexpr Rule rule_timeout_undone = checked({
    .id = "timeout-undone",
    .level = Level::warning,
    .summary = "lock_timeout or statement_timeout switched off",
    .rationale = "The runtime gives each statement a lock_timeout and tries again, so that a "
                 "migration that has to wait does not make everybody wait behind it. A timeout of "
                 "0 undoes that: one long query is enough to stop the whole database.",
    .remedy = "Leave the timeouts to the runtime. For a migration that needs others: -- migc: "
              "timeouts lock=3s statement=10min.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
