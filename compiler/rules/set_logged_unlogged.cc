#include "compiler/rules/alterations.h"
#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  for (const auto& altered : alterations_in_use<SetTableFlag>(cx)) {
    const bool logged = altered.change.flag == TableFlag::logged;
    if (!logged && altered.change.flag != TableFlag::unlogged) continue;
    const Persistence wanted = logged ? Persistence::permanent : Persistence::unlogged;
    if (altered.table && altered.table->persistence == wanted) continue;
    out.add(altered.command.span, std::string(logged ? "SET LOGGED" : "SET UNLOGGED") +
                                      " rewrites table " + quoted(altered.table_name()) +
                                      " and its indexes while it blocks every reader and writer")
        .help_with(std::string("make a new table: CREATE ") + (logged ? "" : "UNLOGGED ") +
                   "TABLE " + sql_name(altered.table_name() + "_new") + " (LIKE " +
                   sql_name(altered.alter.table) +
                   " INCLUDING ALL); copy the rows in batches, then switch the names")
        .note_created(altered.table);
  }
}

constexpr Example kExamples[] = {{
    .title = "A cache that is to survive a crash",
    .bad = R"sql(
-- file: 0001_cache.sql
CREATE UNLOGGED TABLE cache (key text PRIMARY KEY, value text);
-- file: 0002_logged.sql
ALTER TABLE cache SET LOGGED;  -- expect: set-logged-unlogged
)sql",
    .good = R"sql(
-- file: 0001_cache.sql
CREATE TABLE cache (key text PRIMARY KEY, value text);
)sql",
}};

}  // namespace

extern constexpr Rule rule_set_logged_unlogged = checked({
    .id = "set-logged-unlogged",
    .summary = "SET LOGGED or SET UNLOGGED on a table in use",
    .rationale = "PostgreSQL writes the table and its indexes anew under ACCESS EXCLUSIVE: nobody "
                 "reads or writes it meanwhile. SET LOGGED also sends all of it to the replicas.",
    .remedy = "Make a new table of the other kind, copy the rows in batches while the program "
              "writes both, and switch.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
