#include "sqlite/session.h"

#include "text.h"

namespace migc::sqlite {
namespace {

// Per connection, not in the file.
constexpr const char* kSwitches[] = {"foreign_keys", "ignore_check_constraints",
                                     "legacy_alter_table", "recursive_triggers", "writable_schema"};

Result<void, EngineError> without_rows(Reply reply) {
  if (!reply) return std::move(reply).error();
  return {};
}

Result<void, EngineError> run_each(Connection& connection, const Records& rows,
                                   std::string_view verb) {
  for (const Record& row : rows) {
    auto done = without_rows(connection.run(concat(verb, row[0], quote_identifier(row[1]))));
    if (!done) return done;
  }
  return {};
}

Result<void, EngineError> discard_temporary(Connection& connection) {
  const Reply tables = connection.run(
      "SELECT upper(type) || ' temp.', name FROM sqlite_temp_master "
      "WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite!_%' ESCAPE '!'");
  if (!tables) return tables.error();
  if (auto dropped = run_each(connection, tables.value(), "DROP "); !dropped) return dropped;
  const Reply attached = connection.run(
      "SELECT 'DATABASE ', name FROM pragma_database_list WHERE name NOT IN ('main', 'temp')");
  if (!attached) return attached.error();
  return run_each(connection, attached.value(), "DETACH ");
}

}  // namespace

Result<void, EngineError> disable_foreign_keys(Connection& connection) {
  return without_rows(connection.run("PRAGMA foreign_keys = OFF"));
}

Result<Session, EngineError> Session::prepare(Connection& connection, Ownership ownership) {
  Session session;
  session.ownership_ = ownership;
  for (const char* const name : kSwitches) {
    const Reply reply = connection.run(concat("PRAGMA ", name));
    if (!reply) return reply.error();
    if (!reply->empty()) session.switches_.emplace_back(name, reply->front().front());
  }
  return session;
}

Result<void, EngineError> Session::reset(Connection& connection) const {
  restore(connection);
  if (ownership_ == Ownership::owned) {
    if (auto discarded = discard_temporary(connection); !discarded) return discarded;
  }
  return disable_foreign_keys(connection);
}

void Session::restore(Connection& connection) const {
  for (const auto& [name, value] : switches_) {
    [[maybe_unused]] const Reply ignored = connection.run(concat("PRAGMA ", name, " = ", value));
  }
}

}  // namespace migc::sqlite
