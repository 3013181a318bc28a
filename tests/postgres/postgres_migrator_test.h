// Shorthands for tests of the whole way: Migrator over libpq.
#pragma once

#include <migc/migrator.h>
#include <migc/postgres.h>

#include <memory>
#include <string>
#include <vector>

#include "postgres_test.h"
#include "set_builder.h"

namespace migc::testing {

class PostgresMigratorTest : public PostgresTest {
 protected:
  std::unique_ptr<postgres::Database> open(const std::string& more = "",
                                           const std::string& user = "postgres") {
    auto database = postgres::Database::connect(conninfo(user) + " " + more);
    EXPECT_TRUE(database) << describe(database.error());
    return std::move(database).value();
  }

  Result<Summary> apply(SetBuilder& builder, Options options = {}, Observer* observer = nullptr) {
    const auto database = open();
    return Migrator(*database, builder.set(), std::move(options)).apply(observer);
  }

  // Version, state and statements done of every row.
  std::string ledger() {
    return client().query(
        "SELECT version, state, statements_done FROM public.migc_ledger ORDER BY ordinal");
  }

  bool has_table(const std::string& name) {
    return client().query("SELECT to_regclass('" + name + "') IS NOT NULL") == "t";
  }
};

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

}  // namespace migc::testing
