#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  const auto* grant = cx.as<Grant>();
  if (!grant || !grant->grant) return;
  bool to_public = false;
  for (const std::string& grantee : grant->grantees)
    to_public |= grantee == "PUBLIC" || grantee == "public";
  if (!grant->privileges.empty() && !to_public) return;
  out.add(cx.statement().span, to_public ? "every role gets these rights, those that come later too"
                                         : "ALL gives more rights than a program needs: TRUNCATE, "
                                           "TRIGGER, and what later versions add")
      .help_with(
          "name the privileges and the role: GRANT SELECT, INSERT, UPDATE, DELETE ON … TO ROLE;");
}

constexpr Example kExamples[] = {{
    .title = "Rights for a program",
    .bad = R"sql(
CREATE TABLE orders (id bigint PRIMARY KEY);
GRANT ALL ON orders TO shop;  -- expect: grant-all
)sql",
    .good = R"sql(
CREATE TABLE orders (id bigint PRIMARY KEY);
GRANT SELECT, INSERT ON orders TO shop;
)sql",
}};

}  // namespace

extern constexpr Rule rule_grant_all = checked({
    .id = "grant-all",
    .level = Level::off,
    .summary = "GRANT ALL, or a grant to PUBLIC",
    .rationale = "ALL includes TRUNCATE, REFERENCES and TRIGGER, and whatever a later version "
                 "adds. PUBLIC is every role, those that come later too.",
    .remedy = "Name the privileges and the role.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
