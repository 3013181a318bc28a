#include <algorithm>

#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

// The tables that refer to one, directly or not.
void collect_referencing(const Catalog& catalog, ObjectId id, std::vector<const Table*>& out) {
  catalog.for_each([&](const Object& object) {
    const auto* table = as_object<Table>(&object);
    if (!table || table->id == id || std::find(out.begin(), out.end(), table) != out.end()) return;
    for (const Constraint& key : table->constraints) {
      if (key.referenced != id) continue;
      out.push_back(table);
      return collect_referencing(catalog, table->id, out);
    }
  });
}

void check(const Context& cx, Findings& out) {
  const auto* rows = cx.as<ChangeRows>();
  if (!rows || rows->change != RowChange::truncate || !rows->cascade) return;
  for (const QualifiedName& name : rows->tables) {
    if (!cx.in_use(name)) continue;
    const Table* table = cx.model().find_table(name);
    std::vector<const Table*> others;
    if (table) collect_referencing(cx.model().catalog(), table->id, others);
    std::string list;
    for (const Table* other : others) list += ", " + quoted(other->name);
    const std::string tables = others.empty() ? "table " : "tables ";
    out.add(cx.place(name), "TRUNCATE … CASCADE loses every row of " + tables + quoted(name.name) +
                                (table ? list : " and of every table that refers to it"))
        .help_with(
            "name each table, without CASCADE, and say why nobody needs the rows: -- migc: "
            "allow(truncate): REASON")
        .note_created(table);
  }
}

constexpr Example kExamples[] = {{
    .title = "More than was named",
    .bad = R"sql(
-- file: 0001_tables.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint REFERENCES customers (id));
-- file: 0002_empty.sql
TRUNCATE customers CASCADE;  -- expect: truncate-cascade
)sql",
    .good = R"sql(
-- file: 0001_tables.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint REFERENCES customers (id));
-- file: 0002_empty.sql
-- migc: allow(truncate): the shop has not opened yet
TRUNCATE customers, orders;
)sql",
}};

}  // namespace

extern constexpr Rule rule_truncate_cascade = checked({
    .id = "truncate-cascade",
    .summary = "TRUNCATE … CASCADE",
    .rationale = "Every table that refers to this one by a foreign key is emptied too, and those "
                 "that refer to them: tables that the statement does not name.",
    .remedy = "Name each table in one TRUNCATE, without CASCADE.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
