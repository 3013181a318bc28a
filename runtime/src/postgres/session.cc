#include "postgres/session.h"

#include <libpq-fe.h>

#include "postgres/errors.h"
#include "text.h"

namespace migc::postgres {
namespace {

using std::chrono::milliseconds;

constexpr int kHasTransactionTimeout = 170000;

using Settings = std::vector<std::pair<std::string_view, std::string_view>>;

// What a statement may rely on, and what ends a session whose program has
// died: without the keepalives the server would notice after two hours.
Settings our_settings(int server_version) {
  Settings settings = {{"client_encoding", "'UTF8'"},
                       {"standard_conforming_strings", "on"},
                       {"default_transaction_isolation", "'read committed'"},
                       {"default_transaction_read_only", "off"},
                       {"default_transaction_deferrable", "off"},
                       {"statement_timeout", "0"},
                       {"idle_in_transaction_session_timeout", "0"},
                       {"idle_session_timeout", "0"},
                       {"tcp_keepalives_idle", "10"},
                       {"tcp_keepalives_interval", "5"},
                       {"tcp_keepalives_count", "3"},
                       {"tcp_user_timeout", "30000"}};
  if (server_version >= kHasTransactionTimeout) settings.emplace_back("transaction_timeout", "0");
  return settings;
}

// `set` is SET or SET LOCAL.
std::string script_of(const Settings& settings, std::string_view set) {
  std::string script;
  for (const auto& [name, value] : settings) {
    script += concat(set, " ", name, " = ", value, "; ");
  }
  return script;
}

// Whose process answers is not whom we connected to.
Result<bool> behind_pooler(Connection& connection) {
  const Reply reply = connection.query("SELECT pg_catalog.pg_backend_pid()");
  if (!reply) return session_error(reply.error(), "ask for the server's process");
  return reply->rows[0][0] != std::to_string(connection.server_pid());
}

// A server that cannot watch its client's socket (not Linux) refuses this
// setting: then a killed program is noticed when its statement ends.
constexpr std::string_view kWatchForOurDeath = "SET client_connection_check_interval = '500ms'; ";

std::string set_config(const std::pair<std::string, std::string>& setting) {
  return concat("SELECT pg_catalog.set_config(", quote_literal(setting.first), ", ",
                quote_literal(setting.second), ", false); ");
}

std::string role_name(const std::string& role) {
  return role == "none" ? "NONE" : quote_identifier(role);
}

// A change of user clears the role, so the user comes first.
std::string local_user(const Surroundings& surroundings) {
  return concat("SET LOCAL SESSION AUTHORIZATION ", quote_identifier(surroundings.user),
                "; SET LOCAL ROLE ", role_name(surroundings.role), "; ");
}

}  // namespace

std::string without_time_limits(int server_version) {
  std::string script = "SET LOCAL idle_in_transaction_session_timeout = 0; ";
  if (server_version >= kHasTransactionTimeout) script += "SET LOCAL transaction_timeout = 0; ";
  return script;
}

std::string timeout_text(milliseconds value) {
  return concat(std::to_string(value.count()), "ms");
}

std::string quote_literal(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'') quoted.push_back('\'');
    quoted.push_back(c);
  }
  quoted.push_back('\'');
  return quoted;
}

Timeouts timeouts_for(const Migration& migration, const Options& options) {
  Timeouts timeouts{options.lock_timeout, options.nonblocking_lock_timeout,
                    options.statement_timeout};
  if (migration.lock_timeout_ms != 0) {
    timeouts.lock = milliseconds(migration.lock_timeout_ms);
    timeouts.nonblocking = timeouts.lock;
  }
  if (migration.statement_timeout_ms != 0) {
    timeouts.statement = milliseconds(migration.statement_timeout_ms);
  }
  return timeouts;
}

Result<Surroundings> look_around(Connection& connection) {
  const Reply reply = connection.query(
      "SELECT session_user, pg_catalog.current_setting('role'), "
      "pg_catalog.current_setting('search_path'), pg_catalog.current_setting('lock_timeout'), "
      "pg_catalog.current_setting('statement_timeout')");
  if (!reply) return session_error(reply.error(), "read the session's role");
  const Record& row = reply->rows.front();
  return Surroundings{row[0], row[1], row[2], row[3], row[4]};
}

