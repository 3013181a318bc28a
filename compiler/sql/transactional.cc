#include "compiler/sql/transactional.h"

#include "compiler/sql/reader.h"

namespace migc::compiler {
namespace {

bool has_option(const Node& statement, std::string_view list, std::string_view name) {
  for (const Node& option : statement.list(list)) {
    const Node element = option.unwrapped();
    if (element.text("defname") != name) continue;
    const Node value = element["arg"];
    return !value ||
           (value["String"].text("sval") != "false" && value["String"].text("sval") != "off" &&
            !(value.type() == "Boolean" && !value.unwrapped().flag("boolval")));
  }
  return false;
}

bool reindex_is_transactional(const Node& statement) {
  const std::string_view kind = statement.text("kind");
  const bool one_relation = kind == "REINDEX_OBJECT_TABLE" || kind == "REINDEX_OBJECT_INDEX";
  return one_relation && !has_option(statement, "params", "concurrently") &&
         !statement.flag("concurrent");
}

bool detaches_concurrently(const Node& statement) {
  for (const Node& command : statement.list("cmds")) {
    const Node partition = command.unwrapped()["def"];
    if (command.unwrapped().text("subtype") == "AT_DetachPartition" &&
        partition.unwrapped().flag("concurrent"))
      return true;
  }
  return false;
}

bool moves_database(const Node& statement) {
  return has_option(statement, "options", "tablespace");
}

bool is_off(const Node& statement, std::string_view name) {
  for (const Node& option : statement.list("options")) {
    if (option.unwrapped().text("defname") != name) continue;
    const std::string value = option_value(option.unwrapped()["arg"]);
    return value == "false" || value == "off" || value == "0";
  }
  return false;
}

// It makes a slot on the publisher, unless told not to.
bool creates_slot(const Node& statement) {
  return !is_off(statement, "connect") && !is_off(statement, "create_slot");
}

}  // namespace

bool is_transactional(std::string_view type, const Node& statement) {
  if (type == "IndexStmt") return !statement.flag("concurrent");
  if (type == "DropStmt") return !statement.flag("concurrent");
  if (type == "ReindexStmt") return reindex_is_transactional(statement);
  if (type == "AlterTableStmt") return !detaches_concurrently(statement);
  if (type == "VacuumStmt") return !statement.flag("is_vacuumcmd");  // ANALYZE may
  if (type == "ClusterStmt") return static_cast<bool>(statement["relation"]);
  if (type == "AlterDatabaseStmt") return !moves_database(statement);
  if (type == "DiscardStmt") return statement.text("target") != "DISCARD_ALL";
  if (type == "CreateSubscriptionStmt") return !creates_slot(statement);
  if (type == "TransactionStmt")
    return statement.text("kind") != "TRANS_STMT_COMMIT_PREPARED" &&
           statement.text("kind") != "TRANS_STMT_ROLLBACK_PREPARED";
  return type != "DropSubscriptionStmt" && type != "CreatedbStmt" && type != "DropdbStmt" &&
         type != "CreateTableSpaceStmt" && type != "DropTableSpaceStmt" &&
         type != "AlterSystemStmt";
}

}  // namespace migc::compiler
