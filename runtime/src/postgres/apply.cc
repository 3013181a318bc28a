#include "postgres/apply.h"

#include <algorithm>

#include "bookkeeping.h"
#include "direction.h"
#include "postgres/insist.h"
#include "postgres/patience.h"
#include "text.h"

namespace migc::postgres {
namespace {

// The transaction's number tells at the end what tags cannot tell here: ROLLBACK
// AND CHAIN looks like ROLLBACK TO SAVEPOINT.
bool still_inside(const Connection& connection, const Answer& answer) {
  return connection.block() == Block::open && answer.tag != "COMMIT" &&
         answer.tag != "PREPARE TRANSACTION";
}

// `statement`: that runs now, from 1.
Result<void> run_all_inside(Job& job, std::size_t& statement) {
  const std::span<const Statement> statements = job.step.migration.statements;
  const Surroundings usual = with_timeouts(job.session.before(), job.timeouts);
  const std::size_t patient = count_patient(statements);
  auto entered = enter(job, patient > 0 ? with_patience(usual, job.timeouts) : usual);
  if (!entered) return entered;
  for (const Statement& next : statements) {
    if (statement++ == patient && patient > 0) {
      auto ended = end_patience(job.connection, job.timeouts, usual);
      if (!ended) return ended;
    }
    const bool waits = statement <= patient;
    auto ran = run_inside(job, next, waits ? job.timeouts.nonblocking : job.timeouts.lock);
    if (!ran) return ran;
  }
  return {};
}

bool sets_session(const Job& job) {
  const auto& statements = job.step.migration.statements;
  return std::any_of(statements.begin(), statements.end(),
                     [](const Statement& statement) { return statement.sets_session; });
}

Result<void> record_done(Job& job, const TransactionId& id) {
  if (job.session.pooled() && sets_session(job)) {
    if (auto forgotten = job.session.forget(job.connection); !forgotten) return forgotten;
  }
  if (auto ready = resume_bookkeeping(job); !ready) return ready;
  auto written = job.step.undo ? job.ledger.erase(job.step, id)
                               : job.ledger.insert(job.step, RowState::applied, job.took(), id);
  if (!written) return std::move(written).error();
  if (!written.value()) return escaped(job, nullptr);
  return job.ledger.record({.event = done_event(job.step), .step = job.step, .took = job.took()});
}

// What was begun is rolled back when this returns an error, except by a COMMIT
// that was under way.
Result<Outcome> try_in_transaction(Job& job, std::size_t& statement) {
  Transaction transaction(job.connection);
  auto id = begin_behind_fence(job, transaction, fence_before(job.step));
  if (!id) return std::move(id).error();
  if (!id.value()) return Outcome::overtaken;
  if (auto ran = run_all_inside(job, statement); !ran) return std::move(ran).error();
  if (auto on = go_on(job); !on) return std::move(on).error();
  statement = 0;
  auto recorded = record_done(job, *id.value());
  if (!recorded) return std::move(recorded).error();
  if (auto committed = commit(job, transaction); !committed) return std::move(committed).error();
  return Outcome::done;
}

// Writes to the ledger alone, behind the fence.
template <class Write>
Result<Outcome> record(Job& job, Write write) {
  Transaction transaction(job.connection);
  auto id = begin_behind_fence(job, transaction, fence_before(job.step));
  if (!id) return std::move(id).error();
  if (!id.value()) return Outcome::overtaken;
  if (Result<void> written = write(*id.value()); !written) return std::move(written).error();
  if (auto committed = commit(job, transaction); !committed) return std::move(committed).error();
  return Outcome::done;
}

}  // namespace

std::chrono::milliseconds Job::took() const {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                               start);
}

Result<std::optional<TransactionId>> begin_behind_fence(Job& job, Transaction& transaction,
                                                        const Fence& fence) {
  std::string script = job.session.bookkeeping();
  if (job.timeouts.lock.count() > 0) {
    script += concat("SET LOCAL lock_timeout = ", std::to_string(job.timeouts.lock.count()));
  }
  const Reply begun = transaction.begin(script);
  if (!begun) return job.ledger.error(begun.error(), Access::write);
  return job.ledger.pass(fence);
}

Result<void> enter(Job& job, const Surroundings& surroundings) {
  const Reply ready = job.connection.run(local_settings(surroundings));
  if (!ready) return session_error(ready.error(), "prepare the transaction");
  return {};
}

