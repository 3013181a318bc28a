// ALTER COLUMN … TYPE: what is written anew, and what hangs on the column.
#include <algorithm>

#include "compiler/forecast/alter.h"
#include "compiler/forecast/column_type.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

bool contains(const std::vector<ColumnNumber>& columns, ColumnNumber wanted) {
  return std::find(columns.begin(), columns.end(), wanted) != columns.end();
}

bool is_on_column(const Index& index, const Table& table, ColumnNumber column) {
  const auto is_key = [&](const KeyColumn& key) {
    return key.column == column || (key.column == 0 && uses_column(key.expression, table, column));
  };
  return std::any_of(index.keys.begin(), index.keys.end(), is_key) ||
         contains(index.included, column) ||
         (index.condition && uses_column(*index.condition, table, column));
}

// PostgreSQL keeps an index's file only where it sees that the order stays.
bool has_expressions(const Index& index) {
  return index.condition || std::any_of(index.keys.begin(), index.keys.end(),
                                        [](const KeyColumn& key) { return key.column == 0; });
}

// One table of the tree, and its column.
class Change {
 public:
  Change(Alter& alter, const Table& table, const Column& column, TypeChange change)
      : effects_(alter.effects), table_(table), column_(column), change_(change) {}

  void foresee() {
    // What is derived is made anew first: an index of the column by its new name,
    // the others where the table is.
    indexes();
    if (change_.table == TypeChange::Table::rewritten) write_anew(effects_, table_);
    if (change_.table == TypeChange::Table::time_zone) write_anew(effects_, table_, Sure::no);
    checks();
    own_keys();
    keys_to_it();
  }

 private:
  void indexes() {
    for (const Index* index : indexes_of(effects_.catalog(), table_)) {
      if (!is_on_column(*index, table_, column_.number)) continue;
      effects_.lock(index, LockMode::access_exclusive);
      if (!change_.rebuilds_indexes && !has_expressions(*index)) continue;
      if (table_.partitioned()) continue;
      effects_.rewrite(*index);
      effects_.scan(table_);
      if (change_.table == TypeChange::Table::kept)
        effects_.because("the indexes of column " + quoted(column_.name) + " are built anew");
    }
  }

  void checks() {
    for (const Constraint& constraint : table_.constraints) {
      const bool about_it = constraint.kind == ConstraintKind::check &&
                            uses_column(constraint.expression, table_, column_.number);
      if (!about_it || !constraint.valid || table_.partitioned()) continue;
      effects_.scan(table_);
      effects_.because("the CHECK " + quoted(constraint.name) + " is evaluated for every row");
    }
  }

  void own_keys() {
    for (const Constraint& constraint : table_.constraints)
      if (constraint.kind == ConstraintKind::foreign_key &&
          contains(constraint.columns, column_.number))
        key(table_, constraint, effects_.catalog().get_as<Table>(constraint.referenced));
  }

  void keys_to_it() {
    for (const KeyTo& other : keys_to(effects_.catalog(), table_))
      if (contains(other.key->referenced_columns, column_.number) && other.table != &table_)
        key(*other.table, *other.key, &table_);
  }

  // The key is dropped and made again; checked again where its operator changes.
  void key(const Table& table, const Constraint& constraint, const Table* referenced) {
    effects_.lock(&table, LockMode::access_exclusive);
    effects_.lock(referenced, LockMode::access_exclusive);
    for (const Index* index :
         referenced ? indexes_of(effects_.catalog(), *referenced) : std::vector<const Index*>())
      effects_.lock(index, LockMode::access_share, Sure::no);
    const bool checked = change_.rebuilds_indexes && constraint.valid;
    if (!checked) return;
    effects_.because("the foreign key " + quoted(constraint.name) + " is checked again");
    if (!table.partitioned()) effects_.scan(table);
    if (referenced && !referenced->partitioned()) effects_.scan(*referenced, Sure::no);
    for (const Index* index : indexes_of(effects_.catalog(), table))
      effects_.lock(index, LockMode::access_share, Sure::no);
  }

  Effects& effects_;
  const Table& table_;
  const Column& column_;
  TypeChange change_;
};

std::string reason(const Table& table, const std::string& column, TypeChange::Table change) {
  const std::string what = "the new type of column " + quoted(column);
  if (change == TypeChange::Table::kept) return what + " is stored like the old one";
  const std::string written = " writes table " + quoted(table.name) + " and its indexes anew";
  if (change == TypeChange::Table::rewritten) return what + written;
  return what + written + ", unless the session's TimeZone is UTC";
}

}  // namespace

void foresee(Alter& alter, const AlterColumnType& change) {
  for (const Table* table : alter.tree) {
    const Column* column = table->column(change.column);
    if (!column || !column->type.known()) continue;
    const NewType to{change.type, change.collation != column->collation, change.converts};
    const TypeChange cost = type_change(alter.catalog(), column->type, to);
    if (table == &alter.table) alter.effects.because(reason(*table, change.column, cost.table));
    Change(alter, *table, *column, cost).foresee();
  }
}

}  // namespace migc::compiler
