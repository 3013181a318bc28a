// The base of tests that need a PostgreSQL server: one server per program, one
// database per test.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "postgres_server.h"

struct pg_conn;

namespace migc::testing {

// A plain connection of the test's own, apart from the code under test.
class Client {
 public:
  explicit Client(const std::string& conninfo);
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  ~Client();

  // Fails the test when the server refuses.
  void run(const std::string& script);
  // Rows as "a|b" lines, NULL as nothing.
  std::string query(const std::string& sql);

  pg_conn* raw() { return connection_; }

 private:
  pg_conn* connection_;
};

// Skips when there is no server; fails instead when MIGC_TEST_REQUIRE_SERVERS
// is 1 in the environment.
class PostgresTest : public ::testing::Test {
 protected:
  void SetUp() override;
  void TearDown() override;

  static PostgresServer* server();
  std::string conninfo(const std::string& user = "postgres") const;
  Client& client() { return *client_; }  // superuser, in the test's database

 private:
  std::string database_;
  std::unique_ptr<Client> client_;
};

}  // namespace migc::testing
