#include "postgres/index_build.h"

#include <optional>

#include "postgres/errors.h"
#include "postgres/statement_text.h"
#include "text.h"

namespace migc::postgres {
namespace {

// Indexes of the table that are not part of the evidence, newest first. One
// without a name in the statement is known by being new and invalid.
constexpr std::string_view kNewIndexes =
    "SELECT pg_catalog.format('%I.%I', n.nspname, c.relname), i.indisvalid "
    "FROM pg_catalog.pg_index i "
    "JOIN pg_catalog.pg_class c ON c.oid OPERATOR(pg_catalog.=) i.indexrelid "
    "JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace "
    "WHERE i.indrelid OPERATOR(pg_catalog.=) pg_catalog.to_regclass($1) "
    "AND i.indexrelid OPERATOR(pg_catalog.<>) ALL ($2::pg_catalog.oid[]) "
    "AND CASE WHEN $3::pg_catalog.text OPERATOR(pg_catalog.=) '' THEN NOT i.indisvalid "
    "ELSE c.relname OPERATOR(pg_catalog.=) $3::pg_catalog.text::pg_catalog.name END "
    "AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_stat_progress_create_index p "
    "WHERE p.index_relid OPERATOR(pg_catalog.=) i.indexrelid) "
    "ORDER BY i.indexrelid DESC LIMIT 1";

Result<void> drop(Connection& connection, const std::string& index) {
  const Reply patient = connection.run("SET lock_timeout = 0");
  if (!patient) return session_error(patient.error(), "prepare to drop an invalid index");
  const Reply dropped = connection.query(concat("DROP INDEX CONCURRENTLY IF EXISTS ", index));
  if (!dropped) return session_error(dropped.error(), concat("drop the invalid index ", index));
  return {};
}

}  // namespace

Result<std::string> gather_evidence(Connection& connection, const Statement& statement) {
  const auto build = parse_concurrent_index(statement.sql);
  if (!build) return std::string();
  const Reply reply = connection.query(
      "SELECT COALESCE(pg_catalog.array_agg(indexrelid), '{}') FROM pg_catalog.pg_index "
      "WHERE indrelid OPERATOR(pg_catalog.=) pg_catalog.to_regclass($1)",
      {build->table});
  if (!reply) return session_error(reply.error(), "look for the table's indexes");
  return reply->rows[0][0];
}

Result<Aftermath> settle_index_build(Connection& connection, const Statement& statement,
                                     const std::string& evidence) {
  const auto build = parse_concurrent_index(statement.sql);
  if (!build) return Aftermath::nothing;
  const Reply reply = connection.query(
      kNewIndexes, {build->table, evidence.empty() ? "{}" : evidence, build->name});
  if (!reply) return session_error(reply.error(), "look for an unfinished index");
  if (reply->rows.empty()) return Aftermath::nothing;
  const Record& index = reply->rows.front();
  if (index[1] == "t") return Aftermath::finished;
  if (auto dropped = drop(connection, index[0]); !dropped) return std::move(dropped).error();
  return Aftermath::nothing;
}

}  // namespace migc::postgres
