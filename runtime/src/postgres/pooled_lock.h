// The migration lock behind a transaction pooler, where a session-level lock
// would stay with a server connection that is anybody's: a transaction-level
// lock on a connection of its own. It holds no snapshot, since it speaks the
// simple protocol under READ COMMITTED, so CREATE INDEX CONCURRENTLY does not
// wait for it.
#pragma once

#include "backend.h"
#include "migc/error.h"
#include "postgres/connection.h"
#include "postgres/conninfo.h"

namespace migc::postgres {

class PooledLock {
 public:
  // Asks once, over a new connection like this one, which keeps what it got.
  Result<LockAttempt> try_lock(Connection& connection, const LedgerId& ledger);

  void unlock() { holder_.reset(); }

 private:
  OwnedConnection holder_;
};

}  // namespace migc::postgres
