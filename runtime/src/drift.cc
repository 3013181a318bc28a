// Migrator::drift: what changed in the catalog by other hands.
#include <utility>

#include "catalog_record.h"
#include "input.h"
#include "migc/migrator.h"
#include "work.h"

namespace migc {

Result<Drift> Migrator::drift() {
  if (auto valid = check_input(database_, set_, options_); !valid) return std::move(valid).error();
  Observer silent;
  Work work = make_work(database_, set_, options_, silent);
  auto head = work.backend.read_head(work.run);
  if (!head) return std::move(head).error();
  if (!head->exists) return Drift{};
  auto recorded = work.backend.read_recorded_catalog(work.run);
  if (!recorded) return std::move(recorded).error();
  if (!recorded.value()) return Drift{};
  auto now = work.backend.read_catalog(work.run);
  if (!now) return std::move(now).error();
  RecordedCatalog& before = *recorded.value();
  const std::string chain = head->last ? head->last->chain : std::string();
  return Drift{.since = before.at,
               .complete = before.chain == chain,
               .changes = compare_catalogs(std::move(before.objects), std::move(now).value())};
}

}  // namespace migc
