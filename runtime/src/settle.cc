// Migrator::repair and Migrator::settle: what a person knows and a run does not.
#include <utility>
#include <vector>

#include "decide.h"
#include "input.h"
#include "lost_commit.h"
#include "migc/migrator.h"
#include "repair.h"
#include "text.h"
#include "turn.h"
#include "undo.h"

namespace migc {
namespace {

Error overtaken() {
  return Error{.code = ErrorCode::busy,
               .retryable = true,
               .message = "another process changed the ledger meanwhile",
               .help = "see `status`, then start again"};
}

Result<std::vector<LedgerRow>> read_rows(Work& work) {
  auto head = work.backend.read_head(work.run);
  if (!head) return std::move(head).error();
  if (auto known = check_format(head.value()); !known) return std::move(known).error();
  if (!head->exists) return std::vector<LedgerRow>();
  return work.backend.read_rows(work.run);
}

// At the end of the ledger, about a migration that it holds.
Step step_at_end(std::span<const LedgerRow> rows, const LedgerRow& row, const Migration& shape) {
  const LedgerRow& last = rows.back();
  return Step{.migration = shape,
              .ordinal = row.ordinal,
              .batch = row.batch,
              .after = {last.ordinal, last.chain},
              .unfinished = finished(last) ? std::nullopt : std::optional(last)};
}

Result<void> expect_done(Result<Outcome> outcome) {
  if (!outcome) return std::move(outcome).error();
  if (outcome.value() == Outcome::overtaken) return overtaken();
  return {};
}

using Versions = std::vector<std::string>;

// Of those whose text is another one: behind them only chains are.
Versions edited_versions(std::span<const Repin> repins) {
  Versions versions;
  for (const Repin& repin : repins) {
    if (repin.row->digest != hex(repin.migration->digest)) versions.push_back(repin.row->version);
  }
  return versions;
}

Result<Outcome> repin_all(Work& work, Versions& repaired) {
  const auto rows = read_rows(work);
  if (!rows) return rows.error();
  const auto repins = find_repins(work.set, rows.value());
  if (!repins) return repins.error();
  if (repins->empty()) return Outcome::done;
  std::vector<Step> steps;
  for (const Repin& repin : repins.value()) {
    steps.push_back(step_at_end(rows.value(), *repin.row, *repin.migration));
  }
  repaired = edited_versions(repins.value());
  return work.backend.repin(work.run, steps);
}

Result<void> repair_ledger(Work& work, Summary& summary) {
  Versions repaired;
  auto done = expect_done(settle_lost_commits([&] { return repin_all(work, repaired); }));
  if (done) summary.applied = std::move(repaired);
  return done;
}

bool is_settled(std::span<const LedgerRow> rows, const LedgerRow& before, Settlement settlement) {
  const bool there =
      rows.size() >= before.ordinal && rows[before.ordinal - 1].chain == before.chain;
  if (settlement == Settlement::forget) return !there;
  return there && finished(rows[before.ordinal - 1]);
}

// `found` is the row as the first attempt finds it.
Result<Outcome> settle_row(Work& work, std::string_view version, Settlement settlement,
                           std::optional<LedgerRow>& found) {
  const auto rows = read_rows(work);
  if (!rows) return rows.error();
  if (found && is_settled(rows.value(), *found, settlement)) return Outcome::done;
  const auto row = find_settled(rows.value(), version, settlement);
  if (!row) return row.error();
  found = *row.value();
  const Undo shape(*row.value(), DownText{});
  const Step step = step_at_end(rows.value(), *row.value(), shape.migration());
  return work.backend.settle(work.run, step, settlement);
}

Result<void> settle_last(Work& work, std::string_view version, Settlement settlement,
                         Summary& summary) {
  std::optional<LedgerRow> found;
  auto done = expect_done(
      settle_lost_commits([&] { return settle_row(work, version, settlement, found); }));
  if (done) summary.applied.push_back(found->version);
  return done;
}

template <class Change>
Result<Summary> take_turn(Work& work, Change change) {
  const auto start = std::chrono::steady_clock::now();
  Summary summary;
  const RunScope scope(work);
  if (auto begun = work.backend.begin_run(work.run); !begun) return std::move(begun).error();
  if (auto turn = wait_for_lock(work); !turn) return std::move(turn).error();
  if (auto upgraded = work.backend.upgrade_ledger(work.run); !upgraded) {
    return std::move(upgraded).error();
  }
  if (Result<void> changed = change(summary); !changed) return std::move(changed).error();
  summary.took = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - start);
  return summary;
}

Error not_confirmed(std::string_view version) {
  return Error{.code = ErrorCode::not_confirmed,
               .message = concat("forgetting migration ", version,
                                 " takes it out of the ledger and undoes nothing"),
               .help = "when the database holds nothing of it any more, say --confirm",
               .migration = std::string(version)};
}

}  // namespace

Result<Summary> Migrator::repair(Observer* observer) {
  if (auto valid = check_input(database_, set_, options_); !valid) return std::move(valid).error();
  Observer silent;
  Work work = make_work(database_, set_, options_, observer != nullptr ? *observer : silent);
  return take_turn(work, [&](Summary& summary) { return repair_ledger(work, summary); });
}

Result<Summary> Migrator::settle(std::string_view version, Settlement settlement, bool confirmed,
                                 Observer* observer) {
  if (auto valid = check_input(database_, set_, options_); !valid) return std::move(valid).error();
  const bool agreed = confirmed || in_development(options_);
  if (settlement == Settlement::forget && !agreed) return not_confirmed(version);
  Observer silent;
  Work work = make_work(database_, set_, options_, observer != nullptr ? *observer : silent);
  return take_turn(
      work, [&](Summary& summary) { return settle_last(work, version, settlement, summary); });
}

}  // namespace migc
