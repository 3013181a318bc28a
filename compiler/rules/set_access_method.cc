#include "compiler/rules/alterations.h"
#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  for (const auto& altered : alterations_in_use<SetAccessMethod>(cx)) {
    const std::string current = altered.table && altered.table->method.empty() ? "heap"
                                : altered.table ? altered.table->method
                                                : "";
    if (current == altered.change.method) continue;
    out.add(altered.command.span, "another access method rewrites table " +
                                      quoted(altered.table_name()) +
                                      " and its indexes while it blocks every reader and writer")
        .help_with("make a new table: CREATE TABLE " + sql_name(altered.table_name() + "_new") +
                   " (LIKE " + sql_name(altered.alter.table) + " INCLUDING ALL) USING " +
                   sql_name(altered.change.method) +
                   "; copy the rows in batches, then switch the names")
        .note_created(altered.table);
  }
}

constexpr Example kExamples[] = {{
    .title = "A table becomes columnar",
    .bad = R"sql(
-- file: 0001_events.sql
CREATE TABLE events (id bigint PRIMARY KEY);
-- file: 0002_columnar.sql
ALTER TABLE events SET ACCESS METHOD columnar;  -- expect: set-access-method
)sql",
    .good = R"sql(
-- file: 0001_events.sql
CREATE TABLE events (id bigint PRIMARY KEY) USING columnar;
)sql",
}};

}  // namespace

extern constexpr Rule rule_set_access_method = checked({
    .id = "set-access-method",
    .summary = "Changing the access method of a table in use",
    .rationale = "PostgreSQL writes the table and its indexes anew under ACCESS EXCLUSIVE: nobody "
                 "reads or writes it meanwhile.",
    .remedy = "Make a new table with the other access method, copy the rows in batches while the "
              "program writes both, and switch.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
