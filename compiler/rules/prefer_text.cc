#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/new_columns.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  for (const TypedColumn& column : typed_columns(cx)) {
    if (column.type.name != "varchar" || column.type.modifiers.empty()) continue;
    const std::string name = sql_name(column.name);
    out.add(column.span, "the limit of column " + quoted(column.name) +
                             " is part of its type, which is harder to change than a CHECK")
        .help_with(name + " text CHECK (length(" + name + ") <= " + column.type.modifiers.front() +
                   ")");
  }
}

constexpr Example kExamples[] = {{
    .title = "A limit on a name",
    .bad = R"sql(
CREATE TABLE accounts (id bigint PRIMARY KEY, name varchar(50));  -- expect: prefer-text
)sql",
    .good = R"sql(
CREATE TABLE accounts (id bigint PRIMARY KEY, name text CHECK (length(name) <= 50));
)sql",
}};

}  // namespace

extern constexpr Rule rule_prefer_text = checked({
    .id = "prefer-text",
    .level = Level::off,
    .summary = "A varchar(n) column",
    .rationale = "A limit in the type protects no better than a CHECK, and is harder to change: a "
                 "shorter one rewrites the table.",
    .remedy = "Use text, with a CHECK where a limit is wanted.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
