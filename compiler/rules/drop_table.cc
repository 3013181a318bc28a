#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  const auto* drop = cx.as<Drop>();
  if (!drop || drop->kind != ObjectKind::table) return;
  std::vector<const QualifiedName*> tables;
  std::string names;
  for (const ObjectName& object : drop->objects) {
    if (!cx.in_use(object.name)) continue;
    names += (tables.empty() ? "" : ", ") + quoted(object.name.name);
    tables.push_back(&object.name);
  }
  if (tables.empty()) return;
  const bool several = tables.size() > 1;
  RuleFinding& finding = out.add(tables.front()->span,
                                 std::string("dropping table") + (several ? "s " : " ") + names +
                                     " loses " + (several ? "their" : "its") +
                                     " rows, and breaks the program version that is still running");
  finding.help_with("release a version that no longer uses " +
                    std::string(several ? "them" : "it") + ", then drop " +
                    (several ? "them" : "it") +
                    " with: -- migc: allow(drop-table): nothing reads " +
                    (several ? "them" : "it") + " since release …");
  for (const QualifiedName* name : tables) finding.note_created(cx.model().find_table(*name));
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
