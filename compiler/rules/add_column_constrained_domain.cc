#include "compiler/rules/alterations.h"
#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/schema/render.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

const Domain* constrained_domain(const Model& model, const Object* type) {
  const auto* domain = as_object<Domain>(type);
  if (!domain || domain->not_null || !domain->checks.empty()) return domain;
  return constrained_domain(model, model.catalog().get(domain->type.object));
}

void check(const Context& cx, Findings& out) {
  for (const auto& added : alterations_in_use<AddColumn>(cx)) {
    const ColumnDefinition& column = added.change.column;
    const Object* type = cx.model().catalog().find_type({column.type.schema, column.type.name, {}});
    const Domain* domain = constrained_domain(cx.model(), type);
    if (!domain || column.type.array_dimensions != 0) continue;
    const std::string base = to_sql(cx.model().catalog(), domain->type);
    out.add(column.span, "domain " + quoted(domain->name) +
                             " has a constraint, which PostgreSQL tests by rewriting table " +
                             quoted(added.table_name()) +
                             " while it blocks every reader and writer")
        .help_with(alter_table_sql(added.alter) + " ADD COLUMN " + sql_name(column.name) + " " +
                   base +
                   "; and the domain's constraint as a CHECK of the table, NOT VALID now and "
                   "validated in a later migration")
        .note(domain->origin, "domain " + quoted(domain->name) + " was made");
  }
}

constexpr Example kExamples[] = {{
    .title = "A domain with a CHECK",
    .bad = R"sql(
-- file: 0001_tables.sql
CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
CREATE TABLE orders (id bigint PRIMARY KEY);
-- file: 0002_quantity.sql
ALTER TABLE orders ADD COLUMN quantity positive;  -- expect: add-column-constrained-domain
)sql",
    .good = R"sql(
-- file: 0001_tables.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- file: 0002_quantity.sql
ALTER TABLE orders ADD COLUMN quantity integer;
ALTER TABLE orders ADD CONSTRAINT quantity_positive CHECK (quantity > 0) NOT VALID;
-- file: 0003_validate.sql
ALTER TABLE orders VALIDATE CONSTRAINT quantity_positive;
)sql",
}};

}  // namespace

extern constexpr Rule rule_add_column_constrained_domain = checked({
    .id = "add-column-constrained-domain",
    .summary = "Adding a column of a domain with a constraint to a table in use",
    .rationale = "PostgreSQL tests the domain's constraint for every row that is there, a null "
                 "too, and to do that it writes the table and its indexes anew under ACCESS "
                 "EXCLUSIVE. It makes no difference whether the column has a default.",
    .remedy = "Give the column the domain's base type, and the constraint as a CHECK of the table: "
              "NOT VALID now, validated in a later migration.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
