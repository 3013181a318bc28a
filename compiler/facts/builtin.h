// Facts about PostgreSQL itself, made by generate.sh from the catalogs of real
// servers.
#pragma once

#include <string_view>

namespace migc::compiler {

// Names in pg_catalog, of any of the supported versions.
bool is_builtin_function(std::string_view name);
bool is_builtin_type(std::string_view name);

// Whether a word must be quoted to be a name everywhere.
bool is_keyword(std::string_view word);

}  // namespace migc::compiler
