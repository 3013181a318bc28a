// The migration lock: a session-level advisory lock that is only ever asked
// for, never waited for. A waiting pg_advisory_lock would be a running
// statement, and CREATE INDEX CONCURRENTLY waits for those: a deadlock.
#pragma once

#include <cstdint>

#include "backend.h"
#include "migc/error.h"
#include "postgres/connection.h"

namespace migc::postgres {

// FNV-1a, 64 bit, over the bytes "migc", 0, schema, 0, table, 0, set: as the
// signed number that pg_advisory_lock takes.
// Persisted: programs of all releases must agree on it; see the unit test.
std::int64_t lock_key(const LedgerId& ledger);

// Empty when it was freed meanwhile, or when it cannot be told.
Holder find_holder(Connection& connection, std::int64_t key);

Result<LockAttempt> try_lock(Connection& connection, const LedgerId& ledger);
void unlock(Connection& connection, const LedgerId& ledger);

}  // namespace migc::postgres
