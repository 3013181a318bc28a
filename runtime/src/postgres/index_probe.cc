#include "postgres/index_probe.h"

#include <array>

#include "postgres/catalog.h"
#include "text.h"

namespace migc::postgres {
namespace {

// A session that still works on it would be disturbed.
constexpr std::string_view kNobodyBuilds =
    " AND NOT EXISTS (SELECT 1 FROM pg_stat_progress_create_index p "
    "WHERE p.index_relid = i.indexrelid)";

// Indexes of table $1 that are not part of the evidence $2; with the name $3 if
// that is known.
constexpr std::string_view kNewIndexes =
    "SELECT format('%I.%I', n.nspname, c.relname), i.indisvalid FROM pg_index i "
    "JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace "
    "WHERE i.indrelid = nullif($1, '')::oid AND i.indexrelid <> ALL ($2::oid[]) "
    "AND ($3 = '' OR c.relname = $3::name)";

// What REINDEX will touch, as tables by number; $1 is a number or a name.
std::string affected_tables(Effect effect) {
  switch (effect) {
    case Effect::rebuild_index:
      return "SELECT indrelid FROM pg_index WHERE indexrelid = nullif($1, '')::oid OR indexrelid "
             "IN "
             "(SELECT relid FROM pg_partition_tree(nullif($1, '')::oid::regclass))";
    case Effect::rebuild_indexes_of_table:
      return "SELECT nullif($1, '')::oid "
             "UNION SELECT relid FROM pg_partition_tree(nullif($1, '')::oid::regclass)";
    case Effect::rebuild_indexes_of_schema:
      return "SELECT oid FROM pg_class WHERE relkind IN ('r', 'm') "
             "AND relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1::name)";
    default:  // all that are not the server's own
      return "SELECT oid FROM pg_class WHERE relkind IN ('r', 'm') AND $1 = '' AND oid >= 16384";
  }
}

std::string rebuilt_indexes(Effect effect) {
  if (effect == Effect::rebuild_index) {
    return "(i.indexrelid = nullif($1, '')::oid OR i.indexrelid IN "
           "(SELECT relid FROM pg_partition_tree(nullif($1, '')::oid::regclass)))";
  }
  return "i.indisvalid AND NOT i.indisexclusion";
}

// Three arrays: indexes to be rebuilt, their tables, and indexes that were
// invalid before. A table's large values live in a table of their own.
std::string rebuild_query(Effect effect) {
  return concat("WITH named (oid) AS (", affected_tables(effect),
                "), affected AS (SELECT oid FROM named ",
                "UNION SELECT reltoastrelid FROM pg_class WHERE oid IN (SELECT oid FROM named) "
                "AND reltoastrelid <> 0), "
                "found AS (SELECT i.indexrelid, i.indisvalid, ",
                rebuilt_indexes(effect),
                " AS rebuilt FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
                "WHERE c.relkind = 'i' AND i.indrelid IN (SELECT oid FROM affected)) "
                "SELECT coalesce(array_agg(indexrelid) FILTER (WHERE rebuilt), '{}'), "
                "(SELECT coalesce(array_agg(oid), '{}') FROM affected WHERE oid IS NOT NULL), "
                "coalesce(array_agg(indexrelid) FILTER (WHERE NOT indisvalid), '{}') FROM found");
}

// REINDEX builds a copy (_ccnew), exchanges the two, and drops the old one
// (_ccold); either may be left.
constexpr std::string_view kLeftovers =
    "SELECT format('%I.%I', n.nspname, c.relname) FROM pg_index i "
    "JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace "
    "WHERE i.indrelid = ANY ($2::oid[]) AND NOT i.indisvalid AND c.relkind = 'i' AND CASE "
    "WHEN i.indexrelid = ANY ($1::oid[]) THEN c.relname ~ '_ccold[0-9]*$' "
    "ELSE c.relname ~ '_ccnew[0-9]*$' AND i.indexrelid <> ALL ($3::oid[]) END";

constexpr std::string_view kAllReplaced =
    "SELECT count(*) = 0 AND $1::oid[] <> '{}' FROM pg_index WHERE indexrelid = ANY ($1::oid[])";

Result<void> drop(Connection& connection, const std::string& index,
                  std::chrono::milliseconds patience) {
  return repair(connection, concat("DROP INDEX CONCURRENTLY IF EXISTS ", index),
                concat("drop the invalid index ", index), patience);
}

// "{1,2} {3} {}"
std::array<std::string, 3> split_evidence(const std::string& evidence) {
  std::array<std::string, 3> parts{"{}", "{}", "{}"};
  std::size_t begin = 0;
  for (std::string& part : parts) {
    const std::size_t end = std::min(evidence.find(' ', begin), evidence.size());
    if (end > begin) part = evidence.substr(begin, end - begin);
    begin = std::min(end + 1, evidence.size());
  }
  return parts;
}

Result<std::string> subject_of(Connection& connection, const Probe& probe) {
  const bool relation =
      probe.effect == Effect::rebuild_index || probe.effect == Effect::rebuild_indexes_of_table;
  if (relation) return find_relation(connection, probe.schema, probe.name);
  return std::string(probe.name);
}

}  // namespace

Result<std::string> evidence_before_build(Connection& connection, const Probe& probe) {
  const auto table = find_relation(connection, probe.schema, probe.name);
  if (!table) return table.error();
  auto rows = ask_catalog(connection,
                          "SELECT coalesce(array_agg(indexrelid), '{}') FROM pg_index "
                          "WHERE indrelid = nullif($1, '')::oid",
                          {table.value()});
  if (!rows) return std::move(rows).error();
  return rows->front()[0];
}

// One without a name in the statement is known by being the only new one.
Result<Aftermath> settle_build(Connection& connection, const Probe& probe,
                               const std::string& evidence, std::chrono::milliseconds patience) {
  const auto table = find_relation(connection, probe.schema, probe.name);
  if (!table) return table.error();
  const auto rows =
      ask_catalog(connection, concat(kNewIndexes, kNobodyBuilds),
                  {table.value(), evidence.empty() ? "{}" : evidence, std::string(probe.part)});
  if (!rows) return rows.error();
  if (rows->empty()) return Aftermath::untouched;
  if (rows->size() > 1) return Aftermath::unknown;
  const Record& index = rows->front();
  if (index[1] == "t") return Aftermath::finished;
  if (auto dropped = drop(connection, index[0], patience); !dropped) {
    return std::move(dropped).error();
  }
  return Aftermath::untouched;
}

Result<std::string> evidence_before_rebuild(Connection& connection, const Probe& probe) {
  auto subject = subject_of(connection, probe);
  if (!subject) return subject;
  const auto rows = ask_catalog(connection, rebuild_query(probe.effect), {subject.value()});
  if (!rows) return rows.error();
  const Record& row = rows->front();
  return concat(row[0], " ", row[1], " ", row[2]);
}

Result<Aftermath> settle_rebuild(Connection& connection, const std::string& evidence,
                                 std::chrono::milliseconds patience) {
  const auto [indexes, tables, invalid] = split_evidence(evidence);
  const auto leftovers =
      ask_catalog(connection, concat(kLeftovers, kNobodyBuilds), {indexes, tables, invalid});
  if (!leftovers) return leftovers.error();
  for (const Record& index : leftovers.value()) {
    if (auto dropped = drop(connection, index[0], patience); !dropped) {
      return std::move(dropped).error();
    }
  }
  const auto replaced = ask_catalog(connection, std::string(kAllReplaced), {indexes});
  if (!replaced) return replaced.error();
  return replaced->front()[0] == "t" ? Aftermath::finished : Aftermath::untouched;
}

Result<std::string> find_invalid_index(Connection& connection, const Probe& build) {
  if (build.part.empty()) return std::string();
  const auto table = find_relation(connection, build.schema, build.name);
  if (!table) return table.error();
  const auto rows = ask_catalog(connection,
                                "SELECT c.oid::regclass FROM pg_index i JOIN pg_class c "
                                "ON c.oid = i.indexrelid WHERE i.indrelid = nullif($1, '')::oid "
                                "AND c.relname = $2::name AND NOT i.indisvalid",
                                {table.value(), std::string(build.part)});
  if (!rows) return rows.error();
  return rows->empty() ? std::string() : rows->front()[0];
}

}  // namespace migc::postgres
