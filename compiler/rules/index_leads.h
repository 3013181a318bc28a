// Whether an index can find the rows of a foreign key.
#pragma once

#include <algorithm>
#include <vector>

#include "compiler/schema/catalog.h"

namespace migc::compiler {

// In any order, as the first columns of an index that covers all rows.
inline bool index_leads_with(const Catalog& catalog, const Table& table,
                             const std::vector<ColumnNumber>& columns) {
  return std::any_of(table.indexes.begin(), table.indexes.end(), [&](ObjectId id) {
    const Index* index = catalog.get_as<Index>(id);
    if (!index || index->dropped || index->condition || index->keys.size() < columns.size())
      return false;
    const auto end = index->keys.begin() + static_cast<std::ptrdiff_t>(columns.size());
    return std::all_of(columns.begin(), columns.end(), [&](ColumnNumber column) {
      return std::any_of(index->keys.begin(), end,
                         [&](const KeyColumn& key) { return key.column == column; });
    });
  });
}

}  // namespace migc::compiler
