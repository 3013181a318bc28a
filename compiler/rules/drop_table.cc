#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  const auto* drop = cx.as<Drop>();
  if (!drop || drop->kind != ObjectKind::table) return;
  for (const ObjectName& object : drop->objects) {
    const QualifiedName& name = object.name;
    if (!cx.in_use(name)) continue;
    out.add(name.span, "dropping table " + quoted(name.name) +
                           " loses its rows, and breaks the program version that is still running")
        .help_with(
            "release a version that no longer uses it, then drop it with: -- migc: "
            "allow(drop-table): nothing reads it since release …")
        .note_created(cx.model().find_table(name));
  }
}

constexpr Example kExamples[] = {{
    .title = "A table that the running program may still read",
    .bad = R"sql(
-- file: 0001_sessions.sql
CREATE TABLE sessions (id bigint PRIMARY KEY);
-- file: 0002_drop.sql
DROP TABLE sessions;  -- expect: drop-table
)sql",
    .good = R"sql(
-- file: 0001_sessions.sql
CREATE TABLE sessions (id bigint PRIMARY KEY);
-- file: 0002_drop.sql
-- migc: allow(drop-table): nothing reads it since release 41
DROP TABLE sessions;
)sql",
}};

}  // namespace

extern constexpr Rule rule_drop_table = checked({
    .id = "drop-table",
    .dialects = {.postgresql = true, .sqlite = true},
    .summary = "Dropping a table of an earlier migration",
    .rationale =
        "The rows are gone, and no undo text brings them back. During a rolling deploy the "
        "old version of the program still reads the table, and fails.",
    .remedy = "Stop using the table, release that, and drop it in a later release, with an `allow` "
              "that says since when nobody needs it.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
