#include "postgres/step_by_step.h"

#include "direction.h"
#include "postgres/insist.h"
#include "postgres/patience.h"
#include "postgres/probe.h"
#include "text.h"

namespace migc::postgres {
namespace {

std::span<const Statement> statements_of(const Job& job) {
  return job.step.migration.statements;
}

// Runs `write` in a transaction behind the fence and commits it.
template <class Write>
Result<Outcome> in_ledger(Job& job, const Fence& fence, Write write) {
  Transaction transaction(job.connection);
  auto id = begin_behind_fence(job, transaction, fence);
  if (!id) return std::move(id).error();
  if (!id.value()) return Outcome::overtaken;
  if (Result<void> written = write(*id.value()); !written) return std::move(written).error();
  if (auto committed = commit(job, transaction); !committed) return std::move(committed).error();
  return Outcome::done;
}

Result<Outcome> begin_migration(Job& job) {
  return in_ledger(job, fence_before(job.step), [&](const TransactionId& id) -> Result<void> {
    auto begun = job.step.undo ? job.ledger.begin_undo(job.step, id)
                               : job.ledger.insert(job.step, RowState::started, {}, id);
    if (!begun) return std::move(begun).error();
    return job.ledger.record({.event = begun_event(job.step), .step = job.step});
  });
}

Result<void> finish_row(Job& job, const TransactionId& id) {
  if (!job.step.undo) return job.ledger.finish(job.step, RowState::applied, job.took());
  auto erased = job.ledger.erase(job.step, id);
  if (!erased) return std::move(erased).error();
  return {};
}

Result<Outcome> finish_migration(Job& job) {
  const Fence fence = fence_inside(job.step, statements_of(job).size());
  return in_ledger(job, fence, [&](const TransactionId& id) -> Result<void> {
    auto finished = finish_row(job, id);
    if (!finished) return finished;
    return job.ledger.record({.event = done_event(job.step), .step = job.step, .took = job.took()});
  });
}

Result<Outcome> count_statement(Job& job, std::size_t index) {
  return in_ledger(job, fence_inside(job.step, index),
                   [&](const TransactionId& id) -> Result<void> {
                     auto counted = job.ledger.set_statements_done(job.step, index + 1, id);
                     if (!counted) return std::move(counted).error();
                     return {};
                   });
}

// What earlier statements of the migration have set holds for the next one;
// behind a pooler they cannot have set anything.
Result<Surroundings> surroundings_of(Job& job) {
  if (job.session.pooled()) return with_timeouts(job.session.before(), job.timeouts);
  return look_around(job.connection);
}

struct Limits {
  Surroundings surroundings;
  std::chrono::milliseconds lock;
};

// A limit that the migration has set by itself holds for all of its statements.
Limits limits_of(const Job& job, const Statement& statement, const Surroundings& around) {
  const bool ours = around.lock_timeout == job.our_lock_timeout;
  if (!ours || !is_patient(statement)) return {around, job.timeouts.lock};
  return {with_patience(around, job.timeouts), job.timeouts.nonblocking};
}

// A statement that may run in a transaction: it and its count, or neither.
Result<Outcome> run_counted(Job& job, std::size_t index) {
  const Statement& statement = statements_of(job)[index];
  const auto around = surroundings_of(job);
  if (!around) return around.error();
  return in_ledger(job, fence_inside(job.step, index),
                   [&](const TransactionId& id) -> Result<void> {
                     const Limits limits = limits_of(job, statement, around.value());
                     if (auto entered = enter(job, limits.surroundings); !entered) return entered;
                     auto ran = run_inside(job, statement, limits.lock);
                     if (!ran) return ran;
                     if (auto again = resume_bookkeeping(job); !again) return again;
                     auto counted = job.ledger.set_statements_done(job.step, index + 1, id);
                     if (!counted) return std::move(counted).error();
                     if (!counted.value()) return escaped(job, &statement);
                     return {};
                   });
}

Result<void> set_timeouts(Job& job, const Surroundings& surroundings) {
  if (job.session.pooled()) return {};
  const Reply done = job.connection.run(session_timeouts(surroundings));
  if (!done) return session_error(done.error(), "set the statement's timeouts");
  return {};
}

Error needs_session(const Job& job, const Statement& statement, std::string message) {
  return Error{.code = ErrorCode::unsupported,
               .message = std::move(message),
               .help = "let MIGRATION_DATABASE_URL name the server itself, past the pooler",
               .migration = std::string(job.step.migration.version),
               .file = std::string(job.step.migration.file),
               .line = statement.line,
               .column = statement.column};
}

// Each statement outside a transaction gets any of the pooler's connections,
// under limits that we cannot change.
Result<void> check_pooler(const Job& job) {
  if (!job.session.pooled()) return {};
  const Surroundings& limits = job.session.before();
  for (const Statement& statement : statements_of(job)) {
    if (statement.sets_session) {
      return needs_session(job, statement, "a transaction pooler forgets what this statement sets");
    }
    if (!statement.transactional && limits.statement_timeout != "0") {
      return needs_session(job, statement,
                           concat("behind a transaction pooler this statement would be cancelled "
                                  "after the role's statement_timeout of ",
                                  limits.statement_timeout));
    }
  }
  return {};
}

// For the whole migration, so that a SET of its own beats them.
Result<void> begin_with_our_timeouts(Job& job) {
  auto set = set_timeouts(job, with_timeouts(job.session.before(), job.timeouts));
  if (!set) return set;
  auto around = surroundings_of(job);
  if (!around) return std::move(around).error();
  job.our_lock_timeout = std::move(around->lock_timeout);
  return {};
}

Error left_invalid(const Job& job, const Statement& statement, const std::string& index) {
  return Error{.code = ErrorCode::statement_failed,
               .message = concat("the index ", index, " was there already, and it is INVALID"),
               .help = concat("DROP INDEX CONCURRENTLY ", index, "; then run the verb `",
                              verb_to_retry(job.step), "`"),
               .migration = std::string(job.step.migration.version),
               .file = std::string(job.step.migration.file),
               .line = statement.line,
               .column = statement.column};
}

Result<void> check_index(Job& job, const Statement& statement) {
  if (statement.probe.effect != Effect::build_index) return {};
  const auto invalid = find_invalid_index(job.connection, statement.probe);
  if (!invalid) return invalid.error();
  if (invalid.value().empty()) return {};
  return left_invalid(job, statement, invalid.value());
}

Result<void> run_outside(Job& job, const Statement& statement) {
  const auto around = surroundings_of(job);
  if (!around) return around.error();
  const Limits limits = limits_of(job, statement, around.value());
  if (auto set = set_timeouts(job, limits.surroundings); !set) return set;
  const Reply reply = run_watched(job, statement, limits.lock);
  if (!reply) return statement_error(reply.error(), job.step.migration, statement);
  if (auto set = set_timeouts(job, around.value()); !set) return set;
  return check_index(job, statement);
}

Result<Outcome> forget_intent(Job& job, std::size_t index) {
  job.unsettled.reset();
  return in_ledger(job, fence_inside(job.step, index),
                   [&](const TransactionId&) { return job.ledger.clear_intent(job.step); });
}

// Nobody may hope for more of a failed statement than that nothing is left of
// it, but for a detachment: its second half may succeed by itself.
bool finished_after_all(const Statement& statement, Aftermath aftermath) {
  return aftermath == Aftermath::finished && statement.probe.effect == Effect::detach_partition;
}

// Short, for somebody may have cancelled the run.
constexpr std::chrono::seconds kCleanUpPatience{5};

// After a refusal nothing may be left of the statement. What could not be
// removed, since others are in the way, is left to the next attempt.
Result<Outcome> clean_up(Job& job, std::size_t index, const std::string& evidence, Error error) {
  if (job.connection.block() != Block::none) return error;
  const Statement& statement = statements_of(job)[index];
  const bool limited = job.timeouts.nonblocking.count() > 0;
  const auto patience =
      limited ? std::min<std::chrono::milliseconds>(job.timeouts.nonblocking, kCleanUpPatience)
              : kCleanUpPatience;
  const auto settled = settle(job.connection, statement, evidence, patience);
  if (!settled) {
    job.unsettled = evidence;
    error.help = concat("in addition, ", settled.error().message, "; the next start tries again");
    return error;
  }
  if (finished_after_all(statement, settled.value())) return count_statement(job, index);
  const auto cleared = forget_intent(job, index);
  if (!cleared) error.help = concat("in addition, ", cleared.error().message);
  return error;
}

// What an earlier attempt of this run could not clean up.
Result<Outcome> settle_unsettled(Job& job, std::size_t index) {
  if (!job.unsettled) return Outcome::done;
  auto settled =
      settle(job.connection, statements_of(job)[index], *job.unsettled, job.timeouts.nonblocking);
  if (!settled) return std::move(settled).error();
  return forget_intent(job, index);
}

Result<Outcome> run_with_intent(Job& job, std::size_t index) {
  const Statement& statement = statements_of(job)[index];
  if (auto on = go_on(job); !on) return std::move(on).error();
  auto ready = settle_unsettled(job, index);
  if (!ready || ready.value() == Outcome::overtaken) return ready;
  const auto evidence = gather_evidence(job.connection, statement);
  if (!evidence) return evidence.error();
  auto intended = in_ledger(job, fence_inside(job.step, index), [&](const TransactionId&) {
    return job.ledger.set_intent(job.step, index + 1, evidence.value());
  });
  if (!intended || intended.value() == Outcome::overtaken) return intended;
  if (auto ran = run_outside(job, statement); !ran) {
    return clean_up(job, index, evidence.value(), std::move(ran).error());
  }
  return count_statement(job, index);
}

Error cannot_tell(const Job& job, std::size_t index) {
  const Migration& migration = job.step.migration;
  const Statement& statement = migration.statements[index];
  return Error{.code = ErrorCode::stopped,
               .message = concat("an earlier run was interrupted in this statement, and whether it "
                                 "took effect cannot be told (statement ",
                                 std::to_string(index + 1), " of ",
                                 std::to_string(migration.statements.size()), ")"),
               .help = concat("see what it did, do by hand what is left of the migration, then "
                              "run the verb `",
                              verb_when_done_by_hand(job.step, true), "`"),
               .migration = std::string(migration.version),
               .file = std::string(migration.file),
               .line = statement.line,
               .column = statement.column};
}

// How many statements are finished; nothing when another process was faster.
using Finished = std::optional<std::size_t>;

Result<Finished> finished_unless_overtaken(Result<Outcome> outcome, std::size_t finished) {
  if (!outcome) return std::move(outcome).error();
  return outcome.value() == Outcome::overtaken ? Finished() : Finished(finished);
}

// What an interrupted session left behind of the statement behind `done`.
Result<Finished> settle_interrupted(Job& job, std::size_t done) {
  const Statement& statement = statements_of(job)[done];
  job.lookout.begin(job.timeouts.nonblocking);
  const LookoutScope scope(job.connection, job.lookout);
  const auto aftermath = settle(job.connection, statement, job.step.unfinished->intent_evidence,
                                job.timeouts.nonblocking);
  if (!aftermath) return aftermath.error();
  if (aftermath.value() == Aftermath::unknown) return cannot_tell(job, done);
  if (aftermath.value() == Aftermath::finished) {
    return finished_unless_overtaken(count_statement(job, done), done + 1);
  }
  return finished_unless_overtaken(forget_intent(job, done), done);
}

// A statement that was refused is not tried again by itself: fifty programs
// that are started over and over must not build one index for ever. A rollback
// is a person's own doing.
Result<void> check_refused(Job& job, std::size_t done) {
  if (job.step.undo || job.run.options.retry_failed || done >= statements_of(job).size()) return {};
  const Statement& statement = statements_of(job)[done];
  if (statement.transactional) return {};
  const auto refused = job.ledger.refused_statement(job.step);
  if (!refused) return refused.error();
  if (refused.value() != done + 1) return {};
  return Error{.code = ErrorCode::stopped,
               .message = concat("statement ", std::to_string(done + 1),
                                 " of this migration was refused in an earlier run, and is not "
                                 "tried again by itself"),
               .help =
                   "mend what made it fail, then run the verb `apply --retry` "
                   "(Options::retry_failed)",
               .migration = std::string(job.step.migration.version),
               .file = std::string(job.step.migration.file),
               .line = statement.line,
               .column = statement.column};
}

// A new session lacks what the migration's finished SETs had set.
Result<void> repeat_settings(Job& job, std::size_t done) {
  for (const Statement& statement : statements_of(job).first(done)) {
    if (!statement.sets_session) continue;
    const Reply reply = job.connection.query(statement.sql);
    if (!reply) return statement_error(reply.error(), job.step.migration, statement);
  }
  return {};
}

Result<Finished> pick_up(Job& job) {
  const LedgerRow& row = *job.step.unfinished;
  const std::size_t done = row.statements_done;
  if (done > statements_of(job).size()) {
    return Error{.code = ErrorCode::ledger,
                 .message = concat("the ledger counts more statements than ",
                                   title(job.step.migration), " has")};
  }
  if (auto repeated = repeat_settings(job, done); !repeated) return std::move(repeated).error();
  const bool interrupted = row.intent_statement == done + 1 && done < statements_of(job).size();
  auto finished = interrupted ? settle_interrupted(job, done) : Finished(done);
  if (!finished || finished.value() != done) return finished;
  if (auto fresh = check_refused(job, done); !fresh) return std::move(fresh).error();
  return finished;
}

Result<Finished> start(Job& job) {
  if (auto possible = check_pooler(job); !possible) return std::move(possible).error();
  if (auto set = begin_with_our_timeouts(job); !set) return std::move(set).error();
  if (job.step.unfinished) return pick_up(job);
  return finished_unless_overtaken(begin_migration(job), 0);
}

Result<Outcome> run_from(Job& job, std::size_t first, std::size_t& current) {
  for (std::size_t index = first; index < statements_of(job).size(); ++index) {
    current = index + 1;
    auto outcome = insist(job, [&] {
      return statements_of(job)[index].transactional ? run_counted(job, index)
                                                     : run_with_intent(job, index);
    });
    if (!outcome || outcome.value() == Outcome::overtaken) return outcome;
  }
  current = 0;
  return finish_migration(job);
}

void mark_partial(Error& error) {
  if (error.state != DatabaseState::unknown) error.state = DatabaseState::partial;
}

}  // namespace

Result<Outcome> apply_step_by_step(Job& job) {
  auto first = start(job);
  if (!first) {
    if (job.step.unfinished) mark_partial(first.error());
    return std::move(first).error();
  }
  if (!first.value()) return Outcome::overtaken;
  std::size_t statement = 0;  // that runs now, from 1
  auto outcome = run_from(job, *first.value(), statement);
  if (!outcome) {
    record_failure(job, outcome.error(), statement);
    mark_partial(outcome.error());
  }
  return outcome;
}

}  // namespace migc::postgres
