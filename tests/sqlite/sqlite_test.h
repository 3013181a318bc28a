// The base of tests that need a database file.
#pragma once

#include <gtest/gtest.h>
#include <migc/migrator.h>
#include <migc/sqlite.h>
#include <sqlite3.h>

#include <memory>
#include <string>
#include <vector>

#include "process.h"
#include "set_builder.h"

namespace migc::testing {

using Versions = std::vector<std::string>;

// The value, or a failed test that prints the error.
template <class T>
T must(Result<T> result) {
  EXPECT_TRUE(result) << (result ? "" : describe(result.error()));
  return result ? std::move(result).value() : T{};
}

template <class T>
Error must_fail(Result<T> result) {
  EXPECT_FALSE(result);
  return result ? Error{} : std::move(result).error();
}

// A plain connection of the test's own, apart from the code under test.
class Client {
 public:
  explicit Client(const std::string& path) {
    EXPECT_EQ(sqlite3_open(path.c_str(), &connection_), SQLITE_OK);
    sqlite3_busy_timeout(connection_, 10000);
  }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  ~Client() { sqlite3_close(connection_); }

  // Rows as "a|b" lines, NULL as nothing. Fails the test on an error.
  std::string query(const std::string& script) {
    std::string text;
    char* complaint = nullptr;
    sqlite3_exec(connection_, script.c_str(), &Client::append, &text, &complaint);
    EXPECT_EQ(complaint, nullptr) << complaint << " in: " << script;
    sqlite3_free(complaint);
    return text;
  }
  void run(const std::string& script) { query(script); }

  sqlite3* raw() { return connection_; }

 private:
  static int append(void* text, int columns, char** values, char** /*names*/) {
    auto& all = *static_cast<std::string*>(text);
    if (!all.empty()) all += "\n";
    for (int i = 0; i < columns; ++i) {
      if (i > 0) all += "|";
      if (values[i] != nullptr) all += values[i];
    }
    return 0;
  }

  sqlite3* connection_ = nullptr;
};

class SqliteTest : public ::testing::Test {
 protected:
  std::string path() const { return directory_.path() / "shop.db"; }

  std::unique_ptr<sqlite::Database> open() { return must(sqlite::Database::open(path())); }

  Result<Summary> apply(SetBuilder& builder, Options options = {}, Observer* observer = nullptr) {
    const auto database = open();
    return Migrator(*database, builder.set(), std::move(options)).apply(observer);
  }

  std::string query(const std::string& sql) { return Client(path()).query(sql); }

  // Version, state and statements done of every row.
  std::string ledger() {
    return query("SELECT version, state, statements_done FROM migc_ledger ORDER BY ordinal");
  }

  bool has_table(const std::string& name) {
    return query("SELECT count(*) FROM sqlite_master WHERE name = '" + name + "'") == "1";
  }

 private:
  TemporaryDirectory directory_{"sqlite"};
};

}  // namespace migc::testing
