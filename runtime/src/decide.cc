#include "decide.h"

#include <utility>

#include "input.h"
#include "text.h"

namespace migc {
namespace {

// Safe without a lock: a ledger is made before the first migration commits, so
// tables that were seen before a missing ledger is confirmed are not ours.
Result<void> check_first_start(Work& work) {
  auto table = work.backend.find_user_table(work.run);
  if (!table) return std::move(table).error();
  if (table->empty()) return {};
  auto head = work.backend.read_head(work.run);
  if (!head) return std::move(head).error();
  if (head->exists) return {};
  return unexplained_tables(table.value());
}

}  // namespace

Result<void> check_format(const Head& head) {
  if (head.format <= kLedgerFormat) return {};
  return Error{.code = ErrorCode::unsupported,
               .message = concat("the ledger has format ", std::to_string(head.format),
                                 ", this runtime knows up to ", std::to_string(kLedgerFormat)),
               .help = "start a program built with a newer migc"};
}

Result<Decision> decide(Work& work) {
  auto head = work.backend.read_head(work.run);
  if (!head) return std::move(head).error();
  if (auto known = check_format(head.value()); !known) return std::move(known).error();
  if (auto quick = decide_by_head(work.set, head.value())) return std::move(*quick);
  const auto rows = work.backend.read_rows(work.run);
  if (!rows) return rows.error();
  auto decision = decide_by_rows(work.set, rows.value());
  if (!decision) return decision;
  if (auto fits = check_newer(decision->plan.unknown, work.run.options.exact); !fits)
    return fits.error();
  return decision;
}

Result<Decision> decide_to_apply(Work& work) {
  auto decision = decide(work);
  if (!decision || decision->plan.pending.empty()) return decision;
  const bool development = in_development(work.run.options);
  if (auto locked = check_locked(decision->plan.pending, development); !locked) {
    return std::move(locked).error();
  }
  if (!decision->first_start) return decision;
  if (auto first = check_first_start(work); !first) return std::move(first).error();
  return decision;
}

Step step_for(const Decision& decision, std::size_t index, const Position& after) {
  const Migration& migration = *decision.plan.pending[index];
  const bool resumes = index == 0 && decision.unfinished.has_value();
  return Step{.migration = migration,
              .ordinal = static_cast<std::uint32_t>(decision.plan.applied + index + 1),
              .batch = decision.last_batch + 1,
              .after = after,
              .unfinished = resumes ? decision.unfinished : std::nullopt};
}

}  // namespace migc
