// What belongs to a relation: the closure of a lock. Private to
// compiler/forecast.
#pragma once

#include <vector>

#include "compiler/schema/catalog.h"

namespace migc::compiler {

// The table, then all that inherit from it and all its partitions.
std::vector<const Table*> with_descendants(const Catalog& catalog, const Table& table);

// Of a table or a materialized view.
std::vector<const Index*> indexes_of(const Catalog& catalog, const Object& relation);

std::vector<const Sequence*> owned_sequences(const Catalog& catalog, const Table& table);

// A foreign key and the table that has it.
struct KeyTo {
  const Table* table = nullptr;
  const Constraint* key = nullptr;
};
std::vector<KeyTo> keys_to(const Catalog& catalog, const Table& referenced);

// Null when there is none.
const Table* default_partition(const Catalog& catalog, const Table& parent);

// The partitioned table that it is a partition of, or null.
const Table* partitioned_parent(const Catalog& catalog, const Table& partition);

// Tables with a column of the type, also through domains over it.
std::vector<const Table*> tables_of_type(const Catalog& catalog, ObjectId type);

bool uses_column(const BoundText& text, const Table& table, ColumnNumber column);

}  // namespace migc::compiler
