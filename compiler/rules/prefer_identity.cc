#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/new_columns.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  for (const NewColumn& made : new_columns(cx)) {
    const std::string& type = made.column.type.name;
    if (type.find("serial") == std::string::npos || !made.column.type.schema.empty()) continue;
    out.add(made.column.span,
            "the sequence of serial column " + quoted(made.column.name) +
                " needs grants of its own, and does not notice numbers that a program inserts")
        .help_with(sql_name(made.column.name) + " bigint GENERATED ALWAYS AS IDENTITY");
  }
}

constexpr Example kExamples[] = {{
    .title = "A number for each row",
    .bad = R"sql(
CREATE TABLE orders (id bigserial PRIMARY KEY);  -- expect: prefer-identity
)sql",
    .good = R"sql(
CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
)sql",
}};

}  // namespace

extern constexpr Rule rule_prefer_identity = checked({
    .id = "prefer-identity",
    .level = Level::off,
    .summary = "A serial column",
    .rationale = "The sequence behind a serial column is an object of its own: it needs a grant of "
                 "its own, and a program can insert a number that the sequence gives out later.",
    .remedy = "Use GENERATED ALWAYS AS IDENTITY.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
