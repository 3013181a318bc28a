#include "compiler/rules/alterations.h"
#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/new_columns.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  std::vector<Altered<DropColumn>> dropped;
  for (const auto& altered : alterations_in_use<DropColumn>(cx)) {
    const Column* column = altered.column(altered.change.column);
    if (!column || !is_new_column(cx, *column)) dropped.push_back(altered);
  }
  if (dropped.empty()) return;
  std::string names;
  for (const auto& altered : dropped)
    names += (names.empty() ? "" : ", ") + quoted(altered.change.column);
  const bool several = dropped.size() > 1;
  RuleFinding& finding =
      out.add(dropped.front().command.target,
              std::string("dropping column") + (several ? "s " : " ") + names + " of table " +
                  quoted(dropped.front().table_name()) + " loses " + (several ? "their" : "its") +
                  " values, and breaks the program version that is still running");
  finding.help_with("release a version that no longer uses " +
                    std::string(several ? "them" : "it") + ", then drop " +
                    (several ? "them" : "it") +
                    " with: -- migc: allow(drop-column): nothing reads " +
                    (several ? "them" : "it") + " since release …");
  for (const auto& altered : dropped)
    if (const Column* column = altered.column(altered.change.column))
      finding.note(column->origin, "column " + quoted(column->name) + " was made");
}

constexpr Example kExamples[] = {{
    .title = "A column that the running program may still read",
    .bad = R"sql(
-- file: 0001_accounts.sql
CREATE TABLE accounts (id bigint PRIMARY KEY, fax text);
-- file: 0002_drop.sql
ALTER TABLE accounts DROP COLUMN fax;  -- expect: drop-column
)sql",
    .good = R"sql(
-- file: 0001_accounts.sql
CREATE TABLE accounts (id bigint PRIMARY KEY, fax text);
-- file: 0002_drop.sql
-- migc: allow(drop-column): nothing reads it since release 41
ALTER TABLE accounts DROP COLUMN fax;
)sql",
}};

}  // namespace

extern constexpr Rule rule_drop_column = checked({
    .id = "drop-column",
    .dialects = {.postgresql = true, .sqlite = true},
    .summary = "Dropping a column of a table of an earlier migration",
    .rationale = "The values are gone, and no undo text brings them back. During a rolling deploy "
                 "the old version of the program still names the column, and fails.",
    .remedy =
        "Stop using the column, release that, and drop it in a later release, with an `allow` "
        "that says since when nobody needs it.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
