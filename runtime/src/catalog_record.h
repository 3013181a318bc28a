// A database's catalog as a list of objects with a digest each, so that changes
// by other hands can be told object by object. Pure.
#pragma once

#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "migc/ledger_view.h"

namespace migc {

struct CatalogObject {
  std::string kind;    // "table", "column", …
  std::string name;    // qualified and quoted as the database prints it
  std::string digest;  // of its definition, made by the database
  bool operator==(const CatalogObject&) const = default;
};

using Catalog = std::vector<CatalogObject>;

// What a run left behind when it last recorded the catalog.
struct RecordedCatalog {
  std::string at;     // UTC
  std::string chain;  // where the ledger ended then
  Catalog objects;
};

// By name, then kind. Needs no order of either.
std::vector<CatalogChange> compare_catalogs(Catalog before, Catalog after);

// What to write so that a record follows from `before` to `after` and keeps
// all that other hands had changed earlier.
struct CatalogUpdate {
  Catalog written;  // objects that are new or different
  Catalog removed;
};
CatalogUpdate catalog_update(const Catalog& before, const Catalog& after);

}  // namespace migc
