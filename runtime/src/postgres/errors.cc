#include "postgres/errors.h"

#include "position.h"
#include "text.h"

namespace migc::postgres {
namespace {

constexpr std::string_view kLockNotAvailable = "55P03";
constexpr std::string_view kQueryCanceled = "57014";
constexpr std::string_view kInsufficientPrivilege = "42501";
constexpr std::string_view kReadOnly = "25006";
constexpr std::string_view kDataException = "22";

Error connection_lost(const ServerError& error) {
  return Error{.code = ErrorCode::connection,
               .retryable = true,
               .message = concat("the connection was lost: ", error.message),
               .sqlstate = error.sqlstate};
}

std::string grant_for(const LedgerId& ledger, Access access, std::string_view role) {
  const std::string schema = quote_identifier(ledger.schema);
  const std::string to = concat(" TO ", quote_identifier(role));
  const std::string tables =
      concat(qualified(ledger, ledger.table), ", ", qualified(ledger, sets_table(ledger)));
  switch (access) {
    case Access::read:
      return concat("GRANT USAGE ON SCHEMA ", schema, to, "; GRANT SELECT ON ", tables, to);
    case Access::read_history:
      return concat("GRANT USAGE ON SCHEMA ", schema, to, "; GRANT SELECT ON ",
                    qualified(ledger, history_table(ledger)), to);
    case Access::read_catalog:
      return concat("GRANT USAGE ON SCHEMA ", schema, to, "; GRANT SELECT ON ",
                    qualified(ledger, catalog_table(ledger)), to);
    case Access::write:
      return concat("GRANT USAGE ON SCHEMA ", schema, to,
                    "; GRANT SELECT, INSERT, UPDATE, DELETE ON ", tables, ", ",
                    qualified(ledger, history_table(ledger)), ", ",
                    qualified(ledger, catalog_table(ledger)), to);
    case Access::create_tables:
      return concat("GRANT CREATE, USAGE ON SCHEMA ", schema, to);
    case Access::alter_tables:
      return concat("ALTER TABLE ", qualified(ledger, ledger.table), " OWNER", to, "; ALTER TABLE ",
                    qualified(ledger, sets_table(ledger)), " OWNER", to);
    case Access::create_schema:
      return concat("CREATE SCHEMA ", schema, " AUTHORIZATION ", quote_identifier(role));
  }
  return {};
}

Error read_only(const ServerError& error) {
  return Error{.code = ErrorCode::permission,
               .message = concat("the server accepts no writes: ", error.message),
               .help = "connect to the primary server",
               .sqlstate = error.sqlstate};
}

// Messages of class 22 quote the value that does not fit.
std::string without_values(const ServerError& error) {
  if (error.sqlstate.substr(0, 2) != kDataException) return error.message;
  const std::size_t first = error.message.find('"');
  const std::size_t last = error.message.rfind('"');
  if (first == std::string::npos || first == last) return error.message;
  return concat(error.message.substr(0, first), "\"…\"", error.message.substr(last + 1));
}

ErrorCode code_of_statement(const ServerError& error) {
  if (error.sqlstate == kLockNotAvailable) return ErrorCode::lock_timeout;
  if (error.sqlstate == kQueryCanceled) return ErrorCode::cancelled;
  return ErrorCode::statement_failed;
}

bool worth_repeating(const ServerError& error) {
  return error.sqlstate == kLockNotAvailable || error.sqlstate == "40001" ||  // serialization
         error.sqlstate == "40P01" ||                                         // deadlock
         error.sqlstate.substr(0, 2) == "53";                                 // resources
}

std::string help_for_statement(const ServerError& error) {
  if (!error.hint.empty()) return error.hint;
  if (error.sqlstate == kLockNotAvailable) {
    return "something else holds a lock on the table; start again, or allow a longer "
           "Options::lock_timeout";
  }
  return {};
}

}  // namespace

std::string quote_array_element(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted.push_back('\\');
    quoted.push_back(c);
  }
  return quoted + "\"";
}

std::string qualified(const LedgerId& ledger, std::string_view table) {
  return concat(quote_identifier(ledger.schema), ".", quote_identifier(table));
}

Error ledger_error(const ServerError& error, const LedgerId& ledger, Access access,
                   std::string_view role) {
  if (error.lost) return connection_lost(error);
  if (error.sqlstate == kReadOnly) return read_only(error);
  if (error.sqlstate == kInsufficientPrivilege) {
    return Error{.code = ErrorCode::permission,
                 .message = concat("this role may not use the ledger: ", error.message),
                 .help = grant_for(ledger, access, role),
                 .sqlstate = error.sqlstate};
  }
  if (error.sqlstate == kLockNotAvailable) {
    return Error{.code = ErrorCode::busy,
                 .retryable = true,
                 .message = "another process is writing to the ledger",
                 .sqlstate = error.sqlstate};
  }
  return Error{
      .code = ErrorCode::ledger,
      .message = concat("the ledger ", qualified(ledger, ledger.table),
                        " cannot be used: ", error.message),
      .help = "if a table of that name is not migc's, choose another Options::ledger_table",
      .sqlstate = error.sqlstate};
}

Error session_error(const ServerError& error, std::string_view doing) {
  if (error.lost) return connection_lost(error);
  return Error{.code = ErrorCode::connection,
               .message = concat("could not ", doing, ": ", error.message),
               .help = error.hint,
               .sqlstate = error.sqlstate};
}

Error statement_error(const ServerError& error, const Migration& migration,
                      const Statement& statement) {
  const std::size_t character = error.position > 0 ? error.position - 1 : 0;
  const Place place = place_in_file(statement, byte_of_character(statement.sql, character));
  Error result = error.lost ? connection_lost(error)
                            : Error{.code = code_of_statement(error),
                                    .retryable = worth_repeating(error),
                                    .message = without_values(error),
                                    .help = help_for_statement(error),
                                    .sqlstate = error.sqlstate};
  result.migration = migration.version;
  result.file = migration.file;
  result.line = place.line;
  result.column = place.column;
  return result;
}

Error commit_error(const ServerError& error, const Migration& migration) {
  Error result{
      .code = error.lost ? ErrorCode::connection : ErrorCode::statement_failed,
      .state = error.lost ? DatabaseState::unknown : DatabaseState::unchanged,
      .retryable = error.lost || worth_repeating(error),
      .message = concat("COMMIT failed: ", without_values(error)),
      .help = error.lost ? "start again: the ledger tells whether it was committed" : error.hint,
      .migration = std::string(migration.version),
      .file = std::string(migration.file),
      .sqlstate = error.sqlstate};
  return result;
}

}  // namespace migc::postgres
