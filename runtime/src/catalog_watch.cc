#include "catalog_watch.h"

namespace migc {

CatalogWatch::CatalogWatch(Work& work) : work_(work) {
  const auto recorded = work.backend.read_recorded_catalog(work.run);
  usable_ = static_cast<bool>(recorded);
  if (!usable_ || !recorded.value()) return;
  auto catalog = work.backend.read_catalog(work.run);
  usable_ = static_cast<bool>(catalog);
  if (catalog) before_ = std::move(catalog).value();
}

CatalogWatch::~CatalogWatch() {
  if (!usable_) return;
  const auto after = work_.backend.read_catalog(work_.run);
  const auto head = work_.backend.read_head(work_.run);
  if (!head || !after) return;
  const std::string chain = head->last ? head->last->chain : std::string();
  [[maybe_unused]] const auto ignored =
      work_.backend.record_catalog(work_.run, catalog_update(before_, after.value()), chain);
}

}  // namespace migc
