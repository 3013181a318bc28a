#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  const auto* rows = cx.as<ChangeRows>();
  if (!rows || rows->change != RowChange::truncate || rows->cascade) return;
  for (const QualifiedName& table : rows->tables)
    if (cx.in_use(table))
      out.add(cx.place(table), "TRUNCATE loses every row of table " + quoted(table.name))
          .help_with("say why nobody needs them: -- migc: allow(truncate): REASON")
          .note_created(cx.model().find_table(table));
}

constexpr Example kExamples[] = {{
    .title = "An empty start",
    .bad = R"sql(
-- file: 0001_sessions.sql
CREATE TABLE sessions (id bigint PRIMARY KEY);
-- file: 0002_empty.sql
TRUNCATE sessions;  -- expect: truncate
)sql",
    .good = R"sql(
-- file: 0001_sessions.sql
CREATE TABLE sessions (id bigint PRIMARY KEY);
-- file: 0002_empty.sql
-- migc: allow(truncate): every user has to log in again anyway
TRUNCATE sessions;
)sql",
}};

}  // namespace

extern constexpr Rule rule_truncate = checked({
    .id = "truncate",
    .summary = "TRUNCATE of a table of an earlier migration",
    .rationale = "All rows are gone, in production as well, and no undo text brings them back. "
                 "Until the transaction ends, nobody reads or writes the table.",
    .remedy = "Leave rows to the program. If they really must go, say in an `allow` why nobody "
              "needs them.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
