// Cuts an SQLite script into statements as the engine's own shell does.
#pragma once

#include <string_view>
#include <vector>

#include "compiler/base/line_index.h"

namespace migc::compiler {

// The spans of the statements, from first to last token, without semicolons.
// The engine's sqlite3_complete decides which semicolon ends a trigger.
std::vector<Span> split_sqlite(std::string_view text);

}  // namespace migc::compiler
