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

// What a question demands of the rows: these columns hold one of these texts.
using Demands = std::map<std::string, std::vector<std::string>, std::less<>>;

// The rows that meet the demands, and maybe others: a demand is there so that a
// question about one object does not have every object written down. Nothing
// when the model cannot tell (pg_roles), or there is no such table. A column that
// is missing from the rows cannot be told either.
std::optional<std::vector<CatalogRow>> catalog_rows(const Catalog& catalog,
                                                    const QualifiedName& table,
                                                    const Demands& demands);

}  // namespace migc::compiler