Reply run_watched(Job& job, const Statement& statement, std::chrono::milliseconds lock_timeout) {
  job.current = &statement;
  job.run.observer.running(job.step.migration, statement);
  job.lookout.begin(lock_timeout);
  const LookoutScope scope(job.connection, job.lookout);
  return job.connection.query(statement.sql);
}

Result<void> go_on(const Job& job) {
  if (!job.lookout.cancelled()) return {};
  return Error{
      .code = ErrorCode::cancelled,
      .message = "the run was cancelled",
      .help = concat("the next `", job.step.undo ? "rollback" : "apply", "` goes on from here"),
      .migration = std::string(job.step.migration.version)};
}

Result<void> run_inside(Job& job, const Statement& statement,
                        std::chrono::milliseconds lock_timeout) {
  if (auto on = go_on(job); !on) return on;
  const Reply reply = run_watched(job, statement, lock_timeout);
  if (!reply) return statement_error(reply.error(), job.step.migration, statement);
  if (!still_inside(job.connection, reply.value())) return escaped(job, &statement);
  return {};
}

Result<void> resume_bookkeeping(Job& job) {
  const Reply ready = job.connection.run(job.session.bookkeeping());
  if (!ready) return session_error(ready.error(), "return to the ledger after the migration");
  return {};
}

Result<void> commit(Job& job, Transaction& transaction) {
  const Reply committed = transaction.commit();
  if (!committed) return commit_error(committed.error(), job.step.migration);
  return {};
}

Error escaped(const Job& job, const Statement* statement) {
  const Migration& migration = job.step.migration;
  return Error{.code = ErrorCode::stopped,
               .state = DatabaseState::partial,
               .message = statement != nullptr
                              ? "the statement ended the transaction that the migration runs in"
                              : "a statement ended the transaction that the migration runs in",
               .help = concat("take transaction control out of the file; what ran before it is "
                              "committed but not recorded: undo it by hand, or finish it by hand "
                              "and run the verb `",
                              verb_when_done_by_hand(job.step, !migration.transactional), "`"),
               .migration = std::string(migration.version),
               .file = std::string(migration.file),
               .line = statement != nullptr ? statement->line : 0,
               .column = statement != nullptr ? statement->column : 0};
}

void record_failure(Job& job, const Error& error, std::size_t statement) {
  if (job.connection.block() != Block::none) return;
  Transaction transaction(job.connection);
  if (!transaction.begin(job.session.bookkeeping())) return;
  const auto recorded = job.ledger.record({.event = failed_event(job.step),
                                           .step = job.step,
                                           .took = job.took(),
                                           .statement = statement,
                                           .error = std::string(to_text(error.code)),
                                           .sqlstate = error.sqlstate});
  if (!recorded) return;
  [[maybe_unused]] const Reply ignored = transaction.commit();
}

Result<Outcome> apply_in_transaction(Job& job) {
  std::size_t statement = 0;  // that runs now, from 1
  auto outcome = insist(job, [&] {
    statement = 0;
    return try_in_transaction(job, statement);
  });
  if (!outcome) record_failure(job, outcome.error(), statement);
  return outcome;
}

Result<Outcome> record_baseline(Job& first, std::span<const Step> steps) {
  return record(first, [&](const TransactionId& id) -> Result<void> {
    for (const Step& step : steps) {
      if (step.unfinished) {
        auto finished = first.ledger.finish(step, RowState::baselined, {});
        if (!finished) return finished;
      } else {
        auto inserted = first.ledger.insert(step, RowState::baselined, {}, id);
        if (!inserted) return std::move(inserted).error();
      }
      auto recorded = first.ledger.record({.event = Event::baselined, .step = step});
      if (!recorded) return recorded;
    }
    return {};
  });
}

Result<Outcome> record_repin(Job& first, std::span<const Step> steps) {
  return record(first, [&](const TransactionId&) { return repin_rows(first.ledger, steps); });
}

Result<Outcome> record_settlement(Job& job, Settlement settlement) {
  const bool done = settlement == Settlement::done;
  return record(job, [&](const TransactionId& id) -> Result<void> {
    if (done) {
      auto finished = job.ledger.finish(job.step, RowState::applied, {});
      if (!finished) return finished;
    } else if (auto erased = job.ledger.erase(job.step, id); !erased) {
      return std::move(erased).error();
    }
    return job.ledger.record({.event = done ? Event::settled : Event::forgotten, .step = job.step});
  });
}

}  // namespace migc::postgres
