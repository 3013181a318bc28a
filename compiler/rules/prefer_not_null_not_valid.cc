#include "compiler/rules/alterations.h"
#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  for (const auto& added : alterations_in_use<AddConstraint>(cx)) {
    const ConstraintDefinition& check = added.change.constraint;
    if (check.kind != ConstraintKind::check || !check.not_valid ||
        check.implies_not_null.size() != 1)
      continue;
    const std::string& column = check.implies_not_null.front();
    const std::string name = sql_name(added.table_name() + "_" + column + "_not_null");
    out.add(check.span, "this CHECK only says that column " + quoted(column) + " of table " +
                            quoted(added.table_name()) +
                            " is not null, which takes four steps where PostgreSQL 18 needs two")
        .help_with(alter_table_sql(added.alter) + " ADD CONSTRAINT " + name + " NOT NULL " +
                   sql_name(column) + " NOT VALID; and in a later migration: " +
                   alter_table_sql(added.alter) + " VALIDATE CONSTRAINT " + name + ";")
        .note_created(added.table);
  }
}

constexpr Example kExamples[] = {{
    .title = "The first step of the detour",
    .bad = R"sql(
-- file: 0001_accounts.sql
CREATE TABLE accounts (id bigint PRIMARY KEY, email text);
-- file: 0002_check.sql
ALTER TABLE accounts ADD CONSTRAINT email_given CHECK (email IS NOT NULL) NOT VALID;  -- expect: prefer-not-null-not-valid
)sql",
    .good = "",
}};

}  // namespace

extern constexpr Rule rule_prefer_not_null_not_valid = checked({
    .id = "prefer-not-null-not-valid",
    .level = Level::off,
    .since_server = 18,
    .summary = "The CHECK detour to NOT NULL where every server has NOT NULL NOT VALID",
    .rationale = "Since PostgreSQL 18, NOT NULL itself can be added NOT VALID and validated later. "
                 "The detour over a CHECK, SET NOT NULL and the drop of the CHECK takes two more "
                 "steps and two more locks.",
    .remedy = "With server-version = 18 or later: ADD CONSTRAINT … NOT NULL column NOT VALID, and "
              "VALIDATE CONSTRAINT in a later migration.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
