#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/new_columns.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  for (const TypedColumn& column : typed_columns(cx))
    if (column.type.name == "timestamp")
      out.add(column.span,
              "what moment column " + quoted(column.name) + " means depends on who reads it")
          .help_with(sql_name(column.name) + " timestamptz");
}

constexpr Example kExamples[] = {{
    .title = "When it happened",
    .bad = R"sql(
CREATE TABLE events (at timestamp);  -- expect: prefer-timestamptz
)sql",
    .good = R"sql(
CREATE TABLE events (at timestamptz);
)sql",
}};

}  // namespace

extern constexpr Rule rule_prefer_timestamptz = checked({
    .id = "prefer-timestamptz",
    .level = Level::off,
    .summary = "A timestamp column without time zone",
    .rationale = "The value says no moment: sessions with different time zones write and read "
                 "different ones.",
    .remedy = "Use timestamptz.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
