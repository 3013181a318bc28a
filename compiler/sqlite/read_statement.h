// One SQLite statement -> typed value, by its tokens. The engine has the say on
// syntax; this reads only what the rules ask about. Private to compiler/sqlite.
#pragma once

#include <cstddef>
#include <string_view>

#include "compiler/sql/statement.h"

namespace migc::compiler {

// `sql` is the statement's text, `offset` its place in the file.
Statement read_sqlite_statement(std::string_view sql, std::size_t offset);

}  // namespace migc::compiler
