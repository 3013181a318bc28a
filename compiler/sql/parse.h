// PostgreSQL text -> typed statements, by PostgreSQL's own grammar.
#pragma once

#include <string_view>
#include <vector>

#include "compiler/sql/statement.h"

namespace migc::compiler {

// Every statement of the text, in order. One that does not parse becomes
// Unparsed; the others are read all the same. Numbers are left at 0: see
// number_statements. Thread-safe.
std::vector<Statement> parse_postgresql(std::string_view text);

// The major version of the grammar, for example 15.
int grammar_version();

}  // namespace migc::compiler
