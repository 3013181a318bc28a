#include "compiler/rules/alterations.h"
#include "compiler/rules/column_remedy.h"
#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  for (const auto& added : alterations_in_use<AddColumn>(cx)) {
    const ColumnDefinition& column = added.change.column;
    if (column.generation != Generated::stored) continue;
    const std::string value(cx.text(column.generated->span));
    const std::string name = sql_name(column.name);
    out.add(column.span, "stored column " + quoted(column.name) +
                             " is computed for every row: PostgreSQL rewrites table " +
                             quoted(added.table_name()) +
                             " while it blocks every reader and writer")
        .help_with("let queries compute " + value +
                   ", or add a plain column, keep it by a trigger, "
                   "and fill the old rows in batches: UPDATE " +
                   sql_name(added.alter.table) + " SET " + name + " = " + value + " WHERE " + name +
                   " IS NULL;")
        .note_created(added.table);
  }
}

constexpr Example kExamples[] = {{
    .title = "A total that is stored",
    .bad = R"sql(
-- file: 0001_lines.sql
CREATE TABLE lines (price numeric, quantity integer);
-- file: 0002_total.sql
ALTER TABLE lines ADD COLUMN total numeric GENERATED ALWAYS AS (price * quantity) STORED;  -- expect: add-column-generated-stored
)sql",
    .good = R"sql(
-- file: 0001_lines.sql
CREATE TABLE lines (price numeric, quantity integer);
-- file: 0002_total.sql
CREATE VIEW lines_with_total AS SELECT price, quantity, price * quantity AS total FROM lines;
)sql",
}};

}  // namespace

extern constexpr Rule rule_add_column_generated_stored = checked({
    .id = "add-column-generated-stored",
    .summary = "Adding a STORED generated column to a table in use",
    .rationale =
        "PostgreSQL computes the value of every row that is there: it writes the table and its "
        "indexes anew under ACCESS EXCLUSIVE, and nobody reads or writes it meanwhile.",
    .remedy = "Compute the value in a view or, on PostgreSQL 18 and later, in a VIRTUAL column. Or "
              "add a plain column, keep it by a trigger, and fill the old rows in batches.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
