#include <algorithm>

#include "compiler/rules/findings.h"
#include "compiler/rules/outcome.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

bool is_plain(const Index& index) {
  return !index.condition && !index.backs && (index.method.empty() || index.method == "btree");
}

bool same_key(const KeyColumn& a, const KeyColumn& b) {
  return a.column != 0 && a.column == b.column && a.collation == b.collation &&
         a.opclass == b.opclass && a.ordering == b.ordering;
}

// Whether all that `index` answers, `other` answers too.
bool is_covered(const Index& index, const Index& other) {
  if (index.unique || !index.included.empty() || other.condition ||
      index.keys.size() > other.keys.size())
    return false;
  if (other.method != index.method ||
      (index.keys.size() == other.keys.size() && !other.unique && other.id > index.id))
    return false;
  return std::equal(index.keys.begin(), index.keys.end(), other.keys.begin(), same_key);
}

void check_table(const Catalog& catalog, const Table& table, Findings& out) {
  for (const ObjectId id : table.indexes) {
    const Index* index = catalog.get_as<Index>(id);
    if (!index || index->dropped || !is_plain(*index) || index->parent != 0) continue;
    for (const ObjectId other_id : table.indexes) {
      const Index* other = catalog.get_as<Index>(other_id);
      if (!other || other == index || other->dropped || !is_covered(*index, *other)) continue;
      out.add_at(index->origin, "index " + quoted(index->name) + " of table " + quoted(table.name) +
                                    " answers nothing that index " + quoted(other->name) +
                                    " does not, and slows every write")
          .help_with("in a migration of its own: DROP INDEX CONCURRENTLY " + sql_name(index->name) +
                     ";")
          .note(other->origin, "index " + quoted(other->name) + " was created");
      break;
    }
  }
}

void check(const Outcome& outcome, Findings& out) {
  outcome.catalog().for_each([&](const Object& object) {
    if (const auto* table = as_object<Table>(&object)) check_table(outcome.catalog(), *table, out);
  });
}

constexpr Example kExamples[] = {{
    .title = "One index begins like another",
    .bad = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, status text, placed date);
CREATE INDEX orders_status ON orders (status);  -- expect: redundant-index
CREATE INDEX orders_status_placed ON orders (status, placed);
)sql",
    .good = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, status text, placed date);
CREATE INDEX orders_status_placed ON orders (status, placed);
)sql",
}};

}  // namespace

extern constexpr Rule rule_redundant_index = checked({
    .id = "redundant-index",
    .level = Level::off,
    .summary = "An index that another one of the same table makes needless",
    .rationale = "Every INSERT and most UPDATEs write each index. One whose columns are the first "
                 "of another index of the same kind answers nothing that the other does not.",
    .remedy = "Drop the shorter index, CONCURRENTLY.",
    .examples = kExamples,
    .check_outcome = check,
});

}  // namespace migc::compiler
