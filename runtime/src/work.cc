#include "work.h"

#include <utility>

namespace migc {

Work make_work(Database& database, const MigrationSet& set, const Options& options,
               Observer& observer) {
  const LedgerId ledger{options.ledger_schema, options.ledger_table, std::string(set.name)};
  return Work{database.backend(), set, Run{ledger, options, observer}};
}

Error with_progress(Error error, const Summary& summary) {
  const bool moved = !summary.applied.empty();
  if (moved && error.state == DatabaseState::unchanged) error.state = DatabaseState::advanced;
  return error;
}

}  // namespace migc
