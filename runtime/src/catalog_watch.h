// Records what a run has changed in the catalog, so that a later `drift` can
// tell it from what others have changed.
#pragma once

#include <optional>

#include "catalog_record.h"
#include "work.h"

namespace migc {

// Lives around the changes of one run, between begin_run and end_run. That a
// record cannot be written never fails the run: `drift` then says that the
// record is older than the ledger.
class CatalogWatch {
 public:
  explicit CatalogWatch(Work& work);
  CatalogWatch(const CatalogWatch&) = delete;
  CatalogWatch& operator=(const CatalogWatch&) = delete;
  ~CatalogWatch();

 private:
  Work& work_;
  bool usable_ = false;
  Catalog before_;  // empty when there is no record yet: everything is new then
};

}  // namespace migc
