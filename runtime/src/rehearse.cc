// Migrator::rehearse: running what is pending, and leaving no trace of it.
#include <utility>

#include "decide.h"
#include "input.h"
#include "migc/migrator.h"
#include "text.h"
#include "turn.h"

namespace migc {
namespace {

Error not_confirmed() {
  return Error{.code = ErrorCode::not_confirmed,
               .message = "a rehearsal takes the locks of the real run while it lasts",
               .help = "where that does no harm, say --confirm"};
}

// Up to the first that cannot be rolled back: the later ones may need it.
std::vector<Step> steps_to_rehearse(const Decision& decision, Rehearsal& rehearsal) {
  std::vector<Step> steps;
  Position position = decision.position;
  for (std::size_t i = 0; i < decision.plan.pending.size(); ++i) {
    const Migration& migration = *decision.plan.pending[i];
    const bool possible = migration.transactional && rehearsal.skipped.empty();
    (possible ? rehearsal.rehearsed : rehearsal.skipped).emplace_back(migration.version);
    if (!possible) continue;
    steps.push_back(step_for(decision, i, position));
    position = {steps.back().ordinal, hex(migration.chain)};
  }
  return steps;
}

Result<Rehearsal> take_turn_and_rehearse(Work& work) {
  const RunScope scope(work);
  if (auto begun = work.backend.begin_run(work.run); !begun) return std::move(begun).error();
  if (auto turn = wait_for_lock(work); !turn) return std::move(turn).error();
  auto decision = decide_to_apply(work);
  if (!decision) return std::move(decision).error();
  Rehearsal rehearsal;
  const std::vector<Step> steps = steps_to_rehearse(decision.value(), rehearsal);
  if (steps.empty()) return rehearsal;
  if (auto done = work.backend.rehearse(work.run, steps); !done) return std::move(done).error();
  return rehearsal;
}

}  // namespace

Result<Rehearsal> Migrator::rehearse(bool confirmed, Observer* observer) {
  const auto start = std::chrono::steady_clock::now();
  if (auto valid = check_input(database_, set_, options_); !valid) return std::move(valid).error();
  if (!confirmed && !in_development(options_)) return not_confirmed();
  Observer silent;
  Work work = make_work(database_, set_, options_, observer != nullptr ? *observer : silent);
  auto rehearsal = take_turn_and_rehearse(work);
  if (!rehearsal) return rehearsal;
  rehearsal->took = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - start);
  return rehearsal;
}

}  // namespace migc
