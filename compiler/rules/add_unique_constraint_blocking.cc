#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/index_constraint.h"
#include "compiler/rules/rule.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  for (const auto& added : index_constraints(cx, ConstraintKind::unique))
    report_index_constraint(added, "UNIQUE", "key", out);
}

constexpr Example kExamples[] = {{
                                     .title = "A column whose values must differ from now on",
                                     .bad = R"sql(
-- file: 0001_accounts.sql
CREATE TABLE accounts (id bigint PRIMARY KEY, email text);
-- file: 0002_unique.sql
ALTER TABLE accounts ADD CONSTRAINT accounts_email_key UNIQUE (email);  -- expect: add-unique-constraint-blocking
)sql",
                                     .good = R"sql(
-- file: 0001_accounts.sql
CREATE TABLE accounts (id bigint PRIMARY KEY, email text);
-- file: 0002_index.sql
CREATE UNIQUE INDEX CONCURRENTLY accounts_email_key ON accounts (email);
-- file: 0003_unique.sql
ALTER TABLE accounts ADD CONSTRAINT accounts_email_key UNIQUE USING INDEX accounts_email_key;
)sql",
                                 },
                                 {
                                     .title = "Together with the column",
                                     .bad = R"sql(
-- file: 0001_accounts.sql
CREATE TABLE accounts (id bigint PRIMARY KEY);
-- file: 0002_handle.sql
ALTER TABLE accounts ADD COLUMN handle text UNIQUE;  -- expect: add-unique-constraint-blocking
)sql",
                                     .good = R"sql(
-- file: 0001_accounts.sql
CREATE TABLE accounts (id bigint PRIMARY KEY);
-- file: 0002_handle.sql
ALTER TABLE accounts ADD COLUMN handle text;
-- file: 0003_index.sql
CREATE UNIQUE INDEX CONCURRENTLY accounts_handle_key ON accounts (handle);
)sql",
                                 }};

}  // namespace

extern constexpr Rule rule_add_unique_constraint_blocking = checked({
    .id = "add-unique-constraint-blocking",
    .summary = "Adding a UNIQUE constraint to a table in use",
    .rationale = "ADD UNIQUE builds an index under ACCESS EXCLUSIVE: until the build ends, seconds "
                 "on a small table and hours on a large one, nobody reads or writes the table. It "
                 "fails at the end when a value is there twice.",
    .remedy = "Build a unique index CONCURRENTLY in a migration of its own; in the next, ADD "
              "CONSTRAINT … UNIQUE USING INDEX, which only changes the catalog.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
