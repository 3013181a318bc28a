#include <algorithm>

#include "compiler/forecast/type_change.h"
#include "compiler/rules/alterations.h"
#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/rules/type_names.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

bool rewrites_table(const Context& cx) {
  const auto& rewrites = cx.forecast().rewrites;
  return std::any_of(rewrites.begin(), rewrites.end(),
                     [](const Affected& relation) { return relation.sort == RelationSort::table; });
}

void check(const Context& cx, Findings& out) {
  for (const auto& altered : alterations_in_use<AlterColumnType>(cx)) {
    const AlterColumnType& change = altered.change;
    const Column* column = altered.column(change.column);
    const bool same_storage =
        column && !change.converts &&
        type_change_cost(column->type, change.type) == TypeChangeCost::metadata_only;
    // A partitioned table may have partitions that no migration made.
    const bool kept = column && !altered.table->partitioned() && !rewrites_table(cx);
    if (same_storage || kept) continue;
    const std::string from = column ? " from " + spelled(cx.model().catalog(), column->type) : "";
    const std::string unless = column ? "" : ", unless its old type is stored alike,";
    RuleFinding& finding =
        out.add(altered.command.target, "changing column " + quoted(change.column) + from + " to " +
                                            spelled(change.type) + " rewrites table " +
                                            quoted(altered.table_name()) + " and its indexes" +
                                            unless + " while it blocks every reader and writer");
    finding.help_with(
        "add a new column of the new type, fill it in batches while the program writes "
        "both, move the readers, then drop the old one");
    if (column) finding.note(column->origin, "column " + quoted(column->name) + " got its type");
    return;  // one rewrite does for the whole statement
  }
}

constexpr Example kExamples[] = {{
    .title = "An identifier that outgrows its type",
    .bad = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id integer PRIMARY KEY, code varchar(10));
-- file: 0002_wider.sql
ALTER TABLE orders ALTER COLUMN id TYPE bigint;  -- expect: change-column-type
)sql",
    .good = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id integer PRIMARY KEY, code varchar(10));
-- file: 0002_wider.sql
ALTER TABLE orders ALTER COLUMN code TYPE varchar(50);
)sql",
}};

}  // namespace

extern constexpr Rule rule_change_column_type = checked({
    .id = "change-column-type",
    .summary = "A type change that rewrites an existing table",
    .rationale =
        "PostgreSQL writes every row and every index of the table anew under ACCESS EXCLUSIVE, and "
        "needs as much disk again. Only some changes are free: a longer varchar, varchar to text, "
        "a numeric with more digits of the same scale. migc knows the old type from the earlier "
        "migrations, and is silent about those.",
    .remedy = "Add a column of the new type, have the program write both, fill the old rows in "
              "batches, switch the readers, then drop the old column.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
