#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  const auto* drop = cx.as<Drop>();
  if (!drop || drop->kind != ObjectKind::index) return;
  for (const ObjectName& object : drop->objects) {
    const auto [table, index] = cx.model().find_index(object.name);
    if (!table || !index->backs || (drop->cascade && !drop->concurrently)) continue;
    out.add(cx.place(object.name), "the statement fails: index " + quoted(index->name) +
                                       " belongs to a constraint of table " + quoted(table->name))
        .help_with("ALTER TABLE " + sql_name(table->name) + " DROP CONSTRAINT " +
                   sql_name(index->name) + ";")
        .note(index->origin, "the constraint was made");
  }
}

constexpr Example kExamples[] = {{
    .title = "The index of a unique constraint",
    .bad = R"sql(
-- file: 0001_accounts.sql
CREATE TABLE accounts (id bigint PRIMARY KEY, email text UNIQUE);
-- file: 0002_drop.sql
DROP INDEX accounts_email_key;  -- expect: drop-constraint-index
)sql",
    .good = R"sql(
-- file: 0001_accounts.sql
CREATE TABLE accounts (id bigint PRIMARY KEY, email text UNIQUE);
-- file: 0002_drop.sql
ALTER TABLE accounts DROP CONSTRAINT accounts_email_key;
)sql",
}};

}  // namespace

extern constexpr Rule rule_drop_constraint_index = checked({
    .id = "drop-constraint-index",
    .summary = "DROP INDEX of an index that belongs to a constraint",
    .rationale = "The statement fails when it runs: PostgreSQL drops the index of a primary key, "
                 "of a unique or of an exclusion constraint only together with the constraint.",
    .remedy = "ALTER TABLE … DROP CONSTRAINT, which drops the index too.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
