#include "compiler/report/json.h"

#include <nlohmann/json.hpp>

#include "compiler/base/dialect.h"
#include "compiler/base/utf8.h"

namespace migc::compiler {
namespace {

using Json = nlohmann::ordered_json;

// The oldest SQLite whose syntax the rules assume: DROP COLUMN, RETURNING.
constexpr const char* kOldestSqlite = "3.35";

Json server_version_json(const CheckReport& report) {
  if (report.dialect == Dialect::sqlite) return kOldestSqlite;
  return report.server_version;
}

Json migration_json(const CheckedMigration& migration) {
  return {{"version", migration.version},
          {"name", to_valid_utf8(migration.name)},
          {"file", to_valid_utf8(migration.file)},
          {"digest", "sha256:" + migration.digest},
          {"state", migration.locked ? "locked" : "new"},
          {"transactional", migration.transactional}};
}

Json note_json(const Note& note) {
  return {{"file", to_valid_utf8(note.place.file)},
          {"line", note.place.line},
          {"column", note.place.column},
          {"message", to_valid_utf8(note.message)}};
}

Json finding_json(const Finding& finding) {
  Json out{{"rule", finding.rule},
           {"severity", to_text(finding.severity)},
           {"file", to_valid_utf8(finding.place.file)},
           {"line", finding.place.line},
           {"column", finding.place.column},
           {"end_line", finding.place.end_line},
           {"end_column", finding.place.end_column},
           {"migration", finding.migration.empty() ? Json() : Json(finding.migration)},
           {"statement", finding.statement == 0 ? Json() : Json(finding.statement)},
           {"message", to_valid_utf8(finding.message)},
           {"help", to_valid_utf8(finding.help)},
           {"notes", Json::array()},
           {"suppressed", finding.suppressed},
           {"reason", finding.suppressed ? Json(to_valid_utf8(finding.reason)) : Json()}};
  for (const Note& note : finding.notes) out["notes"].push_back(note_json(note));
  if (finding.history) out["history"] = true;
  return out;
}

}  // namespace

std::string to_json(const CheckReport& report) {
  Json out{{"format", 1},
           {"dialect", name_of(report.dialect)},
           {"server_version", server_version_json(report)},
           {"migrations", Json::array()},
           {"findings", Json::array()}};
  for (const CheckedMigration& migration : report.migrations)
    out["migrations"].push_back(migration_json(migration));
  for (const Finding& finding : report.findings) out["findings"].push_back(finding_json(finding));
  const Summary summary = summarize(report.findings);
  out["summary"] = {{"errors", summary.errors},
                    {"warnings", summary.warnings},
                    {"notes", summary.notes},
                    {"suppressed", summary.suppressed}};
  return out.dump(2) + "\n";
}

}  // namespace migc::compiler
