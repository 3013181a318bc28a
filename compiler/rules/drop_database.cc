#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  if (cx.statement().kind != "dropdb") return;
  out.add(cx.statement().span,
          "the database and all that is in it is lost, wherever this migration runs")
      .help_with("leave it out of the migrations");
}

constexpr Example kExamples[] = {{
    .title = "A database that is left over",
    .bad = R"sql(
DROP DATABASE old_shop;  -- expect: drop-database
)sql",
    .good = "",
}};

}  // namespace

extern constexpr Rule rule_drop_database = checked({
    .id = "drop-database",
    .summary = "DROP DATABASE",
    .rationale = "All that is in the database is gone, and no undo text brings it back. A "
                 "migration runs wherever the program does: in production as well.",
    .remedy = "Drop databases by hand.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
