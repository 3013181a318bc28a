#include "postgres_test.h"

#include <libpq-fe.h>

#include <cstdlib>
#include <string_view>

namespace migc::testing {
namespace {

struct ServerOfThisProgram {
  std::string why_not;
  std::unique_ptr<PostgresServer> server = PostgresServer::start(why_not);
};

ServerOfThisProgram& the_server() {
  static ServerOfThisProgram instance;
  return instance;
}

bool required() {
  const char* const value = std::getenv("MIGC_TEST_REQUIRE_SERVERS");
  return value != nullptr && std::string_view(value) == "1";
}

std::string fresh_name() {
  static int count = 0;
  return "test_" + std::to_string(++count);
}

std::string cell(const PGresult* result, int row, int column) {
  return PQgetisnull(result, row, column) != 0 ? "" : PQgetvalue(result, row, column);
}

std::string text_of(const PGresult* result) {
  std::string text;
  for (int row = 0; row < PQntuples(result); ++row) {
    if (row > 0) text += "\n";
    for (int column = 0; column < PQnfields(result); ++column) {
      if (column > 0) text += "|";
      text += cell(result, row, column);
    }
  }
  return text;
}

}  // namespace

Client::Client(const std::string& conninfo) : connection_(PQconnectdb(conninfo.c_str())) {
  PQsetNoticeProcessor(
      connection_, [](void*, const char*) {}, nullptr);
  EXPECT_EQ(PQstatus(connection_), CONNECTION_OK) << PQerrorMessage(connection_);
}

Client::~Client() {
  PQfinish(connection_);
}

void Client::run(const std::string& script) {
  query(script);
}

std::string Client::query(const std::string& sql) {
  PGresult* const result = PQexec(connection_, sql.c_str());
  const ExecStatusType status = PQresultStatus(result);
  EXPECT_TRUE(status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK ||
              status == PGRES_EMPTY_QUERY)
      << PQresultErrorMessage(result) << "in: " << sql;
  std::string text = text_of(result);
  PQclear(result);
  return text;
}

PostgresServer* PostgresTest::server() {
  return the_server().server.get();
}

void PostgresTest::SetUp() {
  if (server() == nullptr) {
    if (required()) FAIL() << the_server().why_not;
    GTEST_SKIP() << the_server().why_not;
  }
  database_ = fresh_name();
  Client(server()->conninfo("postgres")).run("CREATE DATABASE " + database_);
  client_ = std::make_unique<Client>(conninfo());
}

void PostgresTest::TearDown() {
  client_.reset();
  if (database_.empty()) return;
  Client(server()->conninfo("postgres")).run("DROP DATABASE " + database_ + " WITH (FORCE)");
}

std::string PostgresTest::conninfo(const std::string& user) const {
  return server()->conninfo(database_, user);
}

}  // namespace migc::testing
