#include "postgres/probe.h"

#include "postgres/catalog.h"
#include "postgres/errors.h"
#include "postgres/index_probe.h"
#include "text.h"

namespace migc::postgres {
namespace {

enum class Kind : std::uint8_t { none, makes, removes, builds, rebuilds, detaches };

Kind kind_of(Effect effect) {
  switch (effect) {
    case Effect::build_index:
      return Kind::builds;
    case Effect::rebuild_index:
    case Effect::rebuild_indexes_of_table:
    case Effect::rebuild_indexes_of_schema:
    case Effect::rebuild_all_indexes:
      return Kind::rebuilds;
    case Effect::detach_partition:
      return Kind::detaches;
    case Effect::create_database:
    case Effect::create_tablespace:
    case Effect::create_subscription:
      return Kind::makes;
    case Effect::drop_index:
    case Effect::drop_database:
    case Effect::drop_tablespace:
    case Effect::drop_subscription:
      return Kind::removes;
    case Effect::unknown:
    case Effect::repeatable:
      return Kind::none;
  }
  return Kind::none;
}

// Of an object that is in no schema.
std::string object_query(Effect effect) {
  switch (effect) {
    case Effect::create_database:
    case Effect::drop_database:
      return "SELECT oid FROM pg_database WHERE datname = $1::name";
    case Effect::create_tablespace:
    case Effect::drop_tablespace:
      return "SELECT oid FROM pg_tablespace WHERE spcname = $1::name";
    default:
      return "SELECT oid FROM pg_subscription WHERE subname = $1::name AND subdbid = "
             "(SELECT oid FROM pg_database WHERE datname = current_database())";
  }
}

// The number of what the statement makes or removes; empty: it is not there.
Result<std::string> find_object(Connection& connection, const Probe& probe) {
  if (probe.effect == Effect::drop_index)
    return find_relation(connection, probe.schema, probe.name);
  auto rows = ask_catalog(connection, object_query(probe.effect), {std::string(probe.name)});
  if (!rows) return std::move(rows).error();
  return rows->empty() ? std::string() : rows->front()[0];
}

// "attached", "pending" after the first half of a detachment, or nothing.
Result<std::string> find_attachment(Connection& connection, const Probe& probe) {
  const Reply reply = connection.query(
      "SELECT CASE WHEN inhdetachpending THEN 'pending' ELSE 'attached' END "
      "FROM pg_catalog.pg_inherits "
      "WHERE inhparent OPERATOR(pg_catalog.=) pg_catalog.to_regclass($1) "
      "AND inhrelid OPERATOR(pg_catalog.=) pg_catalog.to_regclass($2)",
      {relation_text(probe.schema, probe.name), relation_text(probe.part_schema, probe.part)});
  if (!reply) return session_error(reply.error(), "look for a partition");
  return reply->rows.empty() ? std::string() : reply->rows[0][0];
}

Aftermath finished_if(bool finished) {
  return finished ? Aftermath::finished : Aftermath::untouched;
}

Result<Aftermath> settle_object(Connection& connection, const Probe& probe,
                                const std::string& before) {
  const auto now = find_object(connection, probe);
  if (!now) return now.error();
  const bool changed = now.value() != before;
  const bool makes = kind_of(probe.effect) == Kind::makes;
  return finished_if(changed && !(makes ? now.value() : before).empty());
}

Result<Aftermath> settle_detachment(Connection& connection, const Probe& probe,
                                    const std::string& before, std::chrono::milliseconds patience) {
  const auto now = find_attachment(connection, probe);
  if (!now) return now.error();
  if (now.value().empty()) return finished_if(!before.empty());
  if (now.value() == "attached") return Aftermath::untouched;
  auto completed =
      repair(connection,
             concat("ALTER TABLE ", relation_text(probe.schema, probe.name), " DETACH PARTITION ",
                    relation_text(probe.part_schema, probe.part), " FINALIZE"),
             "complete the detachment of a partition", patience);
  if (!completed) return std::move(completed).error();
  return Aftermath::finished;
}

}  // namespace

Result<std::string> gather_evidence(Connection& connection, const Statement& statement) {
  const Probe& probe = statement.probe;
  switch (kind_of(probe.effect)) {
    case Kind::none:
      return std::string();
    case Kind::makes:
    case Kind::removes:
      return find_object(connection, probe);
    case Kind::builds:
      return evidence_before_build(connection, probe);
    case Kind::rebuilds:
      return evidence_before_rebuild(connection, probe);
    case Kind::detaches:
      return find_attachment(connection, probe);
  }
  return std::string();
}

Result<Aftermath> settle(Connection& connection, const Statement& statement,
                         const std::string& evidence, std::chrono::milliseconds patience) {
  const Probe& probe = statement.probe;
  switch (kind_of(probe.effect)) {
    case Kind::none:
      return probe.effect == Effect::repeatable ? Aftermath::untouched : Aftermath::unknown;
    case Kind::makes:
    case Kind::removes:
      return settle_object(connection, probe, evidence);
    case Kind::builds:
      return settle_build(connection, probe, evidence, patience);
    case Kind::rebuilds:
      return settle_rebuild(connection, evidence, patience);
    case Kind::detaches:
      return settle_detachment(connection, probe, evidence, patience);
  }
  return Aftermath::unknown;
}

bool runs_concurrently(const Statement& statement) {
  const Kind kind = kind_of(statement.probe.effect);
  return kind == Kind::builds || kind == Kind::rebuilds || kind == Kind::detaches ||
         statement.probe.effect == Effect::drop_index;
}

}  // namespace migc::postgres
