#include <nlohmann/json.hpp>

#include "compiler/base/utf8.h"
#include "compiler/report/forecast_report.h"

namespace migc::compiler {
namespace {

using Json = nlohmann::ordered_json;

Json relation_json(const ForecastRelation& relation) {
  return {{"schema", to_valid_utf8(relation.schema)},
          {"name", to_valid_utf8(relation.name)},
          {"object", relation.object},
          {"existed", relation.existed},
          {"certain", relation.certain}};
}

// `in_time`: with what it means while it is held.
Json lock_json(const ForecastLock& lock, bool in_time) {
  Json out{{"schema", to_valid_utf8(lock.relation.schema)},
           {"name", to_valid_utf8(lock.relation.name)},
           {"object", lock.relation.object},
           {"mode", lock.mode},
           {"existed", lock.relation.existed},
           {"certain", lock.relation.certain}};
  if (in_time) {
    out["since"] = lock.since;
    out["blocks"] = {{"reads", lock.blocks_reads}, {"writes", lock.blocks_writes}};
  }
  return out;
}

Json relations_json(const std::vector<ForecastRelation>& relations) {
  Json out = Json::array();
  for (const ForecastRelation& relation : relations) out.push_back(relation_json(relation));
  return out;
}

Json locks_json(const std::vector<ForecastLock>& locks, bool in_time) {
  Json out = Json::array();
  for (const ForecastLock& lock : locks) out.push_back(lock_json(lock, in_time));
  return out;
}

Json statement_json(const ForecastStatement& statement) {
  return {{"statement", statement.number},
          {"line", statement.line},
          {"column", statement.column},
          {"kind", statement.kind},
          {"sql", to_valid_utf8(statement.sql)},
          {"transactional", statement.transactional},
          {"certain", statement.certain},
          {"uncertainty", statement.certain ? Json() : Json(to_valid_utf8(statement.uncertainty))},
          {"locks", locks_json(statement.locks, false)},
          {"rewrites", relations_json(statement.rewrites)},
          {"scans", relations_json(statement.scans)},
          {"changes", relations_json(statement.changes)},
          {"blocks", {{"reads", statement.blocks_reads()}, {"writes", statement.blocks_writes()}}},
          {"held", locks_json(statement.held, true)},
          {"versions", statement.versions},
          {"why", to_valid_utf8(statement.why)}};
}

Json migration_json(const ForecastMigration& migration) {
  Json out{{"version", migration.version},          {"name", to_valid_utf8(migration.name)},
           {"file", to_valid_utf8(migration.file)}, {"transactional", migration.transactional},
           {"statements", Json::array()},           {"strongest", Json::array()}};
  for (const ForecastLock& lock : migration.strongest) {
    out["strongest"].push_back(lock_json(lock, true));
    out["strongest"].back()["during"] = lock.during;
  }
  for (const ForecastStatement& statement : migration.statements)
    out["statements"].push_back(statement_json(statement));
  return out;
}

}  // namespace

std::string to_json(const ForecastReport& report) {
  Json out{{"format", 1},
           {"dialect", "postgresql"},
           {"server_version", report.server_version},
           {"migrations", Json::array()}};
  for (const ForecastMigration& migration : report.migrations)
    out["migrations"].push_back(migration_json(migration));
  return out.dump(2) + "\n";
}

}  // namespace migc::compiler
