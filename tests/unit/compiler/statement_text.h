// Statements as text, for comparison. What stands in ‹› is the text that a
// span covers, so that a wrong span shows.
//
// Names in a text stand in [] behind it: column, function(), :type, @relation,
// and 'name when it is in a string. Their places show only when they cover
// something else than the name as it is printed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/sql/statement.h"

namespace migc::compiler {

// One line for each statement, and one for each column, constraint, command
// and name below it. `text` is what the spans are of. Only what is set is there.
std::string dump(const Statement& statement, std::string_view text);
std::string dump(const std::vector<Statement>& statements, std::string_view text);

std::string dump(const TypeName& type);

}  // namespace migc::compiler
