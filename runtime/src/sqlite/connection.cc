#include "sqlite/connection.h"

#include <sqlite3.h>

#include <memory>

namespace migc::sqlite {
namespace {

struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Prepared = std::unique_ptr<sqlite3_stmt, Finalize>;

int error_offset([[maybe_unused]] sqlite3* connection) {
#if SQLITE_VERSION_NUMBER >= 3038000
  return sqlite3_error_offset(connection);
#else
  return -1;
#endif
}

std::string text_of(sqlite3_stmt* statement, int column) {
  const unsigned char* const text = sqlite3_column_text(statement, column);
  if (text == nullptr) return {};
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
  return {reinterpret_cast<const char*>(text), size};
}

Record record_of(sqlite3_stmt* statement) {
  Record record;
  for (int column = 0; column < sqlite3_column_count(statement); ++column) {
    record.push_back(text_of(statement, column));
  }
  return record;
}

// Blanks and comments compile to nothing.
bool is_blank(sqlite3* connection, std::string_view text) {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v2(connection, text.data(), static_cast<int>(text.size()),
                                      &statement, nullptr);
  const Prepared owner(statement);
  return code == SQLITE_OK && statement == nullptr;
}

}  // namespace

EngineError Connection::last_error() const {
  return {sqlite3_extended_errcode(raw_), sqlite3_errmsg(raw_), error_offset(raw_)};
}

Reply Connection::run(std::string_view statement, std::initializer_list<std::string> parameters) {
  sqlite3_stmt* raw_statement = nullptr;
  const char* tail = nullptr;
  const int compiled = sqlite3_prepare_v2(
      raw_, statement.data(), static_cast<int>(statement.size()), &raw_statement, &tail);
  const Prepared prepared(raw_statement);
  if (compiled != SQLITE_OK) return last_error();
  const auto used = static_cast<std::size_t>(tail - statement.data());
  if (!is_blank(raw_, statement.substr(used))) {
    return EngineError{SQLITE_MISUSE, "the text holds more than one statement",
                       static_cast<int>(used)};
  }
  if (!prepared) return Records{};
  int index = 0;
  for (const std::string& value : parameters) {
    sqlite3_bind_text(prepared.get(), ++index, value.data(), static_cast<int>(value.size()),
                      SQLITE_STATIC);
  }
  Records rows;
  int stepped = sqlite3_step(prepared.get());
  for (; stepped == SQLITE_ROW; stepped = sqlite3_step(prepared.get())) {
    rows.push_back(record_of(prepared.get()));
  }
  if (stepped != SQLITE_DONE) return last_error();
  return rows;
}

bool Connection::in_transaction() const {
  return sqlite3_get_autocommit(raw_) == 0;
}

Transaction::~Transaction() {
  if (!connection_.in_transaction()) return;
  [[maybe_unused]] const Reply ignored = connection_.run("ROLLBACK");
}

Reply Transaction::begin() {
  return connection_.run("BEGIN IMMEDIATE");
}

Reply Transaction::commit() {
  return connection_.run("COMMIT");
}

}  // namespace migc::sqlite
