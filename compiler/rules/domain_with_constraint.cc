#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  const auto* create = cx.as<CreateDomain>();
  if (!create || (create->checks.empty() && !create->not_null)) return;
  out.add(cx.place(create->domain),
          "domain " + quoted(create->domain.name) +
              " has a constraint: adding a column of it later rewrites the table")
      .help_with("use its base type " + std::string(cx.text(create->type.span)) +
                 ", and give each table a CHECK of its own");
}

constexpr Example kExamples[] = {{
    .title = "A domain that checks its values",
    .bad = R"sql(
CREATE DOMAIN positive AS integer CHECK (VALUE > 0);  -- expect: domain-with-constraint
)sql",
    .good = R"sql(
CREATE TABLE orders (id bigint PRIMARY KEY, quantity integer CHECK (quantity > 0));
)sql",
}};

}  // namespace

extern constexpr Rule rule_domain_with_constraint = checked({
    .id = "domain-with-constraint",
    .level = Level::off,
    .summary = "A domain with a constraint",
    .rationale = "A column of such a domain cannot be added without rewriting the table, and a "
                 "change of the constraint locks and reads every table that uses the domain.",
    .remedy = "Use the base type, and give each table a CHECK of its own.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
