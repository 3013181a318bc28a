#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/index_constraint.h"
#include "compiler/rules/rule.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  for (const auto& added : index_constraints(cx, ConstraintKind::primary_key))
    report_index_constraint(added, "PRIMARY KEY", "pkey", out);
}

constexpr Example kExamples[] = {{
    .title = "A key for a table in use",
    .bad = R"sql(
-- file: 0001_log.sql
CREATE TABLE log (id bigint NOT NULL, line text);
-- file: 0002_key.sql
ALTER TABLE log ADD CONSTRAINT log_pkey PRIMARY KEY (id);  -- expect: add-primary-key-blocking
)sql",
    .good = R"sql(
-- file: 0001_log.sql
CREATE TABLE log (id bigint NOT NULL, line text);
-- file: 0002_index.sql
CREATE UNIQUE INDEX CONCURRENTLY log_pkey ON log (id);
-- file: 0003_key.sql
ALTER TABLE log ADD CONSTRAINT log_pkey PRIMARY KEY USING INDEX log_pkey;
)sql",
}};

}  // namespace

extern constexpr Rule rule_add_primary_key_blocking = checked({
    .id = "add-primary-key-blocking",
    .summary = "Adding a PRIMARY KEY to a table in use",
    .rationale = "ADD PRIMARY KEY builds an index under ACCESS EXCLUSIVE, and reads the table once "
                 "more for nulls: until both end, nobody reads or writes the table.",
    .remedy = "Make the columns NOT NULL behind a validated CHECK, build a unique index "
              "CONCURRENTLY in a migration of its own, then ADD CONSTRAINT … PRIMARY KEY USING "
              "INDEX, which only changes the catalog.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
