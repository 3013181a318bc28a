#include "observer.h"

#include <algorithm>
#include <cstdlib>

namespace migc::testing {
namespace {

using compiler::LockMode;

LockMode mode_named(const std::string& name) {
  for (int mode = 1; mode <= static_cast<int>(LockMode::access_exclusive); ++mode)
    if (compiler::server_name(static_cast<LockMode>(mode)) == name)
      return static_cast<LockMode>(mode);
  return LockMode::none;
}

// Relations of users, temporary ones among them.
constexpr char kRelations[] =
    "SELECT c.oid, CASE WHEN n.nspname LIKE 'pg\\_temp\\_%' THEN 'pg_temp' ELSE n.nspname END,"
    " c.relname, c.relkind, c.relfilenode, coalesce(s.seq_scan, 0), coalesce(s.idx_scan, 0)"
    " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    " LEFT JOIN pg_catalog.pg_stat_xact_user_tables s ON s.relid = c.oid"
    " WHERE n.nspname <> 'information_schema'"
    " AND (n.nspname NOT LIKE 'pg\\_%' OR n.nspname LIKE 'pg\\_temp\\_%')";

}  // namespace

std::optional<Rows> rows_of(PGconn* connection, const std::string& sql, std::string& error) {
  PGresult* const result = PQexec(connection, sql.c_str());
  const ExecStatusType status = PQresultStatus(result);
  std::optional<Rows> rows;
  if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK || status == PGRES_EMPTY_QUERY) {
    rows.emplace();
    for (int row = 0; row < PQntuples(result); ++row) {
      auto& cells = rows->emplace_back();
      for (int column = 0; column < PQnfields(result); ++column)
        cells.emplace_back(PQgetvalue(result, row, column));
    }
  } else {
    error = PQresultErrorMessage(result);
  }
  PQclear(result);
  return rows;
}

Observer::Relations Observer::relations() const {
  std::string error;
  Relations out;
  for (const auto& row : rows_of(watcher_, kRelations, error).value_or(Rows()))
    out[row[0]] = {
        row[1], row[2], row[4], row[3][0], std::atol(row[5].c_str()), std::atol(row[6].c_str())};
  return out;
}

// Also what it waits for.
std::map<std::string, LockMode> Observer::locks() const {
  std::string error;
  std::map<std::string, LockMode> out;
  const std::string sql =
      "SELECT relation, mode FROM pg_catalog.pg_locks WHERE locktype = 'relation' AND pid = " +
      std::to_string(PQbackendPID(connection_));
  for (const auto& row : rows_of(watcher_, sql, error).value_or(Rows()))
    out[row[0]] = std::max(out[row[0]], mode_named(row[1]));
  return out;
}

void Observer::before() {
  before_ = relations();
}

std::vector<Observed> Observer::after() {
  const auto held = locks();
  const Relations now = relations();
  std::map<std::pair<std::string, std::string>, const Relation*> by_name;
  for (const auto& [oid, relation] : now)
    if (!before_.contains(oid)) by_name[{relation.schema, relation.name}] = &relation;
  std::vector<Observed> out;
  for (const auto& [oid, old] : before_) {
    Observed seen{old.schema, old.name, old.kind};
    if (const auto lock = held.find(oid); lock != held.end()) seen.lock = lock->second;
    const auto same = now.find(oid);
    // An index that is dropped and made again is another object of the same name;
    // a table that takes the name of another is not that one, written anew.
    const bool index = old.kind == 'i';
    const auto twin = index ? by_name.find({old.schema, old.name}) : by_name.end();
    const Relation* after = same != now.end()       ? &same->second
                            : twin != by_name.end() ? twin->second
                                                    : nullptr;
    seen.rewritten = after && after->file != old.file && old.kind != 'S';
    if (same != now.end()) {
      seen.scanned = same->second.scans > old.scans;
      seen.index_scanned = same->second.index_scans > old.index_scans;
    }
    out.push_back(std::move(seen));
  }
  return out;
}

}  // namespace migc::testing
