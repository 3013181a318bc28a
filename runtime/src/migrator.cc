#include "migc/migrator.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "catalog_watch.h"
#include "decide.h"
#include "input.h"
#include "lost_commit.h"
#include "text.h"
#include "turn.h"

namespace migc {
namespace {

using Clock = std::chrono::steady_clock;

std::chrono::milliseconds since(Clock::time_point start) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start);
}

// A migration whose COMMIT was lost; null: none was.
struct Uncertain {
  const Migration* migration = nullptr;
  Clock::time_point start{};
};

void finish(Work& work, const Migration& migration, Clock::time_point start, Summary& summary) {
  work.run.observer.finished(migration, since(start));
  summary.applied.emplace_back(migration.version);
}

// In order, until the end, a failure, or a sign of another process.
Result<Outcome> apply_pending(Work& work, const Decision& decision, Summary& summary,
                              Uncertain& uncertain) {
  Position position = decision.position;
  for (std::size_t i = 0; i < decision.plan.pending.size(); ++i) {
    const Step step = step_for(decision, i, position);
    const auto start = Clock::now();
    work.run.observer.started(step.migration);
    auto outcome = work.backend.apply(work.run, step);
    if (outcome && outcome.value() == Outcome::settled) uncertain = {&step.migration, start};
    if (!outcome || outcome.value() != Outcome::done) return outcome;
    finish(work, step.migration, start, summary);
    position = {step.ordinal, hex(step.migration.chain)};
  }
  return Outcome::done;
}

// Says of a migration whose COMMIT was lost that it is applied, if it is.
void clear_up(Work& work, const Decision& decision, Uncertain& uncertain, Summary& summary) {
  const auto [migration, start] = std::exchange(uncertain, {});
  const auto& pending = decision.plan.pending;
  if (migration == nullptr) return;
  if (std::find(pending.begin(), pending.end(), migration) != pending.end()) return;
  finish(work, *migration, start, summary);
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
// means that the lock was lost, and SQLite has no other lock. And whenever a
// COMMIT was lost: then the ledger tells what became of it.
Result<void> apply_until_done(Work& work, Summary& summary) {
  std::optional<Progress> overtaken_at;
  Uncertain uncertain;
  for (int lost_commits = 0; lost_commits <= kMostLostCommits;) {
    auto decision = decide_to_apply(work);
    if (!decision) return std::move(decision).error();
    summary.newer = decision->plan.standing == Standing::newer;
    clear_up(work, decision.value(), uncertain, summary);
    if (decision->plan.pending.empty()) return {};
    if (overtaken_at == progress_of(decision.value())) return stuck();
    auto outcome = apply_pending(work, decision.value(), summary, uncertain);
    if (!outcome) return std::move(outcome).error();
    if (outcome.value() == Outcome::done) return {};
    overtaken_at.reset();
    if (outcome.value() == Outcome::overtaken) overtaken_at = progress_of(decision.value());
    if (outcome.value() == Outcome::settled) ++lost_commits;
  }
  return lost_again();
}

Result<void> take_turn_and_apply(Work& work, Summary& summary) {
  const RunScope scope(work);
  if (auto begun = work.backend.begin_run(work.run); !begun) return begun;
  auto turn = wait_for_turn(work);
  if (!turn) return std::move(turn).error();
  if (turn.value() == Turn::nothing_left) return {};
  auto opened = work.backend.open_ledger(work.run, FirstStart::empty_database);
  if (!opened) return opened;
  const CatalogWatch watch(work);
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
