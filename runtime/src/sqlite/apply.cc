#include "sqlite/apply.h"

#include <sqlite3.h>

#include "bookkeeping.h"
#include "direction.h"
#include "sqlite/foreign_keys.h"
#include "sqlite/session.h"
#include "text.h"

namespace migc::sqlite {
namespace {

std::span<const Statement> statements_of(const Job& job) {
  return job.step.migration.statements;
}

Error escaped(const Job& job, const Statement& statement) {
  const Migration& migration = job.step.migration;
  return Error{.code = ErrorCode::stopped,
               .state = DatabaseState::partial,
               .message = "the statement ended the transaction that the migration runs in",
               .help = concat("take transaction control out of the file; what ran before it is "
                              "committed but not recorded: undo it by hand, or finish it by hand "
                              "and run the verb `",
                              verb_when_done_by_hand(job.step, !migration.transactional), "`"),
               .migration = std::string(migration.version),
               .file = std::string(migration.file),
               .line = statement.line,
               .column = statement.column};
}

Error broken_keys(const Job& job, std::string message) {
  return Error{.code = ErrorCode::statement_failed,
               .message = std::move(message),
               .help =
                   "foreign keys are off while a migration runs and are checked at its end; "
                   "correct the rows in the same migration",
               .migration = std::string(job.step.migration.version),
               .file = std::string(job.step.migration.file)};
}

Result<void> run_one(Job& job, const Statement& statement) {
  job.run.observer.running(job.step.migration, statement);
  const Reply reply = job.connection.run(statement.sql);
  if (!reply) return statement_error(reply.error(), job.step.migration, statement);
  return {};
}

Result<void> run_inside(Job& job, const Statement& statement) {
  if (auto ran = run_one(job, statement); !ran) return ran;
  if (!job.connection.in_transaction()) return escaped(job, statement);
  return {};
}

// Runs the statements and refuses what they do to references between rows.
template <class Statements>
Result<void> keep_references(Job& job, Statements run_statements) {
  const auto before = find_violations(job.connection);
  if (Result<void> ran = run_statements(); !ran) return ran;
  const auto after = find_violations(job.connection);
  if (!before) return {};  // it could not be checked before either
  if (!after) return broken_keys(job, after.error().message);
  std::string worse = new_violation(before.value(), after.value());
  if (!worse.empty()) return broken_keys(job, std::move(worse));
  return {};
}

// Runs `work` as the only writer, behind the fence, and commits it.
template <class Work>
Result<Outcome> in_transaction(Job& job, const Fence& fence, Work work) {
  if (auto off = disable_foreign_keys(job.connection); !off) {
    return engine_error(off.error(), "switch foreign keys off");
  }
  Transaction transaction(job.connection);
  const Reply begun = transaction.begin();
  if (!begun) return engine_error(begun.error(), "begin to write");
  auto passes = job.ledger.passes(fence);
  if (!passes) return std::move(passes).error();
  if (!passes.value()) return Outcome::overtaken;
  if (Result<void> worked = work(); !worked) return std::move(worked).error();
  const Reply committed = transaction.commit();
  if (!committed) return commit_error(committed.error(), job.step.migration);
  return Outcome::done;
}

// Best effort: what it is about is reported anyway.
void record_failure(Job& job, const Error& error, std::size_t statement) {
  Transaction transaction(job.connection);
  if (!transaction.begin()) return;
  const auto recorded = job.ledger.record({.event = failed_event(job.step),
                                           .step = job.step,
                                           .took = job.took(),
                                           .statement = statement,
                                           .error = std::string(to_text(error.code))});
  if (!recorded) return;
  [[maybe_unused]] const Reply ignored = transaction.commit();
}

Result<void> run_all(Job& job, std::size_t& current) {
  return keep_references(job, [&]() -> Result<void> {
    for (const Statement& statement : statements_of(job)) {
      ++current;
      if (auto ran = run_inside(job, statement); !ran) return ran;
    }
    current = 0;
    return {};
  });
}

Result<void> record_done(Job& job) {
  return job.ledger.record({.event = done_event(job.step), .step = job.step, .took = job.took()});
}

Result<Outcome> begin_migration(Job& job) {
  return in_transaction(job, fence_before(job.step), [&]() -> Result<void> {
    auto begun = job.step.undo ? job.ledger.begin_undo(job.step)
                               : job.ledger.insert(job.step, RowState::started, {});
    if (!begun) return begun;
    return job.ledger.record({.event = begun_event(job.step), .step = job.step});
  });
}

Result<Outcome> finish_migration(Job& job) {
  const Fence fence = fence_inside(job.step, statements_of(job).size());
  return in_transaction(job, fence, [&]() -> Result<void> {
    auto finished = job.step.undo ? job.ledger.erase(job.step)
                                  : job.ledger.finish(job.step, RowState::applied, job.took());
    if (!finished) return finished;
    return record_done(job);
  });
}

Result<Outcome> run_counted(Job& job, std::size_t index) {
  const Statement& statement = statements_of(job)[index];
  return in_transaction(job, fence_inside(job.step, index), [&]() -> Result<void> {
    auto ran = keep_references(job, [&] { return run_inside(job, statement); });
    if (!ran) return ran;
    return job.ledger.set_statements_done(job.step, index + 1);
  });
}

Result<Outcome> run_outside(Job& job, std::size_t index) {
  if (auto ran = run_one(job, statements_of(job)[index]); !ran) return std::move(ran).error();
  return in_transaction(job, fence_inside(job.step, index),
                        [&] { return job.ledger.set_statements_done(job.step, index + 1); });
}

Result<Outcome> run_from(Job& job, std::size_t first, std::size_t& current) {
  for (std::size_t index = first; index < statements_of(job).size(); ++index) {
    current = index + 1;
    auto outcome =
        statements_of(job)[index].transactional ? run_counted(job, index) : run_outside(job, index);
    if (!outcome || outcome.value() == Outcome::overtaken) return outcome;
  }
  current = 0;
  return finish_migration(job);
}

}  // namespace

std::chrono::milliseconds Job::took() const {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                               start);
}

