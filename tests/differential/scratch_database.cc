#include "scratch_database.h"

#include <libpq-fe.h>

#include <atomic>
#include <stdexcept>

namespace migc::testing {
namespace {

std::string fresh_name() {
  static std::atomic<int> count = 0;
  return "scratch_" + std::to_string(++count);
}

std::optional<ScratchDatabase::Refusal> execute(pg_conn* connection, const std::string& sql) {
  PGresult* const result = PQexec(connection, sql.c_str());
  const ExecStatusType status = PQresultStatus(result);
  std::optional<ScratchDatabase::Refusal> refusal;
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY) {
    const char* const state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    refusal = {state ? state : "", PQresultErrorMessage(result)};
  }
  PQclear(result);
  return refusal;
}

}  // namespace

void ScratchDatabase::Close::operator()(pg_conn* connection) const {
  PQfinish(connection);
}

ScratchDatabase::Connection ScratchDatabase::connect(const std::string& conninfo) {
  Connection connection(PQconnectdb(conninfo.c_str()));
  if (PQstatus(connection.get()) != CONNECTION_OK)
    throw std::runtime_error(PQerrorMessage(connection.get()));
  PQsetNoticeProcessor(
      connection.get(), [](void*, const char*) {}, nullptr);
  return connection;
}

ScratchDatabase::ScratchDatabase(const PostgresServer& server)
    : server_(server), name_(fresh_name()) {
  const Connection maintenance = connect(server.conninfo("postgres"));
  if (const auto refusal =
          execute(maintenance.get(), "CREATE DATABASE " + name_ + " TEMPLATE template0"))
    throw std::runtime_error(refusal->message);
  connection_ = connect(server.conninfo(name_));
}

ScratchDatabase::~ScratchDatabase() {
  connection_.reset();
  const Connection maintenance(PQconnectdb(server_.conninfo("postgres").c_str()));
  execute(maintenance.get(), "DROP DATABASE IF EXISTS " + name_ + " WITH (FORCE)");
}

std::optional<ScratchDatabase::Refusal> ScratchDatabase::run(const std::string& sql) {
  return execute(connection_.get(), sql);
}

void ScratchDatabase::reconnect() {
  connection_ = connect(server_.conninfo(name_));
}

Process ScratchDatabase::start_dump() const {
  return Process::start({.arguments = {server_.program("pg_dump"), "--schema-only", "--no-owner",
                                       "--dbname=" + server_.conninfo(name_)}});
}

}  // namespace migc::testing
