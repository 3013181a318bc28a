// Names as SQL text, and back.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/sql/text.h"

namespace migc::compiler {

// An identifier as it must be written: quoted only when it has to be.
std::string sql_name(std::string_view name);

// Schema-qualified if it was written so.
std::string sql_name(const QualifiedName& name);

// The parts of a name that stands in a string: schema."Name" is {schema, Name}.
std::vector<std::string> path_of_text(std::string_view text);

// For messages: in double quotes, as PostgreSQL's own messages have it.
std::string quoted(std::string_view name);

}  // namespace migc::compiler
