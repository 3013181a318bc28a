// The model as DDL and as data.
//
// Not modelled, and so not printed: roles, tablespaces, databases, owners,
// foreign data, event triggers, casts, operators and their classes, text
// search, languages, large objects, security labels, and the rows of tables.
#pragma once

#include <functional>
#include <string>

#include "compiler/schema/catalog.h"

namespace migc::compiler {

// DDL that, run on an empty server, gives the same catalog as the migrations
// themselves. The order is stable and every object comes after what it needs.
std::string dump_sql(const Catalog& catalog);

// Where a statement is, as "file:line".
using PlaceOf = std::function<std::string(const Origin&)>;

// The same as data, "format": 1; docs/schema.md describes it.
std::string dump_json(const Catalog& catalog, const PlaceOf& place_of);

}  // namespace migc::compiler
