// The settings of the migrating session: what each statement may rely on, and
// how the session is given back. Made once per run that has something to do.
#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "migc/embedded.h"
#include "migc/error.h"
#include "migc/migrator.h"
#include "postgres/connection.h"

namespace migc::postgres {

enum class Ownership : std::uint8_t { owned, borrowed };

// SQL text of a string. Requires: standard_conforming_strings is on.
std::string quote_literal(std::string_view text);

// How long one statement may wait for a lock and run. Zero: lock, leave the
// server's setting; statement, no limit.
struct Timeouts {
  std::chrono::milliseconds lock{};
  std::chrono::milliseconds nonblocking{};  // for a lock that blocks nobody; zero: no limit
  std::chrono::milliseconds statement{};
};

std::string timeout_text(std::chrono::milliseconds value);

// The migration's own directives beat the run's options.
Timeouts timeouts_for(const Migration& migration, const Options& options);

// For a transaction that only waits: no limit of the server's ends it.
std::string without_time_limits(int server_version);

// What a statement of a migration finds around it.
struct Surroundings {
  std::string user;  // SET SESSION AUTHORIZATION
  std::string role;  // SET ROLE; "none"
  std::string search_path;
  std::string lock_timeout;
  std::string statement_timeout;
};
Result<Surroundings> look_around(Connection& connection);

// With limits of ours in the place of the server's.
Surroundings with_timeouts(Surroundings surroundings, const Timeouts& timeouts);

// SETs that bring these surroundings about until the transaction ends.
std::string local_settings(const Surroundings& surroundings);

// The timeouts for the rest of the session.
std::string session_timeouts(const Surroundings& surroundings);

class Session {
 public:
  // Remembers the session's settings, then applies ours. Behind a transaction
  // pooler there is no session: each transaction begins with ours, and nothing
  // else is set.
  static Result<Session> prepare(Connection& connection, Ownership ownership);

  // For use inside a transaction, in front of statements about the ledger:
  // nothing that a migration has set can redirect them.
  std::string bookkeeping() const;

  const Surroundings& before() const { return before_; }  // any migration
  bool pooled() const { return pooled_; }

  // For a transaction whose migration has set the session: what stays with a
  // pooler's connection is what was there before.
  Result<void> forget(Connection& connection) const;

  // Undoes what a migration has set, so that the next one starts alike.
  Result<void> reset(Connection& connection) const;

  // Gives the session back as it was.
  void restore(Connection& connection) const;

 private:
  Session() = default;
  Result<void> remember(Connection& connection);
  std::string as_before() const;

  Ownership ownership_ = Ownership::owned;
  bool pooled_ = false;
  std::string login_;  // who connected
  Surroundings before_;
  std::vector<std::pair<std::string, std::string>> settings_;  // that the session had set
  std::string ours_;
};

}  // namespace migc::postgres
