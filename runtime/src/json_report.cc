#include "json_report.h"

#include "json.h"
#include "text.h"

namespace migc {
namespace {

constexpr int kFormat = 1;

JsonWriter begin_document(const MigrationSet& set) {
  JsonWriter json;
  json.object();
  json.member("format", kFormat);
  json.member("set", set.name);
  json.member("dialect", set.dialect == Dialect::sqlite ? "sqlite" : "postgresql");
  return json;
}

std::string prefixed(const Digest& digest) {
  return concat("sha256:", hex(digest));
}

std::string_view state_text(DatabaseState state) {
  switch (state) {
    case DatabaseState::unchanged:
      return "unchanged";
    case DatabaseState::advanced:
      return "advanced";
    case DatabaseState::partial:
      return "partial";
    case DatabaseState::unknown:
      break;
  }
  return "unknown";
}

std::string_view standing_text(Standing standing) {
  switch (standing) {
    case Standing::up_to_date:
      return "up_to_date";
    case Standing::pending:
      return "pending";
    case Standing::newer:
      break;
  }
  return "newer";
}

void write_error_members(JsonWriter& json, const Error& error) {
  json.member("code", to_text(error.code));
  json.member("state", state_text(error.state));
  json.member("retryable", error.retryable);
  json.member("message", error.message);
  json.member("help", error.help);
  json.member("migration", error.migration);
  json.member("file", error.file);
  json.member("line", error.line);
  json.member("column", error.column);
  json.member("sqlstate", error.sqlstate);
}

void write_error(JsonWriter& json, const Error* error) {
  if (error == nullptr) return;
  json.object("error");
  write_error_members(json, *error);
  json.end();
}

void write_entry(JsonWriter& json, const Entry& entry) {
  json.object();
  json.member("version", entry.version);
  json.member("name", entry.name);
  json.member("state", to_text(entry.state));
  json.member("known", entry.migration != nullptr);
  json.member("edited", entry.edited);
  if (entry.migration != nullptr) json.member("locked", entry.migration->locked);
  if (entry.state != EntryState::pending) {
    json.member("batch", entry.batch);
    json.member("statements_done", entry.statements_done);
    json.member("at", entry.at);
    json.member("by", entry.by);
    json.member("application", entry.application);
    json.member("duration_ms", entry.took.count());
  }
  json.end();
}

void write_texts(JsonWriter& json, std::string_view key, std::span<const std::string> texts) {
  json.array(key);
  for (const std::string& text : texts) json.element(text);
  json.end();
}

void write_pending(JsonWriter& json, const Migration& migration) {
  json.object();
  json.member("version", migration.version);
  json.member("name", migration.name);
  json.member("file", migration.file);
  json.member("transactional", migration.transactional);
  json.member("statements", migration.statements.size());
  json.end();
}

void write_line(JsonWriter& json, const HistoryLine& line) {
  json.object();
  json.member("at", line.at);
  json.member("event", line.event);
  json.member("version", line.version);
  json.member("name", line.name);
  json.member("batch", line.batch);
  json.member("duration_ms", line.took.count());
  json.member("by", line.by);
  json.member("application", line.application);
  if (!line.error.empty()) {
    json.member("error", line.error);
    json.member("statement", line.statement);
    json.member("sqlstate", line.sqlstate);
  }
  json.end();
}

void write_embedded(JsonWriter& json, const Migration& migration) {
  json.object();
  json.member("version", migration.version);
  json.member("name", migration.name);
  json.member("file", migration.file);
  json.member("digest", prefixed(migration.digest));
  json.member("chain", prefixed(migration.chain));
  json.member("transactional", migration.transactional);
  json.member("locked", migration.locked);
  json.member("statements", migration.statements.size());
  json.member("irreversible", migration.irreversible);
  if (!migration.down.empty()) json.member("down_digest", prefixed(migration.down_digest));
  json.end();
}

}  // namespace

std::string status_json(const MigrationSet& set, std::span<const Entry> entries,
                        const Error* difference) {
  JsonWriter json = begin_document(set);
  json.array("migrations");
  for (const Entry& entry : entries) write_entry(json, entry);
  json.end();
  write_error(json, difference);
  return json.end().text();
}

std::string plan_json(const MigrationSet& set, const Plan& plan) {
  JsonWriter json = begin_document(set);
  json.member("standing", standing_text(plan.standing));
  json.member("applied", plan.applied);
  json.member("resumes", plan.resumes);
  json.array("pending");
  for (const Migration* const migration : plan.pending) write_pending(json, *migration);
  json.end();
  write_texts(json, "unknown", plan.unknown);
  return json.end().text();
}

std::string verification_json(const MigrationSet& set, const Verification& verification) {
  JsonWriter json = begin_document(set);
  json.member("agrees", verification.agrees());
  json.member("applied", verification.applied);
  json.member("pending", verification.pending);
  write_texts(json, "unknown", verification.unknown);
  json.array("differences");
  for (const Error& difference : verification.differences) {
    json.object();
    write_error_members(json, difference);
    json.end();
  }
  return json.end().end().text();
}

std::string history_json(const MigrationSet& set, std::span<const HistoryLine> lines) {
  JsonWriter json = begin_document(set);
  json.array("history");
  for (const HistoryLine& line : lines) write_line(json, line);
  return json.end().end().text();
}

std::string sql_json(const MigrationSet& set, const Plan& plan) {
  JsonWriter json = begin_document(set);
  json.array("migrations");
  for (const Migration* const migration : plan.pending) {
    json.object();
    json.member("version", migration->version);
    json.member("name", migration->name);
    json.member("file", migration->file);
    json.member("transactional", migration->transactional);
    json.array("statements");
    for (const Statement& statement : migration->statements) json.element(statement.sql);
    json.end().end();
  }
  return json.end().end().text();
}

std::string rehearsal_json(const MigrationSet& set, const Rehearsal& rehearsal) {
  JsonWriter json = begin_document(set);
  write_texts(json, "rehearsed", rehearsal.rehearsed);
  write_texts(json, "skipped", rehearsal.skipped);
  json.member("duration_ms", rehearsal.took.count());
  return json.end().text();
}

std::string undo_json(const MigrationSet& set, const UndoPlan& plan) {
  JsonWriter json = begin_document(set);
  json.array("undo");
  for (const UndoStep& step : plan.steps) {
    json.object();
    json.member("version", step.version);
    json.member("name", step.name);
    json.member("file", step.file);
    json.member("transactional", step.transactional);
    json.member("from_ledger", step.from_ledger);
    write_texts(json, "statements", step.statements);
    json.end();
  }
  return json.end().end().text();
}

std::string drift_json(const MigrationSet& set, const Drift& drift) {
  JsonWriter json = begin_document(set);
  json.member("since", drift.since).member("complete", drift.complete);
  json.array("changes");
  for (const CatalogChange& change : drift.changes) {
    json.object().member("change", to_text(change.change));
    json.member("kind", change.kind).member("name", change.name).end();
  }
  return json.end().end().text();
}

std::string manifest_json(const MigrationSet& set) {
  JsonWriter json = begin_document(set);
  json.array("migrations");
  for (const Migration& migration : set.migrations) write_embedded(json, migration);
  json.end();
  if (!set.migrations.empty()) json.member("head", prefixed(set.migrations.back().chain));
  return json.end().text();
}

std::string summary_json(const MigrationSet& set, const Summary& summary, std::string_view verb,
                         const Error* error) {
  JsonWriter json = begin_document(set);
  json.member("verb", verb);
  write_texts(json, "migrations", summary.applied);
  json.member("newer", summary.newer);
  json.member("duration_ms", summary.took.count());
  write_error(json, error);
  return json.end().text();
}

std::string error_json(const MigrationSet& set, const Error& error) {
  JsonWriter json = begin_document(set);
  write_error(json, &error);
  return json.end().text();
}

}  // namespace migc
