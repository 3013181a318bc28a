#include "postgres/pooled_lock.h"

#include <utility>

#include "postgres/errors.h"
#include "postgres/lock.h"
#include "postgres/session.h"
#include "text.h"

namespace migc::postgres {

Result<LockAttempt> PooledLock::try_lock(Connection& connection, const LedgerId& ledger) {
  auto opened = open_beside(*connection.raw());
  if (!opened) return std::move(opened).error();
  Connection second(opened->get());
  const std::int64_t key = lock_key(ledger);
  const Reply reply = second.run(
      concat("BEGIN ISOLATION LEVEL READ COMMITTED; ", without_time_limits(second.server_version()),
             "SELECT pg_catalog.pg_try_advisory_xact_lock(", std::to_string(key), ")"));
  if (!reply) return session_error(reply.error(), "ask for the migration lock");
  if (reply->rows[0][0] == "t") {
    holder_ = std::move(opened).value();
    return LockAttempt{.taken = true};
  }
  // Its transaction keeps one of the pooler's connections. Who held one and
  // asked for another would, in a crowd, wait for ever.
  opened->reset();
  return LockAttempt{.holder = find_holder(connection, key)};
}

}  // namespace migc::postgres
