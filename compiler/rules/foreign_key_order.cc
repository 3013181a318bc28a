#include <algorithm>

#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

// Whether each row must refer to one of the other table at once.
bool binds_every_row(const Table& table, const Constraint& key) {
  return key.kind == ConstraintKind::foreign_key && key.enforced && key.referenced != table.id &&
         key.deferral != Deferral::initially_deferred &&
         std::all_of(key.columns.begin(), key.columns.end(), [&](ColumnNumber number) {
           const Column* column = table.column(number);
           return column && column->not_null;
         });
}

void check(const Context& cx, Findings& out) {
  const auto* rows = cx.as<ChangeRows>();
  if (!rows || rows->change != RowChange::insert || rows->tables.empty() || !rows->reads.empty())
    return;
  const Table* table = cx.model().find_table(rows->tables.front());
  if (!table) return;
  for (const Constraint& key : table->constraints) {
    if (!binds_every_row(*table, key)) continue;
    const Table* referenced = cx.model().catalog().get_as<Table>(key.referenced);
    if (!referenced || cx.in_use(*referenced) || referenced->filled) continue;
    out.add(cx.place(rows->tables.front()), "the statement fails: its rows refer to table " +
                                                quoted(referenced->name) + ", which is empty here")
        .help_with("put the INSERT into " + sql_name(referenced->name) + " before this one")
        .note_created(referenced);
  }
}

constexpr Example kExamples[] = {{
    .title = "The child before its parent",
    .bad = R"sql(
CREATE TABLE plans (id bigint PRIMARY KEY);
CREATE TABLE prices (plan bigint NOT NULL REFERENCES plans (id), amount numeric NOT NULL);
INSERT INTO prices (plan, amount) VALUES (1, 9.5);  -- expect: foreign-key-order
INSERT INTO plans (id) VALUES (1);
)sql",
    .good = R"sql(
CREATE TABLE plans (id bigint PRIMARY KEY);
CREATE TABLE prices (plan bigint NOT NULL REFERENCES plans (id), amount numeric NOT NULL);
INSERT INTO plans (id) VALUES (1);
INSERT INTO prices (plan, amount) VALUES (1, 9.5);
)sql",
}};

}  // namespace

extern constexpr Rule rule_foreign_key_order = checked({
    .id = "foreign-key-order",
    .level = Level::off,
    .summary = "Rows that refer to a new table before it has any",
    .rationale = "The statement fails when it runs: the foreign key finds no row of the other "
                 "table, which the same migration made and has not filled yet.",
    .remedy = "Fill the referenced table first, or make the foreign key DEFERRABLE INITIALLY "
              "DEFERRED.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
