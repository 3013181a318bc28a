#include "compiler/sqlite/parse.h"

#include <sqlite3.h>

#include <string>

#include "compiler/sqlite/read_statement.h"
#include "compiler/sqlite/split.h"

namespace migc::compiler {
namespace {

// What reaches outside the database must not happen while a program is built.
// The engine decides on the parameters. NOLINTNEXTLINE(readability-function-size)
int refuse_outside(void*, int action, const char*, const char*, const char*, const char*) {
  return action == SQLITE_ATTACH || action == SQLITE_DETACH ? SQLITE_DENY : SQLITE_OK;
}

bool leaves_database(const Statement& statement) {
  return statement.kind == "attach" || statement.kind == "detach" || statement.kind == "vacuum";
}

}  // namespace

std::vector<Statement> parse_sqlite(std::string_view text) {
  std::vector<Statement> statements;
  for (const Span span : split_sqlite(text))
    statements.push_back(
        read_sqlite_statement(text.substr(span.begin, span.end - span.begin), span.begin));
  return statements;
}

SqliteEngine::SqliteEngine() = default;

SqliteEngine::~SqliteEngine() {
  sqlite3_close(database_);
}

std::vector<Statement> SqliteEngine::execute(std::string_view text) {
  if (!database_ && sqlite3_open(":memory:", &database_) == SQLITE_OK) {
    sqlite3_set_authorizer(database_, refuse_outside, nullptr);
    sqlite3_exec(database_, "PRAGMA foreign_keys = OFF", nullptr, nullptr, nullptr);
  }
  std::vector<Statement> statements = parse_sqlite(text);
  for (Statement& statement : statements)
    if (!leaves_database(statement)) execute_one(text, statement);
  // A file that leaves a transaction open must not swallow the next one's.
  if (sqlite3_get_autocommit(database_) == 0)
    sqlite3_exec(database_, "COMMIT", nullptr, nullptr, nullptr);
  return statements;
}

void SqliteEngine::execute_one(std::string_view text, Statement& statement) {
  const std::string sql(
      text.substr(statement.span.begin, statement.span.end - statement.span.begin));
  sqlite3_stmt* prepared = nullptr;
  int status =
      sqlite3_prepare_v2(database_, sql.c_str(), static_cast<int>(sql.size()), &prepared, nullptr);
  if (status == SQLITE_OK) {
    while ((status = sqlite3_step(prepared)) == SQLITE_ROW) {
    }
    if (status == SQLITE_DONE) status = SQLITE_OK;
  }
  if (status != SQLITE_OK) {
    const int offset = sqlite3_error_offset(database_);
    statement.body =
        Unparsed{sqlite3_errmsg(database_),
                 statement.span.begin + static_cast<std::size_t>(offset < 0 ? 0 : offset),
                 {},
                 {},
                 {}};
  }
  sqlite3_finalize(prepared);
}

}  // namespace migc::compiler
