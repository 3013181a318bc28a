#include "compiler/rules/alterations.h"
#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/not_valid_first.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

std::vector<std::string> nullable_columns(const Table& table, const Index& index) {
  std::vector<std::string> out;
  for (const KeyColumn& key : index.keys)
    if (const Column* column = table.column(key.column); column && !column->not_null)
      out.push_back(column->name);
  return out;
}

void check(const Context& cx, Findings& out) {
  for (const auto& added : alterations_in_use<AddConstraint>(cx)) {
    const ConstraintDefinition& key = added.change.constraint;
    if (key.kind != ConstraintKind::primary_key || key.using_index.empty() || !added.table)
      continue;
    const Index* index =
        cx.model().find_index({added.alter.table.schema, key.using_index, {}}).second;
    if (!index) continue;
    for (const std::string& column : nullable_columns(*added.table, *index))
      out.add(key.span, "column " + quoted(column) +
                            " may hold nulls, so the key reads all of table " +
                            quoted(added.table_name()) + " while it blocks every reader and writer")
          .help_with("before this one, " + prove_not_null(added.alter, column))
          .note_created(added.table);
  }
}

constexpr Example kExamples[] = {{
    .title = "A key from an index over a nullable column",
    .bad = R"sql(
-- file: 0001_log.sql
CREATE TABLE log (id bigint, line text);
-- file: 0002_index.sql
CREATE UNIQUE INDEX CONCURRENTLY log_pkey ON log (id);
-- file: 0003_key.sql
ALTER TABLE log ADD CONSTRAINT log_pkey PRIMARY KEY USING INDEX log_pkey;  -- expect: add-pk-nullable-column
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

extern constexpr Rule rule_add_pk_nullable_column = checked({
    .id = "add-pk-nullable-column",
    .summary = "PRIMARY KEY USING INDEX over a column that may hold nulls",
    .rationale = "A primary key makes its columns NOT NULL. Where they are not yet, PostgreSQL "
                 "reads the whole table under ACCESS EXCLUSIVE to see that no row holds a null, "
                 "although the index is there already.",
    .remedy = "Make the columns NOT NULL first: CHECK (column IS NOT NULL) NOT VALID, validate it "
              "in a later migration, SET NOT NULL. Then the key costs nothing.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
