#include "compiler/lint/sqlite_writer.h"

namespace migc::compiler {
namespace {

constexpr int kPatience = 10'000;  // milliseconds to wait for another build

}  // namespace

SqliteWriter::SqliteWriter(const std::string& path) {
  if (sqlite3_open(path.c_str(), &database_) != SQLITE_OK) fail();
  sqlite3_busy_timeout(database_, kPatience);
}

SqliteWriter::~SqliteWriter() {
  sqlite3_close(database_);
}

void SqliteWriter::execute(const char* sql) {
  if (ok() && sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail();
}

void SqliteWriter::fail() {
  if (!ok()) return;
  error_ = sqlite3_errmsg(database_);
  code_ = sqlite3_errcode(database_) & 0xFF;
}

bool SqliteWriter::damaged() const {
  return code_ == SQLITE_CORRUPT || code_ == SQLITE_NOTADB || code_ == SQLITE_ERROR ||
         code_ == SQLITE_CONSTRAINT || code_ == SQLITE_MISMATCH;
}

SqliteStatement::SqliteStatement(SqliteWriter& writer, const char* sql) : writer_(writer) {
  if (writer.ok() &&
      sqlite3_prepare_v2(writer.handle(), sql, -1, &statement_, nullptr) != SQLITE_OK)
    writer.fail();
}

SqliteStatement::~SqliteStatement() {
  sqlite3_finalize(statement_);
}

SqliteStatement& SqliteStatement::text(std::string_view value) {
  sqlite3_bind_text64(statement_, ++parameter_, value.data(), value.size(), SQLITE_TRANSIENT,
                      SQLITE_UTF8);
  return *this;
}

SqliteStatement& SqliteStatement::number(std::size_t value) {
  sqlite3_bind_int64(statement_, ++parameter_, static_cast<sqlite3_int64>(value));
  return *this;
}

SqliteStatement& SqliteStatement::number_or_null(std::size_t value) {
  if (value != 0) return number(value);
  sqlite3_bind_null(statement_, ++parameter_);
  return *this;
}

void SqliteStatement::run() {
  if (writer_.ok() && sqlite3_step(statement_) != SQLITE_DONE) writer_.fail();
  sqlite3_reset(statement_);
  parameter_ = 0;
}

bool SqliteStatement::next() {
  if (!writer_.ok()) return false;
  const int result = sqlite3_step(statement_);
  if (result != SQLITE_ROW && result != SQLITE_DONE) writer_.fail();
  return result == SQLITE_ROW;
}

std::string_view SqliteStatement::column(int index) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, index));
  const int size = sqlite3_column_bytes(statement_, index);
  return text ? std::string_view(text, static_cast<std::size_t>(size)) : std::string_view();
}

}  // namespace migc::compiler
