// Applies one migration. A transactional one here, the other kind in
// step_by_step.h; both share this context.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

#include "backend.h"
#include "fence.h"
#include "postgres/connection.h"
#include "postgres/ledger_table.h"
#include "postgres/lookout.h"
#include "postgres/session.h"

namespace migc::postgres {

struct Job {
  Connection& connection;
  Lookout& lookout;
  const Session& session;
  const Run& run;
  const Step& step;
  LedgerTable ledger;
  Timeouts timeouts;
  std::string our_lock_timeout{};          // as the server prints it; statement by statement only
  const Statement* current = nullptr;      // that runs now, or ran last
  std::optional<std::string> unsettled{};  // evidence of a statement that left something behind
  std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();

  std::chrono::milliseconds took() const;
};

// Everything in one transaction: fence, statements, ledger row, history.
Result<Outcome> apply_in_transaction(Job& job);

// Records all of them in one transaction.
Result<Outcome> record_baseline(Job& first, std::span<const Step> steps);

// The rows of all of them take the digests of their migrations.
Result<Outcome> record_repin(Job& first, std::span<const Step> steps);

// The last row becomes an applied one, or goes.
Result<Outcome> record_settlement(Job& job, Settlement settlement);

// The parts.

// Begins a transaction and passes the fence, under the bookkeeping settings;
// nothing when another process was faster.
Result<std::optional<TransactionId>> begin_behind_fence(Job& job, Transaction& transaction,
                                                        const Fence& fence);

// Runs one statement, looked after; error `cancelled` before it when asked to.
Reply run_watched(Job& job, const Statement& statement, std::chrono::milliseconds lock_timeout);

// Error `cancelled` when somebody has asked for that.
Result<void> go_on(const Job& job);

// Leaves the bookkeeping settings for those of the migration.
Result<void> enter(Job& job, const Surroundings& surroundings);

// Runs one statement of the migration inside an open transaction and makes
// sure that it is still open afterwards. The limit is the one that is set.
Result<void> run_inside(Job& job, const Statement& statement,
                        std::chrono::milliseconds lock_timeout);

// Back to the bookkeeping settings, before anything is recorded.
Result<void> resume_bookkeeping(Job& job);

Result<void> commit(Job& job, Transaction& transaction);

// In a transaction of its own; that it cannot be recorded is not reported.
void record_failure(Job& job, const Error& error, std::size_t statement);

// The statement committed or rolled back what it was part of; null when it
// cannot be told which one did.
Error escaped(const Job& job, const Statement* statement);

}  // namespace migc::postgres
