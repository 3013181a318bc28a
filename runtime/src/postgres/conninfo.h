// Opens connections, and keeps passwords out of what is said about failures.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "migc/error.h"

struct pg_conn;

namespace migc::postgres {

struct CloseConnection {
  void operator()(pg_conn* connection) const;
};
using OwnedConnection = std::unique_ptr<pg_conn, CloseConnection>;

// What MIGRATION_DATABASE_URL or else DATABASE_URL says, or nothing to say but that libpq's own
// variables are set; error `usage` when there is neither.
Result<std::string> conninfo_from_environment();

// Connects with client encoding UTF-8. `conninfo` is a URI or key=value text.
Result<OwnedConnection> open_connection(const std::string& conninfo);

// A new connection in the place of a broken one, to any of its hosts.
Result<OwnedConnection> open_again(pg_conn& broken);

// A second connection to the server of this one, with the same rights. It gives
// up soon: nothing depends on it.
Result<OwnedConnection> open_beside(pg_conn& connection);

// libpq's words about a failure to connect, or words of our own where libpq's
// could quote a password: when the URI is broken, a piece of the password may
// have been taken for a host, a port or a database.
std::string safe_message(const std::string& conninfo, const std::string& libpq_message);

// Whether libpq found the password where a reader would.
bool parses_as_meant(const std::string& conninfo);

}  // namespace migc::postgres
