// The objects of a file. SQLite keeps each as the text that made it, which
// serves as its digest.
#pragma once

#include "catalog_record.h"
#include "ledger.h"
#include "sqlite/connection.h"

namespace migc::sqlite {

// Leaves out the ledger and what belongs to the engine.
Result<Catalog> read_catalog(Connection& connection, const LedgerId& ledger);

}  // namespace migc::sqlite
