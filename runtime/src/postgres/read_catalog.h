// The catalog's objects with a digest of each definition, made by the server in
// one query.
#pragma once

#include "catalog_record.h"
#include "ledger.h"
#include "migc/error.h"
#include "postgres/connection.h"

namespace migc::postgres {

// Leaves out what belongs to the system, to extensions, to sessions and to the
// ledger. Requires: an open transaction whose search_path is pg_catalog, so
// that every name in a definition is qualified.
Result<Catalog> read_catalog(Connection& connection, const LedgerId& ledger);

}  // namespace migc::postgres
