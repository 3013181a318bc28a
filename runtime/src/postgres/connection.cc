#include "postgres/connection.h"

#include <libpq-fe.h>

#include <array>
#include <vector>

#include "base/socket.h"

namespace migc::postgres {
namespace {

// How soon a cancellation or a blocked statement is noticed.
constexpr std::chrono::milliseconds kTick{20};

struct ClearResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using OwnedResult = std::unique_ptr<PGresult, ClearResult>;

std::string field(const PGresult& result, int code) {
  const char* const text = PQresultErrorField(&result, code);
  return text != nullptr ? text : "";
}

// What libpq says by itself goes on with guesses, a line each.
std::string first_line(std::string_view text) {
  return std::string(text.substr(0, text.find('\n')));
}

ServerError read_error(const PGresult& result) {
  ServerError error;
  error.sqlstate = field(result, PG_DIAG_SQLSTATE);
  error.message = field(result, PG_DIAG_MESSAGE_PRIMARY);
  error.hint = field(result, PG_DIAG_MESSAGE_HINT);
  error.position = parse_number(field(result, PG_DIAG_STATEMENT_POSITION)).value_or(0);
  if (error.message.empty()) {
    error.message = first_line(PQresultErrorMessage(&result));
  }
  return error;
}

Answer read_rows(PGresult& result) {
  Answer answer;
  answer.tag = PQcmdStatus(&result);
  const int columns = PQnfields(&result);
  for (int row = 0; row < PQntuples(&result); ++row) {
    Record& record = answer.rows.emplace_back();
    for (int column = 0; column < columns; ++column) {
      record.emplace_back(PQgetvalue(&result, row, column));
    }
  }
  return answer;
}

}  // namespace

Reply Connection::run(const std::string& script) {
  return finish(PQsendQuery(raw_, script.c_str()) != 0);
}

Reply Connection::query(std::string_view statement, std::initializer_list<std::string> parameters) {
  std::vector<const char*> values;
  for (const std::string& parameter : parameters) values.push_back(parameter.c_str());
  return finish(PQsendQueryParams(raw_, statement.data(), static_cast<int>(values.size()), nullptr,
                                  values.data(), nullptr, nullptr, 0) != 0);
}

// The last answer or the first error, as PQexec does.
Reply Connection::finish(bool sent) {
  if (!sent) return broken();
  Reply reply = Answer{};
  for (wait_for_result(); PGresult* const raw = PQgetResult(raw_); wait_for_result()) {
    const OwnedResult result(raw);
    if (reply) reply = read(*result);
  }
  // Only now it shows whether the server hung up behind its last words.
  if (!reply) reply.error().lost = PQstatus(raw_) != CONNECTION_OK;
  return reply;
}

void Connection::wait_for_result() {
  const auto start = std::chrono::steady_clock::now();
  while (PQisBusy(raw_) != 0 && PQsocket(raw_) >= 0) {
    if (wait_readable(PQsocket(raw_), kTick)) {
      if (PQconsumeInput(raw_) == 0) return;
    } else if (watch_ != nullptr) {
      watch_->statement_runs(std::chrono::duration_cast<std::chrono::milliseconds>(
          std::chrono::steady_clock::now() - start));
    }
  }
}

void Connection::cancel() const {
  constexpr int enough = 256;
  const std::unique_ptr<PGcancel, decltype(&PQfreeCancel)> request(PQgetCancel(raw_), PQfreeCancel);
  std::array<char, enough> complaint{};
  if (request) PQcancel(request.get(), complaint.data(), enough);
}

ServerError Connection::broken() const {
  return ServerError{.message = first_line(PQerrorMessage(raw_)),
                     .lost = PQstatus(raw_) != CONNECTION_OK};
}

Reply Connection::read(PGresult& result) {
  switch (PQresultStatus(&result)) {
    case PGRES_COMMAND_OK:
    case PGRES_EMPTY_QUERY:
      return Answer{.tag = PQcmdStatus(&result)};
    case PGRES_TUPLES_OK:
      return read_rows(result);
    case PGRES_COPY_IN:
    case PGRES_COPY_OUT:
    case PGRES_COPY_BOTH:
      leave_copy(result);
      return ServerError{.sqlstate = "0A000",
                         .message = "COPY from or to the client is not possible in a migration",
                         .hint = "use INSERT"};
    default:
      return read_error(result);
  }
}

// Ends COPY mode, so that the connection understands statements again.
void Connection::leave_copy(PGresult& result) {
  if (PQresultStatus(&result) == PGRES_COPY_IN) {
    PQputCopyEnd(raw_, "a migration has no data to copy");
  } else {
    char* line = nullptr;
    while (PQgetCopyData(raw_, &line, 0) > 0) PQfreemem(line);
  }
  while (PGresult* rest = PQgetResult(raw_)) PQclear(rest);
}

Block Connection::block() const {
  switch (PQtransactionStatus(raw_)) {
    case PQTRANS_IDLE:
      return Block::none;
    case PQTRANS_ACTIVE:
    case PQTRANS_INTRANS:
      return Block::open;
    case PQTRANS_INERROR:
      return Block::failed;
    default:
      return Block::lost;
  }
}

int Connection::server_version() const {
  return PQserverVersion(raw_);
}

int Connection::server_pid() const {
  return PQbackendPID(raw_);
}

Transaction::~Transaction() {
  const Block block = connection_.block();
  if (block == Block::open || block == Block::failed) {
    [[maybe_unused]] const Reply ignored = connection_.run("ROLLBACK");
  }
}

Reply Transaction::begin(const std::string& script) {
  return connection_.run("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; " + script);
}

Reply Transaction::commit() {
  auto reply = connection_.run("COMMIT");
  if (reply && reply->tag != "COMMIT") {
    return ServerError{.sqlstate = "25P02", .message = "the transaction had failed before COMMIT"};
  }
  return reply;
}

}  // namespace migc::postgres
