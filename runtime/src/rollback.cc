// Migrator::rollback: taking migrations back.
#include <utility>

#include "catalog_watch.h"
#include "decide.h"
#include "input.h"
#include "lost_commit.h"
#include "migc/migrator.h"
#include "text.h"
#include "turn.h"
#include "undo.h"

namespace migc {
namespace {

using Clock = std::chrono::steady_clock;

std::chrono::milliseconds since(Clock::time_point start) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start);
}

Result<std::unique_ptr<Undo>> prepare(Work& work, const LedgerRow& row) {
  auto embedded = find_embedded_undo(work.set, row);
  if (!embedded) return std::move(embedded).error();
  if (embedded.value() != nullptr) return std::make_unique<Undo>(row, *embedded.value());
  auto stored = work.backend.read_down(work.run, row.ordinal);
  if (!stored) return std::move(stored).error();
  auto text = parse_down(stored.value());
  if (!text) return no_undo(row);
  return std::make_unique<Undo>(row, std::move(*text));
}

// All of them, so that nothing is begun that cannot be finished.
Result<Undos> prepare_all(Work& work, const Rollback& rollback) {
  auto head = work.backend.read_head(work.run);
  if (!head) return std::move(head).error();
  if (auto known = check_format(head.value()); !known) return std::move(known).error();
  if (!head->exists) return Undos();
  const auto rows = work.backend.read_rows(work.run);
  if (!rows) return rows.error();
  const auto last = rows_to_undo(rows.value(), rollback);
  if (!last) return last.error();
  Undos undos;
  for (auto row = last->rbegin(); row != last->rend(); ++row) {
    auto undo = prepare(work, *row);
    if (!undo) return std::move(undo).error();
    undos.push_back(std::move(undo).value());
  }
  return undos;
}

Step step_for(const Undo& undo) {
  const LedgerRow& row = undo.row();
  const bool resumes = row.state == RowState::reverting;
  return Step{.migration = undo.migration(),
              .ordinal = row.ordinal,
              .batch = row.batch,
              .after = {row.ordinal, row.chain},
              .unfinished = resumes ? std::optional(row) : std::nullopt,
              .undo = true};
}

Error overtaken() {
  return Error{.code = ErrorCode::busy,
               .retryable = true,
               .message = "another process changed the ledger meanwhile",
               .help = "see `status`, then say again how far to go back"};
}

// The row of that entry as the ledger holds it now; nothing: it is gone.
Result<std::optional<LedgerRow>> read_again(Work& work, const LedgerRow& row) {
  auto rows = work.backend.read_rows(work.run);
  if (!rows) return std::move(rows).error();
  if (rows->size() < row.ordinal) return std::optional<LedgerRow>();
  LedgerRow& now = rows.value()[row.ordinal - 1];
  if (now.chain != row.chain) return overtaken();
  return std::optional(std::move(now));
}

// One migration. After a lost COMMIT `undos` gets what goes on from there: the
// observer may still refer to the one before.
Result<Outcome> undo_one(Work& work, Undos& undos) {
  bool lost = false;
  return settle_lost_commits([&]() -> Result<Outcome> {
    if (std::exchange(lost, true)) {
      const auto row = read_again(work, undos.back()->row());
      if (!row) return row.error();
      if (!row.value()) return Outcome::done;
      auto rest = prepare(work, *row.value());
      if (!rest) return std::move(rest).error();
      undos.push_back(std::move(rest).value());
    }
    return work.backend.apply(work.run, step_for(*undos.back()));
  });
}

Result<void> undo_all(Work& work, Undos undos, Summary& summary) {
  for (auto& next : undos) {
    const auto start = Clock::now();
    Undos attempts;
    const Migration& undo = attempts.emplace_back(std::move(next))->migration();
    work.run.observer.undoing(undo);
    auto outcome = undo_one(work, attempts);
    if (!outcome) return std::move(outcome).error();
    if (outcome.value() == Outcome::overtaken) return overtaken();
    work.run.observer.undone(undo, since(start));
    summary.applied.emplace_back(undo.version);
  }
  return {};
}

Result<void> take_turn_and_undo(Work& work, const Rollback& rollback, Summary& summary) {
  const RunScope scope(work);
  if (auto begun = work.backend.begin_run(work.run); !begun) return begun;
  if (auto turn = wait_for_lock(work); !turn) return turn;
  if (auto upgraded = work.backend.upgrade_ledger(work.run); !upgraded) return upgraded;
  auto undos = prepare_all(work, rollback);
  if (!undos) return std::move(undos).error();
  const bool development = in_development(work.run.options);
  auto confirmed = check_confirmed(describe_undos(undos.value()), rollback.confirmed, development);
  if (!confirmed) return confirmed;
  if (undos->empty()) return {};
  const CatalogWatch watch(work);
  return undo_all(work, std::move(undos).value(), summary);
}

}  // namespace

Result<UndoPlan> Migrator::plan_rollback(const Rollback& rollback) {
  if (auto valid = check_input(database_, set_, options_); !valid) return std::move(valid).error();
  Observer silent;
  Work work = make_work(database_, set_, options_, silent);
  auto undos = prepare_all(work, rollback);
  if (!undos) return std::move(undos).error();
  return describe_undos(undos.value());
}

Result<Summary> Migrator::rollback(const Rollback& rollback, Observer* observer) {
  const auto start = Clock::now();
  if (auto valid = check_input(database_, set_, options_); !valid) return std::move(valid).error();
  Observer silent;
  Work work = make_work(database_, set_, options_, observer != nullptr ? *observer : silent);
  Summary summary;
  auto done = take_turn_and_undo(work, rollback, summary);
  if (!done) return with_progress(std::move(done).error(), summary);
  summary.took = since(start);
  return summary;
}

}  // namespace migc
