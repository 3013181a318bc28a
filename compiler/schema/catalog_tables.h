// The server's own catalog tables, as the model would fill them: so that a
// guard in a DO block can be answered.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compiler/schema/catalog.h"

namespace migc::compiler {

using CatalogRow = std::map<std::string, std::string, std::less<>>;

// Nothing when the model cannot tell (pg_roles), or there is no such table. A
// column that is missing from the rows cannot be told either.
std::optional<std::vector<CatalogRow>> catalog_rows(const Catalog& catalog,
                                                    const QualifiedName& table);

}  // namespace migc::compiler
