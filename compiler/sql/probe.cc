#include "compiler/sql/probe.h"

#include "compiler/sql/reader.h"

namespace migc::compiler {
namespace {

StatementProbe named(Effect effect, std::string_view name) {
  return {.effect = effect, .object = {.schema = "", .name = std::string(name), .span = {}}};
}

StatementProbe probe_of_reindex(const Reader& reader, const Node& statement) {
  const std::string_view kind = statement.text("kind");
  bool concurrently = statement.flag("concurrent");
  for (const auto& [option, value] : reader.options(statement.list("params"))) {
    if (option == "concurrently") concurrently = value != "false" && value != "off";
  }
  if (!concurrently) return {.effect = Effect::repeatable};
  if (kind == "REINDEX_OBJECT_SCHEMA") {
    return named(Effect::rebuild_indexes_of_schema, statement.text("name"));
  }
  const Node relation = statement["relation"];
  if (!relation) return {.effect = Effect::rebuild_all_indexes};
  const bool one = kind == "REINDEX_OBJECT_INDEX";
  return {.effect = one ? Effect::rebuild_index : Effect::rebuild_indexes_of_table,
          .object = reader.range_var(relation)};
}

StatementProbe probe_of_detach(const Reader& reader, const Node& statement) {
  for (const Node& command : statement.list("cmds")) {
    const Node partition = command.unwrapped()["def"].unwrapped()["name"];
    if (command.unwrapped().text("subtype") != "AT_DetachPartition" || !partition) continue;
    return {.effect = Effect::detach_partition,
            .object = reader.range_var(statement["relation"]),
            .part = reader.range_var(partition)};
  }
  return {};
}

StatementProbe probe_of_index_drop(const Node& statement) {
  const auto objects = statement.list("objects");
  if (objects.size() != 1) return {};  // the server refuses it
  return {.effect = Effect::drop_index,
          .object = name_from_strings(objects.front()["List"].list("items"))};
}

}  // namespace

StatementProbe probe_of(const Reader& reader, std::string_view type, const Node& statement) {
  if (type == "IndexStmt") {
    return {.effect = Effect::build_index,
            .object = reader.range_var(statement["relation"]),
            .part = {.schema = "", .name = std::string(statement.text("idxname")), .span = {}}};
  }
  if (type == "DropStmt") return probe_of_index_drop(statement);
  if (type == "ReindexStmt") return probe_of_reindex(reader, statement);
  if (type == "AlterTableStmt") return probe_of_detach(reader, statement);
  if (type == "CreatedbStmt") return named(Effect::create_database, statement.text("dbname"));
  if (type == "DropdbStmt") return named(Effect::drop_database, statement.text("dbname"));
  if (type == "CreateTableSpaceStmt") {
    return named(Effect::create_tablespace, statement.text("tablespacename"));
  }
  if (type == "DropTableSpaceStmt") {
    return named(Effect::drop_tablespace, statement.text("tablespacename"));
  }
  if (type == "CreateSubscriptionStmt") {
    return named(Effect::create_subscription, statement.text("subname"));
  }
  if (type == "DropSubscriptionStmt") {
    return named(Effect::drop_subscription, statement.text("subname"));
  }
  const bool repeatable = type == "VacuumStmt" || type == "ClusterStmt" ||
                          type == "AlterDatabaseStmt" || type == "AlterSystemStmt" ||
                          type == "DiscardStmt";
  return {.effect = repeatable ? Effect::repeatable : Effect::unknown};
}

}  // namespace migc::compiler
