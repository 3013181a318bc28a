#include <algorithm>

#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

// A view, or another table, so that programs find what they name.
bool something_takes_its_place(const Context& cx, const std::string& name) {
  return std::any_of(cx.later().begin(), cx.later().end(), [&](const Statement& statement) {
    if (const auto* view = as<CreateView>(statement))
      return !view->materialized && view->view.name == name;
    if (const auto* rename = as<Rename>(statement))
      return rename->object.kind == ObjectKind::table && rename->new_name == name;
    const auto* table = as<CreateTable>(statement);
    return table && table->table.name == name;
  });
}

void check(const Context& cx, Findings& out) {
  const auto* rename = cx.as<Rename>();
  if (!rename || rename->object.kind != ObjectKind::table || !cx.in_use(rename->object.name))
    return;
  const std::string& name = rename->object.name.name;
  if (cx.transactional() && something_takes_its_place(cx, name)) return;
  out.add(rename->target,
          "renaming table " + quoted(name) + " breaks the program version that is still running")
      .help_with("after it, in the same migration: CREATE VIEW " + sql_name(name) +
                 " AS SELECT * FROM " + sql_name(rename->new_name) +
                 "; drop the view in a later release")
      .note_created(cx.model().find_table(rename->object.name));
}

constexpr Example kExamples[] = {{
    .title = "A better name for a table in use",
    .bad = R"sql(
-- file: 0001_users.sql
CREATE TABLE users (id bigint PRIMARY KEY);
-- file: 0002_rename.sql
ALTER TABLE users RENAME TO accounts;  -- expect: rename-table
)sql",
    .good = R"sql(
-- file: 0001_users.sql
CREATE TABLE users (id bigint PRIMARY KEY);
-- file: 0002_rename.sql
ALTER TABLE users RENAME TO accounts;
CREATE VIEW users AS SELECT * FROM accounts;
)sql",
}};

}  // namespace

extern constexpr Rule rule_rename_table = checked({
    .id = "rename-table",
    .summary = "Renaming a table of an earlier migration",
    .rationale = "Between the migration and the end of the deploy, two versions of the program "
                 "run. One of them names a table that is not there.",
    .remedy = "In the same transaction, make a view with the old name: simple ones take INSERT, "
              "UPDATE and DELETE too. Drop it in a later release. Or live with the name.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
