#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  const auto* create = cx.as<CreateExtension>();
  if (!create) return;
  out.add(cx.statement().span, "extension " + quoted(create->name) +
                                   " needs rights that are best kept from the program's role")
      .help_with("once, by an administrator: CREATE EXTENSION " + sql_name(create->name) + ";");
}

constexpr Example kExamples[] = {{
    .title = "An extension",
    .bad = R"sql(
CREATE EXTENSION citext;  -- expect: create-extension
)sql",
    .good = "",
}};

}  // namespace

extern constexpr Rule rule_create_extension = checked({
    .id = "create-extension",
    .level = Level::off,
    .summary = "CREATE EXTENSION in a migration",
    .rationale = "Most extensions need a superuser, which the role that a program migrates with "
                 "should not be. Where the files of the extension are not installed, the statement "
                 "fails, and so does the program's start.",
    .remedy = "Let whoever looks after the server create extensions, before the first migration.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
