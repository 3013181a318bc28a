#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  const auto* drop = cx.as<Drop>();
  if (!drop || drop->kind != ObjectKind::schema) return;
  for (const ObjectName& object : drop->objects) {
    const Object* schema = cx.model().catalog().find(NameSpace::schema, object.name);
    if (schema && cx.is_new(schema->origin)) continue;
    RuleFinding& finding =
        out.add(cx.place(object.name),
                "dropping schema " + quoted(object.name.name) +
                    " loses what is in it, and breaks the program version that is still running");
    finding.help_with(
        "release a version that no longer uses it, then drop it with: -- migc: "
        "allow(drop-schema): nothing uses it since release …");
    if (schema) finding.note(schema->origin, "schema " + quoted(schema->name) + " was created");
  }
}

constexpr Example kExamples[] = {{
    .title = "A schema that the running program may still use",
    .bad = R"sql(
-- file: 0001_archive.sql
CREATE SCHEMA archive;
-- file: 0002_drop.sql
DROP SCHEMA archive;  -- expect: drop-schema
)sql",
    .good = R"sql(
-- file: 0001_archive.sql
CREATE SCHEMA archive;
-- file: 0002_drop.sql
-- migc: allow(drop-schema): nothing uses it since release 41
DROP SCHEMA archive;
)sql",
}};

}  // namespace

extern constexpr Rule rule_drop_schema = checked({
    .id = "drop-schema",
    .summary = "Dropping a schema of an earlier migration",
    .rationale =
        "With CASCADE every table in the schema goes, and no undo text brings the rows back. "
        "During a rolling deploy the old version of the program still uses them, and fails.",
    .remedy = "Stop using the schema, release that, and drop it in a later release, with an "
              "`allow` that says since when nobody needs it.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
