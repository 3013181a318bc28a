#include "compiler/rules/alterations.h"
#include "compiler/rules/column_remedy.h"
#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/rules/volatility.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  for (const auto& added : alterations_in_use<AddColumn>(cx)) {
    const ColumnDefinition& column = added.change.column;
    if (!column.default_value) continue;
    const std::string call = volatile_call(cx, *column.default_value);
    if (call.empty()) continue;
    out.add(column.span, "default " + call + "() of column " + quoted(column.name) +
                             " differs from row to row: PostgreSQL rewrites table " +
                             quoted(added.table_name()) +
                             " while it blocks every reader and writer")
        .help_with(fill_in_batches(added, std::string(cx.text(column.type.span)),
                                   std::string(cx.text(column.default_value->span))))
        .note_created(added.table);
  }
}

constexpr Example kExamples[] = {{
    .title = "An identifier for each row",
    .bad = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- file: 0002_token.sql
ALTER TABLE orders ADD COLUMN token uuid DEFAULT gen_random_uuid();  -- expect: add-column-volatile-default
)sql",
    .good = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- file: 0002_token.sql
ALTER TABLE orders ADD COLUMN token uuid;
ALTER TABLE orders ALTER COLUMN token SET DEFAULT gen_random_uuid();
ALTER TABLE orders ADD COLUMN placed timestamptz DEFAULT now();
)sql",
}};

}  // namespace

extern constexpr Rule rule_add_column_volatile_default = checked({
    .id = "add-column-volatile-default",
    .summary = "Adding a column whose default differs from row to row to a table in use",
    .rationale =
        "A constant default, and now(), are stored once and cost nothing. A volatile one, such as "
        "gen_random_uuid() or random(), must be computed for each row: PostgreSQL writes the table "
        "and its indexes anew under ACCESS EXCLUSIVE, and nobody reads or writes it meanwhile.",
    .remedy = "Add the column without a default, set the default for new rows, fill the old rows "
              "in batches.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
