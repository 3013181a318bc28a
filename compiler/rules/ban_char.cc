#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/new_columns.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  for (const TypedColumn& column : typed_columns(cx))
    if (column.type.name == "bpchar" && !column.type.modifiers.empty())
      out.add(column.span, "values of column " + quoted(column.name) + " are filled with blanks")
          .help_with(sql_name(column.name) +
                     (column.type.array_dimensions == 0 ? " text" : " text[]"));
}

constexpr Example kExamples[] = {{
    .title = "A code of fixed length",
    .bad = R"sql(
CREATE TABLE countries (code char(2) PRIMARY KEY);  -- expect: ban-char
)sql",
    .good = R"sql(
CREATE TABLE countries (code text PRIMARY KEY CHECK (length(code) = 2));
)sql",
}};

}  // namespace

extern constexpr Rule rule_ban_char = checked({
    .id = "ban-char",
    .level = Level::off,
    .summary = "A char(n) column",
    .rationale = "char(n) fills values with blanks up to its length, and most comparisons then "
                 "ignore them; some do not.",
    .remedy = "Use text, with a CHECK where a length is wanted.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
