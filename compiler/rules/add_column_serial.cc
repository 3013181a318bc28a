#include "compiler/rules/alterations.h"
#include "compiler/rules/column_remedy.h"
#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/rules/type_names.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

std::string integer_of(const std::string& serial) {
  if (serial == "smallserial" || serial == "serial2") return "smallint";
  return serial == "bigserial" || serial == "serial8" ? "bigint" : "integer";
}

void check(const Context& cx, Findings& out) {
  for (const auto& added : alterations_in_use<AddColumn>(cx)) {
    const ColumnDefinition& column = added.change.column;
    if (!is_serial(column.type)) continue;
    out.add(column.span, "serial column " + quoted(column.name) +
                             " numbers every row: PostgreSQL rewrites table " +
                             quoted(added.table_name()) +
                             " while it blocks every reader and writer")
        .help_with(number_in_batches(added, integer_of(column.type.name)))
        .note_created(added.table);
  }
}

constexpr Example kExamples[] = {{
    .title = "A number for each row",
    .bad = R"sql(
-- file: 0001_log.sql
CREATE TABLE log (line text);
-- file: 0002_number.sql
ALTER TABLE log ADD COLUMN number bigserial;  -- expect: add-column-serial
)sql",
    .good = R"sql(
-- file: 0001_log.sql
CREATE TABLE log (line text);
-- file: 0002_number.sql
CREATE SEQUENCE log_number_seq;
ALTER TABLE log ADD COLUMN number bigint;
ALTER TABLE log ALTER COLUMN number SET DEFAULT nextval('log_number_seq');
)sql",
}};

}  // namespace

extern constexpr Rule rule_add_column_serial = checked({
    .id = "add-column-serial",
    .summary = "Adding a serial column to a table in use",
    .rationale =
        "A serial column numbers every row that is there: PostgreSQL writes the table and its "
        "indexes anew under ACCESS EXCLUSIVE, and nobody reads or writes it meanwhile.",
    .remedy = "Make the sequence and a nullable column, give the column nextval() as its default "
              "for new rows, and number the old rows in batches.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
