// A shop's orders in PostgreSQL, at DATABASE_URL or where the PG* variables say.
// Every replica brings the database up to date when it starts.
#include <libpq-fe.h>
#include <migc/migrator.h>
#include <migc/postgres.h>
#include <migc/runner.h>
#include <shop_migrations.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

namespace {

using Connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;
using Rows = std::unique_ptr<PGresult, decltype(&PQclear)>;

int fail(const std::string& message) {
  std::fprintf(stderr, "shop: %s\n", message.c_str());
  return 1;
}

int order(PGconn* db, const char* item) {
  const char* const sql = "INSERT INTO orders (item) VALUES ($1) RETURNING id";
  const Rows placed(PQexecParams(db, sql, 1, nullptr, &item, nullptr, nullptr, 0), PQclear);
  if (PQresultStatus(placed.get()) != PGRES_TUPLES_OK) return fail(PQerrorMessage(db));
  std::printf("order %s: %s\n", PQgetvalue(placed.get(), 0, 0), item);
  return 0;
}

int list(PGconn* db) {
  const char* const sql =
      "SELECT format('order %s: %s x %s', id, quantity, item) FROM orders "
      "WHERE status = 'open' ORDER BY placed_at, id";
  const Rows open(PQexec(db, sql), PQclear);
  if (PQresultStatus(open.get()) != PGRES_TUPLES_OK) return fail(PQerrorMessage(db));
  for (int i = 0; i < PQntuples(open.get()); ++i) std::puts(PQgetvalue(open.get(), i, 0));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view verb = argc > 1 ? argv[1] : "";
  const bool known = verb == "order" ? argc == 3 : verb == "list" || verb == "status";
  if (!known) return fail("usage: shop order ITEM | list | status");

  const auto database = migc::postgres::Database::connect();
  if (!database) return fail(migc::describe(database.error()));
  if (verb == "status") return migc::run(argc, argv, *database.value(), shop_migrations());
  migc::Migrator migrator(*database.value(), shop_migrations());
  if (const auto done = migrator.apply(); !done) return fail(migc::describe(done.error()));

  const char* const url = std::getenv("DATABASE_URL");
  const Connection db(PQconnectdb(url != nullptr ? url : ""), PQfinish);
  if (PQstatus(db.get()) != CONNECTION_OK) return fail(PQerrorMessage(db.get()));
  return verb == "order" ? order(db.get(), argv[2]) : list(db.get());
}
