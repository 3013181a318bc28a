// Notes in an SQLite file, which the program makes and migrates by itself.
#include <migc/migrator.h>
#include <migc/runner.h>
#include <migc/sqlite.h>
#include <notes_migrations.h>
#include <sqlite3.h>

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

namespace {

using Connection = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;
using Query = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

int fail(const std::string& message) {
  std::fprintf(stderr, "notes: %s\n", message.c_str());
  return 1;
}

Query prepare(sqlite3* db, const char* sql) {
  sqlite3_stmt* query = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &query, nullptr);
  return Query(query, sqlite3_finalize);
}

int add(sqlite3* db, const char* text) {
  const Query query = prepare(db, "INSERT INTO notes (text, written_at) VALUES (?, datetime())");
  sqlite3_bind_text(query.get(), 1, text, -1, SQLITE_STATIC);
  return sqlite3_step(query.get()) == SQLITE_DONE ? 0 : fail(sqlite3_errmsg(db));
}

int list(sqlite3* db) {
  const Query query = prepare(db, "SELECT id || '. ' || text FROM notes ORDER BY written_at, id");
  while (sqlite3_step(query.get()) == SQLITE_ROW)
    std::printf("%s\n", sqlite3_column_text(query.get(), 0));
  return sqlite3_errcode(db) == SQLITE_DONE ? 0 : fail(sqlite3_errmsg(db));
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view verb = argc > 2 ? argv[2] : "";
  const bool known = verb == "add" ? argc == 4 : argc == 3 && (verb == "list" || verb == "status");
  if (!known) return fail("usage: notes FILE add TEXT | list | status");
  sqlite3* opened = nullptr;
  const int status = sqlite3_open(argv[1], &opened);
  const Connection db(opened, sqlite3_close);
  if (status != SQLITE_OK) return fail(sqlite3_errmsg(opened));

  const auto database = migc::sqlite::Database::borrow(opened);
  if (!database) return fail(migc::describe(database.error()));
  if (verb == "status") return migc::run(argc - 1, argv + 1, *database.value(), notes_migrations());

  migc::Migrator migrator(*database.value(), notes_migrations());
  if (const auto done = migrator.apply(); !done) return fail(migc::describe(done.error()));
  return verb == "add" ? add(opened, argv[3]) : list(opened);
}
