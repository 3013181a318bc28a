// Migrator::baseline: recording without running.
#include <algorithm>
#include <utility>
#include <vector>

#include "decide.h"
#include "input.h"
#include "lost_commit.h"
#include "migc/migrator.h"
#include "text.h"
#include "turn.h"

namespace migc {
namespace {

// How many migrations of the set `version` stands for.
Result<std::size_t> count_through(const MigrationSet& set, std::string_view version) {
  for (std::size_t i = 0; i < set.migrations.size(); ++i) {
    if (same_version(set.migrations[i].version, version)) return i + 1;
  }
  if (version == "0") return std::size_t{0};
  return Error{.code = ErrorCode::usage,
               .message = concat("this program has no migration ", version),
               .help = "name one that `status` shows, or 0 for none of them"};
}

Error holds_rows(std::uint32_t count) {
  return Error{.code = ErrorCode::not_confirmed,
               .message = concat("the ledger holds ", std::to_string(count),
                                 " migrations already, so this database is not new to it"),
               .help = "if the next ones are in place although no run applied them, say --extend"};
}

Result<std::vector<Step>> plan_baseline(Work& work, std::size_t count, BaselineOnto onto) {
  auto decision = decide(work);
  if (!decision) return std::move(decision).error();
  auto& pending = decision->plan.pending;
  const std::size_t applied = decision->plan.applied;
  pending.resize(count > applied ? std::min(pending.size(), count - applied) : 0);
  const bool development = in_development(work.run.options);
  if (auto locked = check_locked(pending, development); !locked) return std::move(locked).error();
  const bool empty = decision->position.ordinal == 0;
  if (!pending.empty() && !empty && onto == BaselineOnto::empty_ledger) {
    return holds_rows(decision->position.ordinal);
  }
  std::vector<Step> steps;
  Position position = decision->position;
  for (std::size_t i = 0; i < pending.size(); ++i) {
    steps.push_back(step_for(decision.value(), i, position));
    position = {steps.back().ordinal, hex(pending[i]->chain)};
  }
  return steps;
}

using Versions = std::vector<std::string>;

// Looks again whenever another process was faster.
Result<Outcome> record(Work& work, std::size_t count, BaselineOnto onto, Versions& recorded) {
  for (;;) {
    auto steps = plan_baseline(work, count, onto);
    if (!steps) return std::move(steps).error();
    if (steps->empty()) return Outcome::done;
    recorded.clear();
    for (const Step& step : steps.value()) recorded.emplace_back(step.migration.version);
    auto outcome = work.backend.baseline(work.run, steps.value());
    if (!outcome || outcome.value() != Outcome::overtaken) return outcome;
    recorded.clear();
  }
}

Result<void> take_turn_and_baseline(Work& work, std::size_t count, BaselineOnto onto,
                                    Summary& summary) {
  const RunScope scope(work);
  if (auto begun = work.backend.begin_run(work.run); !begun) return begun;
  auto turn = wait_for_turn(work);
  if (!turn) return std::move(turn).error();
  if (turn.value() == Turn::nothing_left) return {};
  auto opened = work.backend.open_ledger(work.run, FirstStart::any_database);
  if (!opened) return opened;
  Versions recorded;
  auto outcome = settle_lost_commits([&] { return record(work, count, onto, recorded); });
  if (!outcome) return std::move(outcome).error();
  summary.applied = std::move(recorded);
  return {};
}

}  // namespace

Result<Summary> Migrator::baseline(std::string_view version, BaselineOnto onto,
                                   Observer* observer) {
  const auto start = std::chrono::steady_clock::now();
  if (auto valid = check_input(database_, set_, options_); !valid) return std::move(valid).error();
  const auto count = count_through(set_, version);
  if (!count) return count.error();
  Observer silent;
  Work work = make_work(database_, set_, options_, observer != nullptr ? *observer : silent);
  Summary summary;
  auto done = take_turn_and_baseline(work, count.value(), onto, summary);
  if (!done) return with_progress(std::move(done).error(), summary);
  summary.took = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - start);
  return summary;
}

}  // namespace migc
