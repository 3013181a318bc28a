#include "postgres/conninfo.h"

#include <libpq-fe.h>

#include <array>
#include <cstdlib>
#include <optional>
#include <vector>

#include "text.h"

namespace migc::postgres {
namespace {

struct FreeOptions {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};
using ParsedOptions = std::unique_ptr<PQconninfoOption, FreeOptions>;

constexpr std::string_view kHowToWriteIt =
    "a URI is postgresql://user:password@host:port/database, where characters such as @ / : % ? # "
    "in the user name or password are percent-encoded; in key=value text, values with spaces are "
    "in single quotes";

ParsedOptions parse(const std::string& conninfo) {
  char* complaint = nullptr;
  ParsedOptions options(PQconninfoParse(conninfo.c_str(), &complaint));
  PQfreemem(complaint);  // quotes the text that it does not understand, password and all
  return options;
}

std::string value_of(const ParsedOptions& options, std::string_view keyword) {
  for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
    if (keyword == option->keyword && option->val != nullptr) return option->val;
  }
  return {};
}

// What follows "postgresql://", or nothing when it is no URI.
std::optional<std::string_view> behind_scheme(std::string_view conninfo) {
  for (const std::string_view scheme : {"postgresql://", "postgres://"}) {
    if (conninfo.substr(0, scheme.size()) == scheme) return conninfo.substr(scheme.size());
  }
  return std::nullopt;
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string percent_decode(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape = text[i] == '%' && i + 2 < text.size();
    const int high = escape ? hex_value(text[i + 1]) : -1;
    const int low = escape ? hex_value(text[i + 2]) : -1;
    if (high < 0 || low < 0) {
      decoded.push_back(text[i]);
      continue;
    }
    decoded.push_back(static_cast<char>(high * 16 + low));
    i += 2;
  }
  return decoded;
}

// The password as a person reads the URI: up to the last @, however many
// characters in it should have been escaped.
std::string password_as_written(std::string_view rest, std::size_t last_at) {
  const std::string_view user_info = rest.substr(0, last_at);
  const std::size_t colon = user_info.find(':');
  return colon == std::string_view::npos ? std::string()
                                         : percent_decode(user_info.substr(colon + 1));
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  if (what.empty()) return;
  for (std::size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

// libpq's report ends in a newline and may hold several lines, one per host.
std::string one_line(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  replace_all(text, "\n\t", "; ");
  replace_all(text, "\n", "; ");
  return text;
}

const char* environment(const char* name) {
  const char* const value = std::getenv(name);
  return value != nullptr && *value != '\0' ? value : nullptr;
}

// Other libraries know ?schema=, libpq does not.
bool names_a_schema(std::string_view conninfo) {
  return behind_scheme(conninfo) && (conninfo.find("?schema=") != std::string_view::npos ||
                                     conninfo.find("&schema=") != std::string_view::npos);
}

Error bad_conninfo(const std::string& conninfo) {
  if (names_a_schema(conninfo)) {
    return Error{.code = ErrorCode::usage,
                 .message =
                     "PostgreSQL's own library does not know the parameter schema of the "
                     "connection URI",
                 .help = "write options=-csearch_path%3DNAME in the place of schema=NAME"};
  }
  return Error{.code = ErrorCode::usage,
               .message = "the connection text is neither a connection URI nor key=value text",
               .help = std::string(kHowToWriteIt)};
}

Error refused(const std::string& conninfo, pg_conn& connection) {
  const bool wrong_password = PQconnectionUsedPassword(&connection) != 0;
  const bool no_password = PQconnectionNeedsPassword(&connection) != 0;
  return Error{.code = ErrorCode::connection,
               .retryable = !wrong_password && !no_password,
               .message = safe_message(conninfo, PQerrorMessage(&connection)),
               .help = parses_as_meant(conninfo) ? std::string() : std::string(kHowToWriteIt)};
}

Error out_of_memory() {
  return Error{.code = ErrorCode::connection, .message = "out of memory while connecting"};
}

// For PQconnectdbParams: of one that is set twice, the last counts.
class Parameters {
 public:
  // Both must outlive it.
  void set(const char* keyword, const char* value) {
    keywords_.push_back(keyword);
    values_.push_back(value);
  }
  void set_all(const ParsedOptions& options) {
    for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
      if (option->val != nullptr) set(option->keyword, option->val);
    }
  }
  OwnedConnection connect() {
    set(nullptr, nullptr);
    return OwnedConnection(PQconnectdbParams(keywords_.data(), values_.data(), 0));
  }

 private:
  std::vector<const char*> keywords_;
  std::vector<const char*> values_;
};

// Notices would go to the standard error stream of a program that is not ours.
void silence(pg_conn& connection) {
  PQsetNoticeReceiver(
      &connection, [](void*, const PGresult*) {}, nullptr);
}

// A connection like one that there was already.
Result<OwnedConnection> connected(Parameters& parameters) {
  OwnedConnection connection = parameters.connect();
  if (!connection) return out_of_memory();
  if (PQstatus(connection.get()) != CONNECTION_OK) {
    return Error{.code = ErrorCode::connection,
                 .retryable = true,
                 .message = "the server takes no further connection"};
  }
  silence(*connection);
  return connection;
}

}  // namespace

void CloseConnection::operator()(pg_conn* connection) const {
  PQfinish(connection);
}

Result<std::string> conninfo_from_environment() {
  for (const char* const name : {"MIGRATION_DATABASE_URL", "DATABASE_URL"}) {
    if (const char* const url = environment(name)) return std::string(url);
  }
  for (const char* const name :
       {"PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE", "PGUSER", "PGSERVICE"}) {
    if (environment(name) != nullptr) return std::string();
  }
  return Error{.code = ErrorCode::usage,
               .message = "nothing says which database to connect to",
               .help =
                   "set DATABASE_URL to postgresql://user@host/database, or PGHOST, PGUSER "
                   "and PGDATABASE"};
}

bool parses_as_meant(const std::string& conninfo) {
  const ParsedOptions options = parse(conninfo);
  if (!options) return false;
  const auto rest = behind_scheme(conninfo);
  if (!rest) return true;
  const std::size_t last_at = rest->rfind('@');
  if (last_at != std::string_view::npos) {
    return password_as_written(*rest, last_at) == value_of(options, "password");
  }
  // "user:password" without a host looks like a host and a port.
  return value_of(options, "port").find_first_not_of("0123456789,") == std::string::npos;
}

std::string safe_message(const std::string& conninfo, const std::string& libpq_message) {
  if (!parses_as_meant(conninfo)) {
    return "could not connect, and the connection text is ambiguous";
  }
  std::string message = one_line(libpq_message);
  replace_all(message, value_of(parse(conninfo), "password"), "***");
  return message;
}

Result<OwnedConnection> open_connection(const std::string& conninfo) {
  const ParsedOptions options = parse(conninfo);
  if (!options) return bad_conninfo(conninfo);
  Parameters parameters;
  parameters.set("fallback_application_name", "migc");
  parameters.set_all(options);
  parameters.set("client_encoding", "UTF8");
  OwnedConnection connection = parameters.connect();
  if (!connection) return out_of_memory();
  if (PQstatus(connection.get()) != CONNECTION_OK) return refused(conninfo, *connection);
  silence(*connection);
  return connection;
}

Result<OwnedConnection> open_again(pg_conn& broken) {
  const ParsedOptions options(PQconninfo(&broken));
  if (!options) return out_of_memory();
  Parameters parameters;
  parameters.set_all(options);
  return connected(parameters);
}

// Of several hosts, the one that this connection is with.
Result<OwnedConnection> open_beside(pg_conn& connection) {
  const ParsedOptions options(PQconninfo(&connection));
  if (!options) return out_of_memory();
  Parameters parameters;
  parameters.set_all(options);
  parameters.set("host", PQhost(&connection));
  parameters.set("hostaddr", PQhostaddr(&connection));
  parameters.set("port", PQport(&connection));
  parameters.set("connect_timeout", "5");
  return connected(parameters);
}

}  // namespace migc::postgres
