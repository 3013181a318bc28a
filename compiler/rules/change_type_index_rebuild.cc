#include "compiler/forecast/type_change.h"
#include "compiler/rules/alterations.h"
#include "compiler/rules/column_use.h"
#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/rules/type_names.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

bool is_string(std::string_view type) {
  return type == "text" || type == "varchar";
}

// Stored alike, compared by another operator class.
bool sorts_otherwise(std::string_view from, std::string_view to) {
  return (is_string(from) && to == "citext") || (from == "citext" && is_string(to)) ||
         (from == "int4" && (to == "oid" || to == "regclass")) || (from == "oid" && to == "int4") ||
         (from == "regclass" && to == "int4") || (from == "bit" && to == "varbit");
}

const Index* index_on(const Context& cx, const Table& table, ColumnNumber column) {
  for (const ObjectId id : table.indexes)
    if (const Index* index = cx.model().catalog().get_as<Index>(id);
        index && !index->dropped && has_key(*index, column))
      return index;
  return nullptr;
}

void check(const Context& cx, Findings& out) {
  for (const auto& altered : alterations_in_use<AlterColumnType>(cx)) {
    const AlterColumnType& change = altered.change;
    const Column* column = altered.column(change.column);
    if (!column || change.converts || !sorts_otherwise(column->type.name, change.type.name))
      continue;
    if (type_change_cost(column->type, change.type) != TypeChangeCost::metadata_only) continue;
    const Index* index = index_on(cx, *altered.table, column->number);
    if (!index) continue;
    out.add(altered.command.target, "changing column " + quoted(column->name) + " from " +
                                        spelled(cx.model().catalog(), column->type) + " to " +
                                        spelled(change.type) + " rebuilds index " +
                                        quoted(index->name) +
                                        " while nobody can "
                                        "read or write table " +
                                        quoted(altered.table_name()))
        .help_with("DROP INDEX CONCURRENTLY " + sql_name(index->name) +
                   "; in the next migration change the type; in the one after it build the index "
                   "CONCURRENTLY again")
        .note(index->origin, "index " + quoted(index->name) + " was created");
  }
}

constexpr Example kExamples[] = {{
    .title = "Text that ignores case from now on",
    .bad = R"sql(
-- file: 0001_accounts.sql
CREATE EXTENSION citext;
CREATE TABLE accounts (id bigint PRIMARY KEY, email text);
CREATE INDEX accounts_email ON accounts (email);
-- file: 0002_citext.sql
ALTER TABLE accounts ALTER COLUMN email TYPE citext;  -- expect: change-type-index-rebuild
)sql",
    .good = R"sql(
-- file: 0001_accounts.sql
CREATE EXTENSION citext;
CREATE TABLE accounts (id bigint PRIMARY KEY, email text);
-- file: 0002_citext.sql
ALTER TABLE accounts ALTER COLUMN email TYPE citext;
)sql",
}};

}  // namespace

extern constexpr Rule rule_change_type_index_rebuild = checked({
    .id = "change-type-index-rebuild",
    .summary = "A type change that keeps the rows but rebuilds indexes of a table in use",
    .rationale = "The two types are stored alike but sorted differently. PostgreSQL leaves the "
                 "rows as they are and builds every index on the column anew, under ACCESS "
                 "EXCLUSIVE: nobody reads or writes the table until the last is done.",
    .remedy =
        "Drop the index CONCURRENTLY, change the type, and build the index CONCURRENTLY again, if "
        "the queries can do without it that long. Otherwise add a second column and move over.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
