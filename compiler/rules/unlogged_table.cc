#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  const auto* create = cx.as<CreateTable>();
  if (!create || create->persistence != Persistence::unlogged) return;
  out.add(cx.place(create->table),
          "table " + quoted(create->table.name) +
              " is empty after a crash of the server, and always on its replicas")
      .help_with("CREATE TABLE " + sql_name(create->table) + " …");
}

constexpr Example kExamples[] = {{
    .title = "A cache",
    .bad = R"sql(
CREATE UNLOGGED TABLE cache (key text PRIMARY KEY);  -- expect: unlogged-table
)sql",
    .good = R"sql(
CREATE TABLE cache (key text PRIMARY KEY);
)sql",
}};

}  // namespace

extern constexpr Rule rule_unlogged_table = checked({
    .id = "unlogged-table",
    .level = Level::off,
    .summary = "An UNLOGGED table",
    .rationale =
        "After a crash of the server the table is empty, and it is always empty on the replicas.",
    .remedy = "Leave UNLOGGED out, unless every row can be made anew.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
