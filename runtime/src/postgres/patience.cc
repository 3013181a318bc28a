#include "postgres/patience.h"

#include <algorithm>
#include <iterator>

#include "postgres/errors.h"
#include "postgres/probe.h"
#include "text.h"

namespace migc::postgres {
namespace {

bool blocks_nobody(const Statement& statement) {
  return statement.locks == LockClass::none || is_patient(statement);
}

}  // namespace

// An undo text has no lock classes, but its CONCURRENTLY can be told.
bool is_patient(const Statement& statement) {
  return statement.locks == LockClass::nonblocking || runs_concurrently(statement);
}

std::size_t count_patient(std::span<const Statement> statements) {
  const auto end = std::find_if_not(statements.begin(), statements.end(), blocks_nobody);
  if (std::none_of(statements.begin(), end, is_patient)) return 0;
  return static_cast<std::size_t>(std::distance(statements.begin(), end));
}

Surroundings with_patience(Surroundings surroundings, const Timeouts& timeouts) {
  surroundings.lock_timeout = timeout_text(timeouts.nonblocking);
  return surroundings;
}

Result<void> end_patience(Connection& connection, const Timeouts& timeouts,
                          const Surroundings& usual) {
  const Reply done = connection.run(
      concat("SELECT pg_catalog.set_config('lock_timeout', ", quote_literal(usual.lock_timeout),
             ", true) FROM pg_catalog.pg_settings WHERE name = 'lock_timeout' AND setting = ",
             quote_literal(std::to_string(timeouts.nonblocking.count()))));
  if (!done) return session_error(done.error(), "set the time to wait for locks");
  return {};
}

}  // namespace migc::postgres
