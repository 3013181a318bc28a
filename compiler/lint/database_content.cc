#include "compiler/lint/database_content.h"

#include <algorithm>

#include "compiler/base/dialect.h"
#include "compiler/base/digest.h"
#include "compiler/forecast/forecast.h"
#include "compiler/lint/check.h"
#include "compiler/rules/rule.h"
#include "compiler/schema/model.h"

namespace migc::compiler {
namespace {

constexpr const char* kSchema = R"sql(
CREATE TABLE IF NOT EXISTS runs (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,             -- UTC, as in 2026-11-20T17:02:18Z
  migc TEXT NOT NULL,           -- its version
  dialect TEXT NOT NULL,
  server_version INTEGER NOT NULL,
  migrations INTEGER NOT NULL,
  reused INTEGER NOT NULL,      -- migrations whose rows were left as they were
  errors INTEGER NOT NULL,
  warnings INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS migrations (
  ordinal INTEGER PRIMARY KEY,  -- from 1, in the order in which they apply
  version TEXT NOT NULL,
  name TEXT NOT NULL,
  file TEXT NOT NULL,
  digest TEXT NOT NULL,         -- SHA-256 of the canonical text, hexadecimal
  chain TEXT NOT NULL,          -- of the history up to it, as in the lockfile
  state TEXT NOT NULL,          -- locked or new
  transactional INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS statements (
  migration INTEGER NOT NULL REFERENCES migrations (ordinal),
  statement INTEGER NOT NULL,   -- from 1
  kind TEXT NOT NULL,           -- alter-table, create-index, …
  line INTEGER NOT NULL,
  "column" INTEGER NOT NULL,
  transactional INTEGER NOT NULL,
  sql TEXT NOT NULL,
  PRIMARY KEY (migration, statement)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS forecast (
  migration INTEGER NOT NULL REFERENCES migrations (ordinal),
  statement INTEGER NOT NULL,
  effect TEXT NOT NULL,         -- lock, rewrite, scan or change
  mode TEXT NOT NULL,           -- of a lock, as pg_locks has it; else empty
  "schema" TEXT NOT NULL,
  name TEXT NOT NULL,
  object TEXT NOT NULL,         -- table, index, …
  existed INTEGER NOT NULL,     -- 1: before the migration
  certain INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS forecast_of_statement ON forecast (migration, statement);
CREATE TABLE IF NOT EXISTS objects (
  "schema" TEXT NOT NULL,       -- empty: lives in none
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  migration INTEGER REFERENCES migrations (ordinal),  -- that made it
  line INTEGER,
  uncertain TEXT NOT NULL       -- why the model does not vouch for it; empty: it does
);
CREATE TABLE IF NOT EXISTS rules (
  id TEXT PRIMARY KEY,
  level TEXT NOT NULL,          -- of this run: off, note, warning or error
  summary TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS suppressions (
  migration INTEGER NOT NULL REFERENCES migrations (ordinal),
  line INTEGER NOT NULL,
  rule TEXT NOT NULL,
  whole_file INTEGER NOT NULL,
  reason TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS findings (
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

constexpr ObjectId kPublicSchema = 1;  // the first of every catalog, and nobody made it

// What another release, or another server, would say is not to be reused.
bool same_basis(SqliteWriter& writer, const Project& project) {
  SqliteStatement last(
      writer,
      "SELECT 1 FROM runs WHERE id = (SELECT max(id) FROM runs) AND migc = ? AND dialect = ? "
      "AND server_version = ?");
  last.text(MIGC_VERSION).text(name_of(project.set.dialect));
  last.number(static_cast<std::size_t>(project.config.server_version));
  return last.next();
}

// How many of the migrations at the front have rows that still hold.
std::size_t count_reusable(SqliteWriter& writer, const Project& project) {
  if (!same_basis(writer, project)) return 0;
  SqliteStatement known(writer, "SELECT chain, file FROM migrations ORDER BY ordinal");
  std::size_t count = 0;
  while (count < project.migrations.size() && known.next()) {
    const SourceMigration& source = *project.migrations[count].source;
    if (known.column(0) != to_hex(source.chain) || known.column(1) != source.up.path) break;
    ++count;
  }
  return count;
}

class Content {
 public:
  Content(SqliteWriter& writer, const Project& project) : writer_(writer), project_(project) {}

  void write() {
    writer_.execute(kSchema);
    const std::size_t reused = count_reusable(writer_, project_);
    clear(reused);
    write_migrations(reused);
    write_objects();
    write_rules();
    write_suppressions();
    write_findings();
    write_run(reused);
  }

 private:
  void clear(std::size_t reused) {
    for (const char* sql :
         {"DELETE FROM forecast WHERE migration > ?", "DELETE FROM statements WHERE migration > ?",
          "DELETE FROM migrations WHERE ordinal > ?"})
      SqliteStatement(writer_, sql).number(reused).run();
    writer_.execute(
        "DELETE FROM objects; DELETE FROM rules; DELETE FROM suppressions; DELETE FROM findings");
  }

  void write_migrations(std::size_t reused) {
    SqliteStatement state(writer_, "UPDATE migrations SET state = ? WHERE ordinal = ?");
    for (std::size_t i = 0; i < reused; ++i) state.text(state_of(i)).number(i + 1).run();
    SqliteStatement insert(writer_, "INSERT INTO migrations VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    SqliteStatement statements(writer_, "INSERT INTO statements VALUES (?, ?, ?, ?, ?, ?, ?)");
    SqliteStatement forecast(writer_, "INSERT INTO forecast VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (std::size_t i = reused; i < project_.migrations.size(); ++i) {
      const ParsedMigration& migration = project_.migrations[i];
      const SourceMigration& source = *migration.source;
      insert.number(i + 1).text(source.version).text(source.name).text(source.up.path);
      insert.text(to_hex(source.up.digest)).text(to_hex(source.chain)).text(state_of(i));
      insert.number(migration.up.transactional ? 1 : 0).run();
      write_statements(statements, forecast, i);
    }
  }

  std::string_view state_of(std::size_t migration) const {
    return project_.is_locked(migration) ? "locked" : "new";
  }

  void write_statements(SqliteStatement& insert, SqliteStatement& forecast, std::size_t index) {
    const ParsedMigration& migration = project_.migrations[index];
    const std::string_view text = migration.source->up.text;
    const LineIndex lines(text);
    for (std::size_t i = 0; i < migration.up.statements.size(); ++i) {
      const Statement& statement = migration.up.statements[i];
      if (statement.number == 0) continue;
      const LineColumn place = lines.position(statement.span.begin);
      insert.number(index + 1).number(statement.number).text(statement.kind);
      insert.number(place.line).number(place.column).number(statement.transactional ? 1 : 0);
      insert.text(text.substr(statement.span.begin, statement.span.end - statement.span.begin));
      insert.run();
      if (!project_.forecasts.empty())
        write_forecast(forecast, project_.forecasts[index][i], index, statement.number);
    }
  }

  static void write_forecast(SqliteStatement& insert, const Forecast& forecast, std::size_t index,
                             std::size_t number) {
    const auto write = [&](std::string_view effect, std::string_view mode, const Affected& one) {
      insert.number(index + 1).number(number).text(effect).text(mode);
      insert.text(one.schema).text(one.name).text(name_of(one.sort));
      insert.number(one.existed_before(index) ? 1 : 0).number(one.certain ? 1 : 0).run();
    };
    for (const RelationLock& lock : forecast.locks)
      write("lock", server_name(lock.mode), lock.relation);
    for (const Affected& one : forecast.rewrites) write("rewrite", "", one);
    for (const Affected& one : forecast.scans) write("scan", "", one);
    for (const Affected& one : forecast.changes) write("change", "", one);
  }

  void write_objects() {
    if (!project_.model) return;
    SqliteStatement insert(writer_, "INSERT INTO objects VALUES (?, ?, ?, ?, ?, ?)");
    const Catalog& catalog = project_.model->catalog();
    std::vector<LineIndex> lines;
    for (const ParsedMigration& migration : project_.migrations)
      lines.emplace_back(migration.source->up.text);
    catalog.for_each([&](const Object& object) {
      insert.text(catalog.schema_name(object)).text(object.name).text(name_of(object.kind));
      const Origin& origin = object.origin;
      const bool made = object.id != kPublicSchema && origin.migration < lines.size();
      insert.number_or_null(made ? origin.migration + 1 : 0);
      insert.number_or_null(made ? lines[origin.migration].position(origin.offset).line : 0);
      insert.text(object.uncertain).run();
    });
  }

  void write_rules() {
    SqliteStatement insert(writer_, "INSERT INTO rules VALUES (?, ?, ?)");
    for (const Rule* rule : all_rules()) {
      const Level level = project_.config.level(*rule);
      insert.text(rule->id).text(level == Level::off ? "off" : to_text(severity_of(level)));
      insert.text(rule->summary).run();
    }
  }

  void write_suppressions() {
    SqliteStatement insert(writer_, "INSERT INTO suppressions VALUES (?, ?, ?, ?, ?)");
    for (std::size_t i = 0; i < project_.migrations.size(); ++i) {
      const SourceFile& file = project_.migrations[i].source->up;
      if (file.directives.allows.empty()) continue;
      const LineIndex lines(file.text);
      for (const Allow& allow : file.directives.allows)
        for (const std::string& rule : allow.rules) {
          insert.number(i + 1).number(lines.position(allow.span.begin).line).text(rule);
          insert.number(allow.whole_file ? 1 : 0).text(allow.reason).run();
        }
    }
  }

  void write_findings() {
    SqliteStatement insert(writer_,
                           "INSERT INTO findings VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (const Finding& finding : project_.findings) {
      insert.text(finding.rule).text(to_text(finding.severity)).text(finding.place.file);
      insert.number_or_null(finding.place.line).number_or_null(finding.place.column);
      insert.text(finding.migration).number_or_null(finding.statement).text(finding.message);
      insert.text(finding.help).number(finding.suppressed ? 1 : 0).text(finding.reason).run();
    }
  }

  void write_run(std::size_t reused) {
    const Summary summary = summarize(project_.findings);
    SqliteStatement insert(writer_,
                           "INSERT INTO runs VALUES (NULL, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), "
                           "?, ?, ?, ?, ?, ?, ?)");
    insert.text(MIGC_VERSION).text(name_of(project_.set.dialect));
    insert.number(static_cast<std::size_t>(project_.config.server_version));
    insert.number(project_.migrations.size()).number(reused);
    insert.number(summary.errors).number(summary.warnings).run();
    writer_.execute("DELETE FROM runs WHERE id <= (SELECT max(id) FROM runs) - 100");
  }

  SqliteWriter& writer_;
  const Project& project_;
};

}  // namespace

void write_content(SqliteWriter& writer, const Project& project) {
  Content(writer, project).write();
}

}  // namespace migc::compiler
