#include "migc/migrator.h"

#include <optional>
#include <utility>

#include "decide.h"
#include "input.h"
#include "text.h"
#include "turn.h"

namespace migc {
namespace {

using Clock = std::chrono::steady_clock;

std::chrono::milliseconds since(Clock::time_point start) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start);
}

// In order, until the end, a failure, or a sign of another process.
Result<Outcome> apply_pending(Work& work, const Decision& decision, Summary& summary) {
  Position position = decision.position;
  for (std::size_t i = 0; i < decision.plan.pending.size(); ++i) {
    const Step step = step_for(decision, i, position);
    const auto start = Clock::now();
    work.run.observer.started(step.migration);
    auto outcome = work.backend.apply(work.run, step);
    if (!outcome || outcome.value() == Outcome::overtaken) return outcome;
    work.run.observer.finished(step.migration, since(start));
    summary.applied.emplace_back(step.migration.version);
    position = {step.ordinal, hex(step.migration.chain)};
  }
  return Outcome::done;
}

Error stuck() {
  return Error{.code = ErrorCode::ledger,
               .message = "the ledger's last row reads differently inside a transaction",
               .help = "look for a rule, a policy or a trigger on the ledger's tables"};
}

// Where the ledger ends, down to the statement.
using Progress = std::pair<Position, std::uint32_t>;

Progress progress_of(const Decision& decision) {
  return {decision.position, decision.unfinished ? decision.unfinished->statements_done : 0};
}

// Looks again whenever another process was faster: with the lock held that
// means that the lock was lost, and SQLite has no other lock.
Result<void> apply_until_done(Work& work, Summary& summary) {
  std::optional<Progress> seen;
  for (;;) {
    auto decision = decide_to_apply(work);
    if (!decision) return std::move(decision).error();
    summary.newer = decision->plan.standing == Standing::newer;
    if (decision->plan.pending.empty()) return {};
    if (seen == progress_of(decision.value())) return stuck();
    seen = progress_of(decision.value());
    auto outcome = apply_pending(work, decision.value(), summary);
    if (!outcome) return std::move(outcome).error();
    if (outcome.value() == Outcome::done) return {};
  }
}

Result<void> take_turn_and_apply(Work& work, Summary& summary) {
  const RunScope scope(work);
  if (auto begun = work.backend.begin_run(work.run); !begun) return begun;
  auto turn = wait_for_turn(work);
  if (!turn) return std::move(turn).error();
  if (turn.value() == Turn::nothing_left) return {};
  auto opened = work.backend.open_ledger(work.run, FirstStart::empty_database);
  if (!opened) return opened;
  return apply_until_done(work, summary);
}

}  // namespace

Migrator::Migrator(Database& database, const MigrationSet& set, Options options)
    : database_(database), set_(set), options_(std::move(options)) {}

Result<Plan> Migrator::plan() {
  if (auto valid = check_input(database_, set_, options_); !valid) return std::move(valid).error();
  Observer silent;
  Work work = make_work(database_, set_, options_, silent);
  auto decision = decide_to_apply(work);
  if (!decision) return std::move(decision).error();
  return std::move(decision->plan);
}

Result<Summary> Migrator::apply(Observer* observer) {
  const auto start = Clock::now();
  if (auto valid = check_input(database_, set_, options_); !valid) return std::move(valid).error();
  Observer silent;
  Observer& listener = observer != nullptr ? *observer : silent;
  Work work = make_work(database_, set_, options_, listener);
  auto decision = decide_to_apply(work);
  if (!decision) return std::move(decision).error();
  listener.planned(decision->plan);
  Summary summary;
  summary.newer = decision->plan.standing == Standing::newer;
  if (!decision->plan.pending.empty()) {
    auto done = take_turn_and_apply(work, summary);
    if (!done) return with_progress(std::move(done).error(), summary);
  }
  summary.took = since(start);
  return summary;
}

}  // namespace migc
