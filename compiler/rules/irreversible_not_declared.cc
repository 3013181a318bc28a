#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  if (cx.undo_settled() || cx.in_body() || !cx.earlier().empty()) return;
  out.add(cx.statement().span,
          "nothing says how to take this migration back, or why there is no way")
      .help_with(
          "write its undo text into a .down.sql file, or declare: -- migc: irreversible: REASON");
}

constexpr Example kExamples[] = {{
    .title = "A new table",
    .bad = R"sql(
CREATE TABLE orders (id bigint PRIMARY KEY);  -- expect: irreversible-not-declared
)sql",
    .good = R"sql(
-- migc: irreversible: the first table of all
CREATE TABLE orders (id bigint PRIMARY KEY);
)sql",
}};

}  // namespace

extern constexpr Rule rule_irreversible_not_declared = checked({
    .id = "irreversible-not-declared",
    .level = Level::off,
    .summary = "A migration without an undo text that does not say why",
    .rationale = "The day it has to be taken back, nobody knows whether there is no way, or nobody "
                 "wrote it down.",
    .remedy = "Write the undo text, NNNN_name.down.sql, or declare: -- migc: irreversible: REASON.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
