// What the lint database needs of the engine: one connection, and rows.
#pragma once

#include <sqlite3.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace migc::compiler {

// Remembers the first error, after which nothing is done.
class SqliteWriter {
 public:
  explicit SqliteWriter(const std::string& path);
  SqliteWriter(const SqliteWriter&) = delete;
  SqliteWriter& operator=(const SqliteWriter&) = delete;
  ~SqliteWriter();

  void execute(const char* sql);
  bool ok() const { return error_.empty(); }
  const std::string& error() const { return error_; }  // what the engine said; empty: nothing
  // Whether the error is about what the file holds, and not about writing to it now.
  bool damaged() const;
  sqlite3* handle() const { return database_; }
  void fail();

 private:
  sqlite3* database_ = nullptr;
  std::string error_;
  int code_ = SQLITE_OK;
};

// One statement, executed for many rows; its parameters are given in order.
class SqliteStatement {
 public:
  SqliteStatement(SqliteWriter& writer, const char* sql);
  SqliteStatement(const SqliteStatement&) = delete;
  SqliteStatement& operator=(const SqliteStatement&) = delete;
  ~SqliteStatement();

  SqliteStatement& text(std::string_view value);
  SqliteStatement& number(std::size_t value);
  SqliteStatement& number_or_null(std::size_t value);  // null for 0
  void run();

  // The next row of a query, if there is one; then its columns.
  bool next();
  std::string_view column(int index) const;

 private:
  SqliteWriter& writer_;
  sqlite3_stmt* statement_ = nullptr;
  int parameter_ = 0;
};

}  // namespace migc::compiler