Result<Outcome> apply_in_transaction(Job& job) {
  std::size_t statement = 0;  // that runs now, from 1
  auto outcome = in_transaction(job, fence_before(job.step), [&]() -> Result<void> {
    if (auto ran = run_all(job, statement); !ran) return ran;
    auto written = job.step.undo ? job.ledger.erase(job.step)
                                 : job.ledger.insert(job.step, RowState::applied, job.took());
    if (!written) return written;
    return record_done(job);
  });
  if (!outcome) record_failure(job, outcome.error(), statement);
  return outcome;
}

Result<Outcome> apply_step_by_step(Job& job) {
  std::size_t first = 0;
  if (job.step.unfinished) {
    first = job.step.unfinished->statements_done;
  } else {
    auto begun = begin_migration(job);
    if (!begun || begun.value() == Outcome::overtaken) return begun;
  }
  std::size_t statement = 0;  // that runs now, from 1
  auto outcome = run_from(job, first, statement);
  if (!outcome) {
    record_failure(job, outcome.error(), statement);
    outcome.error().state = DatabaseState::partial;
  }
  return outcome;
}

Result<void> rehearse_one(Job& job) {
  job.run.observer.started(job.step.migration);
  std::size_t statement = 0;
  if (auto ran = run_all(job, statement); !ran) return ran;
  job.run.observer.finished(job.step.migration, job.took());
  return {};
}

Result<Outcome> record_baseline(Job& first, std::span<const Step> steps) {
  return in_transaction(first, fence_before(first.step), [&]() -> Result<void> {
    for (const Step& step : steps) {
      auto written = step.unfinished ? first.ledger.finish(step, RowState::baselined, {})
                                     : first.ledger.insert(step, RowState::baselined, {});
      if (!written) return written;
      auto recorded = first.ledger.record({.event = Event::baselined, .step = step});
      if (!recorded) return recorded;
    }
    return {};
  });
}

Result<Outcome> record_repin(Job& first, std::span<const Step> steps) {
  return in_transaction(first, fence_before(first.step),
                        [&] { return repin_rows(first.ledger, steps); });
}

Result<Outcome> record_settlement(Job& job, Settlement settlement) {
  const bool done = settlement == Settlement::done;
  return in_transaction(job, fence_before(job.step), [&]() -> Result<void> {
    auto written =
        done ? job.ledger.finish(job.step, RowState::applied, {}) : job.ledger.erase(job.step);
    if (!written) return written;
    return job.ledger.record({.event = done ? Event::settled : Event::forgotten, .step = job.step});
  });
}

}  // namespace migc::sqlite
