// Migrations run with foreign keys off, because rebuilding a table would
// otherwise delete the rows that refer to it. What they break is found before
// they commit.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "sqlite/connection.h"

namespace migc::sqlite {

// Rows that refer to nothing, counted by table and the table referred to.
using Violations = std::map<std::pair<std::string, std::string>, std::size_t>;

// Reads every table that has foreign keys. Fails when the schema itself makes
// the check impossible: a key that refers to no unique column.
Result<Violations, EngineError> find_violations(Connection& connection);

// Of `after`, what is worse than `before`, as a sentence; empty when nothing
// is. Compares counts, since a rebuilt table may have new row numbers.
std::string new_violation(const Violations& before, const Violations& after);

}  // namespace migc::sqlite
