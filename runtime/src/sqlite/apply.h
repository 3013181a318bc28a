// Applies one migration, in one transaction or statement by statement.
#pragma once

#include <chrono>
#include <span>

#include "backend.h"
#include "sqlite/connection.h"
#include "sqlite/ledger_table.h"

namespace migc::sqlite {

struct Job {
  Connection& connection;
  const Run& run;
  const Step& step;
  LedgerTable ledger;
  std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();

  std::chrono::milliseconds took() const;
};

// Everything in one transaction: fence, statements, foreign keys, ledger row.
Result<Outcome> apply_in_transaction(Job& job);

// A statement that may run in a transaction commits together with its count.
// The others (VACUUM, some PRAGMAs, ATTACH) can be run again after a crash.
Result<Outcome> apply_step_by_step(Job& job);

// Inside a transaction that the caller rolls back.
Result<void> rehearse_one(Job& job);

// Records all of them in one transaction.
Result<Outcome> record_baseline(Job& first, std::span<const Step> steps);

// The rows of all of them take the digests of their migrations.
Result<Outcome> record_repin(Job& first, std::span<const Step> steps);

// The last row becomes an applied one, or goes.
Result<Outcome> record_settlement(Job& job, Settlement settlement);

}  // namespace migc::sqlite
