#include "compiler/forecast/type_change.h"
#include "compiler/rules/alterations.h"
#include "compiler/rules/column_use.h"
#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

std::string dependent(const Context& cx, const Table& table, ColumnNumber column) {
  for (const Constraint& constraint : table.constraints)
    if (constraint.kind == ConstraintKind::check &&
        uses_column(constraint.expression, table.id, column))
      return "tests CHECK " + quoted(constraint.name) + " again for every row";
  for (const ObjectId id : table.indexes) {
    const Index* index = cx.model().catalog().get_as<Index>(id);
    if (!index || index->dropped) continue;
    bool used = uses_column(index->condition, table.id, column);
    for (const KeyColumn& key : index->keys) used |= uses_column(key.expression, table.id, column);
    if (used) return "rebuilds index " + quoted(index->name);
  }
  return {};
}

bool is_same(const TypeRef& from, const TypeName& to) {
  return from.name == to.name && from.modifiers == to.modifiers &&
         from.array_dimensions == to.array_dimensions;
}

void check(const Context& cx, Findings& out) {
  for (const auto& altered : alterations_in_use<AlterColumnType>(cx)) {
    const AlterColumnType& change = altered.change;
    const Column* column = altered.column(change.column);
    if (!column || change.converts || is_same(column->type, change.type)) continue;
    if (type_change_cost(column->type, change.type) != TypeChangeCost::metadata_only) continue;
    const std::string effect = dependent(cx, *altered.table, column->number);
    if (effect.empty()) continue;
    out.add(altered.command.target, "changing the type of column " + quoted(column->name) + " " +
                                        effect + " while nobody can read or write table " +
                                        quoted(altered.table_name()))
        .help_with(
            "drop it in an earlier migration and add it back in a later one: a CHECK as NOT "
            "VALID and then VALIDATE CONSTRAINT, an index CONCURRENTLY")
        .note(column->origin, "column " + quoted(column->name) + " was made");
  }
}

constexpr Example kExamples[] = {{
    .title = "A wider column with a CHECK",
    .bad = R"sql(
-- file: 0001_accounts.sql
CREATE TABLE accounts (id bigint PRIMARY KEY, code varchar(10) CONSTRAINT code_given CHECK (code <> ''));
-- file: 0002_wider.sql
ALTER TABLE accounts ALTER COLUMN code TYPE varchar(20);  -- expect: change-type-recheck-constraints
)sql",
    .good = R"sql(
-- file: 0001_accounts.sql
CREATE TABLE accounts (id bigint PRIMARY KEY, code varchar(10));
-- file: 0002_wider.sql
ALTER TABLE accounts ALTER COLUMN code TYPE varchar(20);
)sql",
}};

}  // namespace

extern constexpr Rule rule_change_type_recheck_constraints = checked({
    .id = "change-type-recheck-constraints",
    .level = Level::warning,
    .summary =
        "A free type change of a column that a CHECK, an expression index or a partial index uses",
    .rationale = "The rows stay as they are, but PostgreSQL tests each CHECK on the column again "
                 "for all of them, and builds each expression or partial index that uses it anew, "
                 "under ACCESS EXCLUSIVE.",
    .remedy = "Drop the CHECK in an earlier migration, add it back NOT VALID afterwards, and "
              "validate it later. Rebuild the index CONCURRENTLY in the same way.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
