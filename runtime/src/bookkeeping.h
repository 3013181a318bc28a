// What is written to the ledger in the same way on every database. `Table` is an
// adapter's ledger; a transaction is open, and the caller commits it.
#pragma once

#include <span>
#include <utility>

#include "backend.h"
#include "ledger.h"
#include "planner.h"

namespace migc {

// Makes the ledger, or brings the one that is there up to date.
// `find_user_table` gives a Result with the name of a table that is not ours,
// empty when there is none.
template <class Table, class FindUserTable>
Result<void> make_ledger(const Table& ledger, FirstStart first,
                         const FindUserTable& find_user_table) {
  auto exists = ledger.exists();
  if (!exists) return std::move(exists).error();
  if (exists.value()) {
    auto upgraded = ledger.upgrade();
    return upgraded ? ledger.register_set() : upgraded;
  }
  if (first == FirstStart::empty_database) {
    auto table = find_user_table();
    if (!table) return std::move(table).error();
    if (!table->empty()) return unexplained_tables(table.value());
  }
  if (auto created = ledger.create(); !created) return created;
  return ledger.register_set();
}

template <class Table>
Result<void> upgrade_where_it_exists(const Table& ledger) {
  auto exists = ledger.exists();
  if (!exists) return std::move(exists).error();
  return exists.value() ? ledger.upgrade() : Result<void>();
}

// The digests of rows whose meaning is the same.
template <class Table>
Result<void> repin_rows(const Table& ledger, std::span<const Step> steps) {
  for (const Step& step : steps) {
    if (auto repinned = ledger.repin(step); !repinned) return repinned;
    auto recorded = ledger.record({.event = Event::repaired, .step = step});
    if (!recorded) return recorded;
  }
  return {};
}

}  // namespace migc
