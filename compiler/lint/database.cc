#include "compiler/lint/database.h"

#include <sqlite3.h>

#include <cstdint>
#include <string_view>

#include "compiler/base/digest.h"
#include "compiler/base/file.h"

namespace migc::compiler {
namespace {

constexpr int kFormat = 1;  // PRAGMA user_version. Persisted: do not renumber.
constexpr std::uint32_t kApplication = 0x6d696763;  // "migc". Persisted: never change.
constexpr int kPatience = 10'000;                   // milliseconds to wait for another build

constexpr const char* kSchema = R"sql(
CREATE TABLE migrations (
  ordinal INTEGER PRIMARY KEY,  -- from 1, in the order in which they apply
  version TEXT NOT NULL,
  name TEXT NOT NULL,
  file TEXT NOT NULL,
  digest TEXT NOT NULL,         -- SHA-256 of the canonical text, hexadecimal
  state TEXT NOT NULL,          -- locked or new
  transactional INTEGER NOT NULL
);
CREATE TABLE statements (
  migration INTEGER NOT NULL REFERENCES migrations (ordinal),
  statement INTEGER NOT NULL,   -- from 1
  kind TEXT NOT NULL,           -- alter-table, create-index, …
  line INTEGER NOT NULL,
  "column" INTEGER NOT NULL,
  transactional INTEGER NOT NULL,
  sql TEXT NOT NULL,
  PRIMARY KEY (migration, statement)
);
CREATE TABLE findings (
  id INTEGER PRIMARY KEY,
  rule TEXT NOT NULL,
  severity TEXT NOT NULL,       -- note, warning or error
  file TEXT NOT NULL,
  line INTEGER,                 -- null: the file as a whole
  "column" INTEGER,
  migration TEXT,               -- version
  statement INTEGER,
  message TEXT NOT NULL,
  help TEXT NOT NULL,
  suppressed INTEGER NOT NULL,
  reason TEXT NOT NULL          -- of the directive that suppresses it
);
)sql";

// One connection; remembers the first error, after which nothing is done.
class Connection {
 public:
  explicit Connection(const std::string& path) {
    if (sqlite3_open(path.c_str(), &database_) != SQLITE_OK) fail();
    sqlite3_busy_timeout(database_, kPatience);
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() { sqlite3_close(database_); }

  void execute(const char* sql) {
    if (ok() && sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail();
  }
  bool ok() const { return error_.empty(); }
  const std::string& error() const { return error_; }
  sqlite3* handle() const { return database_; }
  void fail() {
    if (error_.empty()) error_ = sqlite3_errmsg(database_);
  }

 private:
  sqlite3* database_ = nullptr;
  std::string error_;
};

// One INSERT, executed for many rows.
class Insert {
 public:
  Insert(Connection& connection, const char* sql) : connection_(connection) {
    if (sqlite3_prepare_v2(connection.handle(), sql, -1, &statement_, nullptr) != SQLITE_OK)
      connection.fail();
  }
  Insert(const Insert&) = delete;
  Insert& operator=(const Insert&) = delete;
  ~Insert() { sqlite3_finalize(statement_); }

  Insert& text(std::string_view value) {
    sqlite3_bind_text64(statement_, ++parameter_, value.data(), value.size(), SQLITE_TRANSIENT,
                        SQLITE_UTF8);
    return *this;
  }
  Insert& number(std::size_t value) {
    sqlite3_bind_int64(statement_, ++parameter_, static_cast<sqlite3_int64>(value));
    return *this;
  }
  Insert& number_or_null(std::size_t value) {
    if (value != 0) return number(value);
    sqlite3_bind_null(statement_, ++parameter_);
    return *this;
  }
  void row() {
    if (connection_.ok() && sqlite3_step(statement_) != SQLITE_DONE) connection_.fail();
    sqlite3_reset(statement_);
    parameter_ = 0;
  }

 private:
  Connection& connection_;
  sqlite3_stmt* statement_ = nullptr;
  int parameter_ = 0;
};

void write_statements(Insert& insert, const ParsedMigration& migration, std::size_t ordinal) {
  const std::string& text = migration.source->up.text;
  const LineIndex lines(text);
  for (const Statement& statement : migration.up.statements) {
    if (statement.number == 0) continue;
    const LineColumn place = lines.position(statement.span.begin);
    insert.number(ordinal).number(statement.number).text(statement.kind);
    insert.number(place.line).number(place.column).number(statement.transactional ? 1 : 0);
    insert.text(std::string_view(text).substr(statement.span.begin,
                                              statement.span.end - statement.span.begin));
    insert.row();
  }
}

void write_migrations(Connection& connection, const Project& project) {
  Insert migrations(connection, "INSERT INTO migrations VALUES (?, ?, ?, ?, ?, ?, ?)");
  Insert statements(connection, "INSERT INTO statements VALUES (?, ?, ?, ?, ?, ?, ?)");
  for (std::size_t i = 0; i < project.migrations.size(); ++i) {
    const ParsedMigration& migration = project.migrations[i];
    migrations.number(i + 1).text(migration.source->version).text(migration.source->name);
    migrations.text(migration.source->up.path).text(to_hex(migration.source->up.digest));
    migrations.text(project.is_locked(i) ? "locked" : "new");
    migrations.number(migration.up.transactional ? 1 : 0).row();
    write_statements(statements, migration, i + 1);
  }
}

void write_findings(Connection& connection, const Project& project) {
  Insert insert(connection, "INSERT INTO findings VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  for (const Finding& finding : project.findings) {
    insert.text(finding.rule).text(to_text(finding.severity)).text(finding.place.file);
    insert.number_or_null(finding.place.line).number_or_null(finding.place.column);
    insert.text(finding.migration).number_or_null(finding.statement).text(finding.message);
    insert.text(finding.help).number(finding.suppressed ? 1 : 0).text(finding.reason).row();
  }
}

// Empty, or what the engine said.
std::string write(const std::string& path, const Project& project) {
  Connection connection(path);
  connection.execute("BEGIN IMMEDIATE");
  connection.execute(
      "DROP TABLE IF EXISTS findings; DROP TABLE IF EXISTS statements; "
      "DROP TABLE IF EXISTS migrations");
  connection.execute(kSchema);
  if (connection.ok()) write_migrations(connection, project);
  if (connection.ok()) write_findings(connection, project);
  connection.execute(("PRAGMA user_version = " + std::to_string(kFormat)).c_str());
  connection.execute(("PRAGMA application_id = " + std::to_string(kApplication)).c_str());
  connection.execute("COMMIT");
  return connection.error();
}

enum class Present : std::uint8_t {
  nothing,
  ours,     // as it should be, as far as its header tells
  damaged,  // may be made anew
  foreign,  // somebody else's file
};

std::uint32_t big_endian(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i)
    value = value << 8U | static_cast<std::uint8_t>(bytes[at + i]);
  return value;
}

// Only what bears our mark is ever replaced.
// Source of the offsets: SQLite's file format, section 1.3.
Present look_at(const std::string& path) {
  constexpr std::size_t kHeader = 100;
  constexpr std::size_t kUserVersion = 60;
  constexpr std::size_t kApplicationId = 68;
  const auto bytes = read_file(path);
  if (!bytes) return path_exists(path) ? Present::foreign : Present::nothing;
  const std::string_view content = bytes.value();
  if (content.empty()) return Present::nothing;
  if (!content.starts_with(std::string_view("SQLite format 3\0", 16)) || content.size() < kHeader)
    return Present::foreign;
  if (big_endian(content, kApplicationId) != kApplication) return Present::foreign;
  return big_endian(content, kUserVersion) == kFormat ? Present::ours : Present::damaged;
}

Failure cannot_write(const std::string& path, const std::string& why) {
  return {"cannot write the lint database \"" + path + "\": " + why,
          "it is only a cache: delete it, or give --lint-db another file", ""};
}

}  // namespace

Result<void> write_lint_database(const std::string& path, const Project& project) {
  const Present present = look_at(path);
  if (present == Present::foreign)
    return cannot_write(path, "the file is there, and is no lint database");
  std::string error = present == Present::damaged ? "another format" : write(path, project);
  if (error.empty()) return {};
  if (present == Present::nothing) return cannot_write(path, error);
  // Ours, but of another format or damaged inside: once more, from nothing.
  if (auto removed = remove_file(path); !removed) return removed;
  error = write(path, project);
  if (!error.empty()) return cannot_write(path, error);
  return {};
}

}  // namespace migc::compiler
