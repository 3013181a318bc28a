#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  const auto* create = cx.as<CreateEnum>();
  if (!create) return;
  out.add(cx.statement().span,
          "no value of enum " + quoted(create->type.name) + " can ever be removed")
      .help_with("CREATE TABLE " + sql_name(create->type) +
                 " (name text PRIMARY KEY); with a row for each value");
}

constexpr Example kExamples[] = {{
    .title = "A state",
    .bad = R"sql(
CREATE TYPE status AS ENUM ('new', 'paid');  -- expect: avoid-enum
)sql",
    .good = R"sql(
CREATE TABLE status (name text PRIMARY KEY);
INSERT INTO status (name) VALUES ('new'), ('paid');
)sql",
}};

}  // namespace

extern constexpr Rule rule_avoid_enum = checked({
    .id = "avoid-enum",
    .level = Level::off,
    .summary = "An enum type",
    .rationale =
        "A value of an enum can be added and renamed, but never removed, and its order is fixed.",
    .remedy = "Use a table of values with a foreign key, or text with a CHECK.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
