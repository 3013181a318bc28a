// From a table to one with columns of the same names: a partition, a child, a
// copy. Private to compiler/schema.
#pragma once

#include <vector>

#include "compiler/schema/objects.h"

namespace migc::compiler {

// The column of `to` that has the name of a column of `from`; 0: there is none.
ColumnNumber counterpart(const Table& from, const Table& to, ColumnNumber number);
std::vector<ColumnNumber> counterparts(const Table& from, const Table& to,
                                       const std::vector<ColumnNumber>& numbers);

// The same text over the columns of `to`.
BoundText rebound(const Table& from, const Table& to, BoundText text);
std::vector<KeyColumn> rebound(const Table& from, const Table& to, std::vector<KeyColumn> keys);

}  // namespace migc::compiler