Surroundings with_timeouts(Surroundings surroundings, const Timeouts& timeouts) {
  if (timeouts.lock.count() > 0) surroundings.lock_timeout = timeout_text(timeouts.lock);
  surroundings.statement_timeout = timeout_text(timeouts.statement);
  return surroundings;
}

// search_path is a list, which only set_config takes as one text.
std::string local_settings(const Surroundings& surroundings) {
  return concat(local_user(surroundings),
                "SET LOCAL lock_timeout = ", quote_literal(surroundings.lock_timeout),
                "; SET LOCAL statement_timeout = ", quote_literal(surroundings.statement_timeout),
                "; SELECT pg_catalog.set_config('search_path', ",
                quote_literal(surroundings.search_path), ", true)");
}

std::string session_timeouts(const Surroundings& surroundings) {
  return concat("SET lock_timeout = ", quote_literal(surroundings.lock_timeout),
                "; SET statement_timeout = ", quote_literal(surroundings.statement_timeout));
}

Result<Session> Session::prepare(Connection& connection, Ownership ownership) {
  auto pooled = behind_pooler(connection);
  if (!pooled) return std::move(pooled).error();
  auto before = look_around(connection);
  if (!before) return std::move(before).error();
  Session session;
  session.ownership_ = ownership;
  session.pooled_ = pooled.value();
  session.login_ = PQuser(connection.raw());
  session.before_ = std::move(before).value();
  const Settings ours = our_settings(connection.server_version());
  session.ours_ = script_of(ours, session.pooled_ ? "SET LOCAL" : "SET");
  if (session.pooled_) return session;
  if (auto remembered = session.remember(connection); !remembered) {
    return std::move(remembered).error();
  }
  const Reply prepared = connection.run(session.ours_);
  if (!prepared) return session_error(prepared.error(), "prepare the session");
  if (connection.run(std::string(kWatchForOurDeath))) session.ours_ += kWatchForOurDeath;
  return session;
}

Result<void> Session::remember(Connection& connection) {
  const Reply settings = connection.query(
      "SELECT name, setting FROM pg_catalog.pg_settings "
      "WHERE source OPERATOR(pg_catalog.=) 'session'");
  if (!settings) return session_error(settings.error(), "read the session's settings");
  for (const Record& row : settings->rows) settings_.emplace_back(row[0], row[1]);
  return {};
}

std::string Session::bookkeeping() const {
  return concat(pooled_ ? ours_ : std::string(), local_user(before_),
                "SET LOCAL search_path = pg_catalog, pg_temp; ");
}

Result<void> Session::forget(Connection& connection) const {
  const Reply done = connection.run("RESET SESSION AUTHORIZATION; RESET ROLE; RESET ALL");
  if (!done) return session_error(done.error(), "put the session's settings back");
  return {};
}

// Settings come before the role, which may lack the right to set them.
std::string Session::as_before() const {
  std::string script = "RESET SESSION AUTHORIZATION; RESET ROLE; RESET ALL; ";
  if (before_.user != login_) {
    script += concat("SET SESSION AUTHORIZATION ", quote_identifier(before_.user), "; ");
  }
  for (const auto& setting : settings_) script += set_config(setting);
  return script;
}

Result<void> Session::reset(Connection& connection) const {
  if (pooled_) return {};
  std::string script = as_before() + ours_;
  // A borrowed connection's temporary tables and prepared statements may be
  // its owner's.
  if (ownership_ == Ownership::owned) {
    script += "DISCARD TEMP; DISCARD SEQUENCES; DEALLOCATE ALL; CLOSE ALL; UNLISTEN *; ";
  }
  script += concat("SET ROLE ", role_name(before_.role));
  const Reply done = connection.run(script);
  if (!done) return session_error(done.error(), "reset the session after a migration");
  return {};
}

void Session::restore(Connection& connection) const {
  if (pooled_) return;
  const std::string script = concat(as_before(), "SET ROLE ", role_name(before_.role));
  [[maybe_unused]] const Reply ignored = connection.run(script);
}

}  // namespace migc::postgres
