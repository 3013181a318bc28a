#include <algorithm>
#include <optional>

#include "compiler/rules/alterations.h"
#include "compiler/rules/column_use.h"
#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

struct Dependent {
  std::string what;
  std::string drop;
  Origin origin;
};

std::optional<Dependent> as_dependent(const Table& table, ColumnNumber column, const Object& user) {
  const auto on_table = [&](const std::string& kind) {
    return "DROP " + kind + " " + sql_name(user.name) + " ON " + sql_name(table.name) + ";";
  };
  const auto is_on = [&](ObjectId id) { return id == table.id; };
  if (const auto* view = as_object<View>(&user);
      view && uses_column(view->query, table.id, column)) {
    const std::string kind = view->materialized ? "materialized view" : "view";
    return Dependent{kind + " " + quoted(view->name),
                     std::string("DROP ") + (view->materialized ? "MATERIALIZED VIEW " : "VIEW ") +
                         sql_name(view->name) + ";",
                     view->origin};
  }
  if (const auto* policy = as_object<Policy>(&user);
      policy && (uses_column(policy->using_expression, table.id, column) ||
                 uses_column(policy->check_expression, table.id, column)))
    return Dependent{"policy " + quoted(policy->name), on_table("POLICY"), policy->origin};
  if (const auto* rule = as_object<RewriteRule>(&user);
      rule && uses_column(rule->definition, table.id, column))
    return Dependent{"rule " + quoted(rule->name), on_table("RULE"), rule->origin};
  if (const auto* trigger = as_object<Trigger>(&user); trigger && is_on(trigger->table)) {
    const bool listed = std::find(trigger->columns.begin(), trigger->columns.end(), column) !=
                        trigger->columns.end();
    if (listed || uses_column(trigger->condition, table.id, column))
      return Dependent{"trigger " + quoted(trigger->name), on_table("TRIGGER"), trigger->origin};
  }
  return std::nullopt;
}

std::optional<Dependent> find_dependent(const Context& cx, const Table& table,
                                        const Column& column) {
  for (const Column& other : table.columns)
    if (other.number != column.number && uses_column(other.generated, table.id, column.number))
      return Dependent{
          "generated column " + quoted(other.name),
          "ALTER TABLE " + sql_name(table.name) + " DROP COLUMN " + sql_name(other.name) + ";",
          other.origin};
  std::optional<Dependent> found;
  cx.model().catalog().for_each([&](const Object& user) {
    if (!found && user.kind != Kind::table) found = as_dependent(table, column.number, user);
  });
  return found;
}

void check(const Context& cx, Findings& out) {
  for (const auto& altered : alterations<AlterColumnType>(cx)) {
    const Column* column = altered.column(altered.change.column);
    const auto dependent = column ? find_dependent(cx, *altered.table, *column) : std::nullopt;
    if (!dependent) continue;
    out.add(altered.command.target,
            dependent->what + " uses column " + quoted(column->name) +
                ": PostgreSQL refuses to change its type, and the statement fails")
        .help_with("before this statement: " + dependent->drop + " make it again after it")
        .note(dependent->origin, dependent->what + " was made");
  }
}

constexpr Example kExamples[] = {{
    .title = "A view in the way",
    .bad = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, code varchar(10));
CREATE VIEW order_codes AS SELECT code FROM orders;
-- file: 0002_wider.sql
ALTER TABLE orders ALTER COLUMN code TYPE varchar(20);  -- expect: change-type-dependents
)sql",
    .good = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, code varchar(10));
CREATE VIEW order_codes AS SELECT code FROM orders;
-- file: 0002_wider.sql
DROP VIEW order_codes;
ALTER TABLE orders ALTER COLUMN code TYPE varchar(20);
CREATE VIEW order_codes AS SELECT code FROM orders;
)sql",
}};

}  // namespace

extern constexpr Rule rule_change_type_dependents = checked({
    .id = "change-type-dependents",
    .summary =
        "A type change of a column that a view, rule, policy, trigger or generated column uses",
    .rationale = "The statement fails when it runs: PostgreSQL does not change the type of a "
                 "column that another object was built on. It fails on every database, and only "
                 "there, because the file by itself looks right.",
    .remedy = "In one migration: drop the dependent object, change the type, make it again.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
