// Tells syntax that the linked grammar is too old for from a mistake, by what a
// parser that knows neither says. Private to compiler/sql.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "compiler/sql/statement.h"

namespace migc::compiler {

// `at` is the byte of the statement where the parser stopped with `message`.
// Nothing when no version after `grammar` brought what stands there.
std::optional<NewerSyntax> newer_syntax(std::string_view statement, std::size_t at,
                                        std::string_view message, int grammar);

}  // namespace migc::compiler
