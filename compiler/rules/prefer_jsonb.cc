#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/new_columns.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  for (const TypedColumn& column : typed_columns(cx))
    if (column.type.name == "json")
      out.add(column.span, "DISTINCT and GROUP BY over column " + quoted(column.name) +
                               " fail: json has no equality")
          .help_with(sql_name(column.name) + " jsonb");
}

constexpr Example kExamples[] = {{
    .title = "A document",
    .bad = R"sql(
CREATE TABLE events (body json);  -- expect: prefer-jsonb
)sql",
    .good = R"sql(
CREATE TABLE events (body jsonb);
)sql",
}};

}  // namespace

extern constexpr Rule rule_prefer_jsonb = checked({
    .id = "prefer-jsonb",
    .level = Level::off,
    .summary = "A json column",
    .rationale = "json has no equality: SELECT DISTINCT, GROUP BY and UNION over it fail. It "
                 "cannot be indexed, and is parsed each time.",
    .remedy = "Use jsonb, unless the text itself must stay as it was written.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
