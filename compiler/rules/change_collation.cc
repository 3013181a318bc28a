#include "compiler/rules/alterations.h"
#include "compiler/rules/column_use.h"
#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  for (const auto& altered : alterations_in_use<AlterColumnType>(cx)) {
    const Column* column = altered.column(altered.change.column);
    if (!column || altered.change.collation == column->collation) continue;
    for (const ObjectId id : altered.table->indexes) {
      const Index* index = cx.model().catalog().get_as<Index>(id);
      if (!index || index->dropped || !has_key(*index, column->number)) continue;
      const std::string collation = altered.change.collation.empty()
                                        ? "the default collation"
                                        : "COLLATE " + altered.change.collation;
      out.add(altered.command.target, "giving column " + quoted(column->name) + " " + collation +
                                          " rebuilds index " + quoted(index->name) +
                                          " while nobody can read or write table " +
                                          quoted(altered.table_name()))
          .help_with("build another index instead: CREATE INDEX CONCURRENTLY ON " +
                     sql_name(altered.alter.table) + " (" + sql_name(column->name) +
                     (altered.change.collation.empty() ? "" : " " + collation) + ");")
          .note(index->origin, "index " + quoted(index->name) + " was created");
    }
  }
}

constexpr Example kExamples[] = {{
    .title = "Another order of names",
    .bad = R"sql(
-- file: 0001_accounts.sql
CREATE TABLE accounts (id bigint PRIMARY KEY, name text);
CREATE INDEX accounts_name ON accounts (name);
-- file: 0002_collation.sql
ALTER TABLE accounts ALTER COLUMN name TYPE text COLLATE "C";  -- expect: change-collation
)sql",
    .good = R"sql(
-- file: 0001_accounts.sql
CREATE TABLE accounts (id bigint PRIMARY KEY, name text);
CREATE INDEX accounts_name ON accounts (name);
-- file: 0002_index.sql
CREATE INDEX CONCURRENTLY accounts_name_c ON accounts (name COLLATE "C");
)sql",
}};

}  // namespace

extern constexpr Rule rule_change_collation = checked({
    .id = "change-collation",
    .summary = "A new collation for an indexed column of a table in use",
    .rationale = "Another collation sorts otherwise: PostgreSQL keeps the rows, and builds every "
                 "index on the column anew under ACCESS EXCLUSIVE. Nobody reads or writes the "
                 "table until the last is done.",
    .remedy = "Put the collation into the queries that need it, or build a second index with it "
              "CONCURRENTLY. Or drop the index CONCURRENTLY first and build it again afterwards.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
