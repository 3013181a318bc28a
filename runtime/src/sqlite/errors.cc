#include "sqlite/errors.h"

#include <sqlite3.h>

#include "position.h"
#include "text.h"

namespace migc::sqlite {
namespace {

bool is_busy(const EngineError& error) {
  return error.primary_code() == SQLITE_BUSY || error.primary_code() == SQLITE_LOCKED;
}

ErrorCode code_for(const EngineError& error, ErrorCode otherwise) {
  if (is_busy(error)) return ErrorCode::busy;
  switch (error.primary_code()) {
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return ErrorCode::permission;
    case SQLITE_CANTOPEN:
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
    case SQLITE_IOERR:
      return ErrorCode::connection;
    case SQLITE_INTERRUPT:
      return ErrorCode::cancelled;
    default:
      return otherwise;
  }
}

std::string help_for(const EngineError& error) {
  if (is_busy(error)) {
    return "another process is using the database; start again, or wait longer "
           "(Options::wait_for_others)";
  }
  if (error.primary_code() == SQLITE_READONLY) {
    return "make the file and its folder writable for this user";
  }
  if (error.primary_code() == SQLITE_FULL) return "free some space on the disk and start again";
  return {};
}

Error make_error(const EngineError& error, ErrorCode otherwise, std::string message) {
  return Error{.code = code_for(error, otherwise),
               .retryable = is_busy(error) || error.primary_code() == SQLITE_FULL,
               .message = std::move(message),
               .help = help_for(error)};
}

}  // namespace

Error engine_error(const EngineError& error, std::string_view doing) {
  return make_error(error, ErrorCode::ledger, concat("could not ", doing, ": ", error.message));
}

Error statement_error(const EngineError& error, const Migration& migration,
                      const Statement& statement) {
  const auto offset = static_cast<std::size_t>(error.offset > 0 ? error.offset : 0);
  const Place place = place_in_file(statement, offset);
  Error result = make_error(error, ErrorCode::statement_failed, error.message);
  result.migration = migration.version;
  result.file = migration.file;
  result.line = place.line;
  result.column = place.column;
  return result;
}

Error commit_error(const EngineError& error, const Migration& migration) {
  Error result =
      make_error(error, ErrorCode::statement_failed, concat("COMMIT failed: ", error.message));
  result.migration = migration.version;
  result.file = migration.file;
  return result;
}

}  // namespace migc::sqlite
