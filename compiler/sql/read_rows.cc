// Statements that change or read rows, and those that maintain tables.
#include <algorithm>

#include "compiler/sql/read_statement.h"

namespace migc::compiler {
namespace {

// A dotted name in a string, as regclass reads it.
QualifiedName name_in(std::string_view text) {
  std::vector<std::string> path;
  for (const Token& token : tokenize(text, Dialect::postgresql))
    if (token.kind == TokenKind::word || token.kind == TokenKind::quoted_name)
      path.push_back(name_of(token, text));
  if (path.empty()) return {};
  return {path.size() > 1 ? path[path.size() - 2] : "", path.back(), {}};
}

// The constant below casts; empty when there is none.
std::string string_argument(const std::vector<Node>& arguments, std::size_t index) {
  if (index >= arguments.size()) return {};
  Node node = arguments[index];
  while (node.type() == "TypeCast") node = node.unwrapped()["arg"];
  return node.type() == "A_Const" ? constant_text(node["A_Const"]) : std::string();
}

// What nextval('s') and setval(pg_get_serial_sequence('t', 'c'), 1) number with.
std::optional<NumberedRelation> numbered_by(std::string_view function, const Node& call) {
  if (function != "nextval" && function != "setval") return std::nullopt;
  const auto arguments = call.list("args");
  if (const std::string name = string_argument(arguments, 0); !name.empty())
    return NumberedRelation{name_in(name), ""};
  if (arguments.empty() || arguments.front().type() != "FuncCall") return std::nullopt;
  const auto inner = arguments.front().unwrapped().list("args");
  return NumberedRelation{name_in(string_argument(inner, 0)), string_argument(inner, 1)};
}

// What a statement touches besides its own table; `out` is ChangeRows or RunQuery.
template <class Out>
void collect_uses(const Reader& reader, const Node& node, Out& out) {
  std::vector<std::string> common;  // names of WITH
  node.walk([&](std::string_view type, const Node& below) {
    if (type == "FuncCall") {
      const QualifiedName name = name_from_strings(below.list("funcname"));
      out.functions.push_back(name.schema.empty() ? name.name : name.schema + "." + name.name);
      if (auto numbered = numbered_by(name.name, below)) out.sequences.push_back(*numbered);
    }
    const bool changes = type == "InsertStmt" || type == "UpdateStmt" || type == "DeleteStmt";
    const Node relation = changes ? below["relation"] : below;
    const QualifiedName name{
        std::string(relation.text("schemaname")), std::string(relation.text("relname")), {}};
    if (changes) out.changes_too.push_back(name);
    if (type == "RangeVar") out.reads.push_back(name);
    if (type == "CommonTableExpr") common.emplace_back(below.text("ctename"));
    if constexpr (requires { out.assignments; })
      add_assignments(reader, type, below, out.assignments);
    if constexpr (requires { out.locks_rows; }) out.locks_rows |= type == "LockingClause";
  });
  std::erase_if(out.reads, [&](const QualifiedName& read) {
    return read.schema.empty() &&
           std::find(common.begin(), common.end(), read.name) != common.end();
  });
}

RowChange change_of(std::string_view type) {
  if (type == "UpdateStmt") return RowChange::update;
  if (type == "DeleteStmt") return RowChange::delete_rows;
  if (type == "MergeStmt") return RowChange::merge;
  if (type == "CopyStmt") return RowChange::copy_from;
  if (type == "TruncateStmt") return RowChange::truncate;
  if (type == "LockStmt") return RowChange::lock;
  return RowChange::insert;
}

bool is_constant(const Node& condition) {
  bool constant = true;
  condition.walk([&](std::string_view type, const Node&) {
    constant &= type != "ColumnRef" && type != "SubLink" && type != "FuncCall" &&
                type != "ParamRef" && type != "CurrentOfExpr";
  });
  return constant;
}

bool is_constant_list(const Node& value) {
  if (value.type() != "List") return value.type() == "A_Const" || value.type() == "TypeCast";
  const auto items = value["List"].list("items");
  return std::all_of(items.begin(), items.end(), is_constant);
}

// Of `a = 1 AND b IN (2, 3)`: a, b.
void collect_chosen_by(const Node& condition, std::vector<std::string>& out) {
  const Node node = condition.unwrapped();
  if (condition.type() == "BoolExpr" && node.text("boolop") == "AND_EXPR")
    for (const Node& part : node.list("args")) collect_chosen_by(part, out);
  const bool compares = condition.type() == "A_Expr" &&
                        (node.text("kind") == "AEXPR_OP" || node.text("kind") == "AEXPR_IN") &&
                        name_from_strings(node.list("name")).name == "=";
  if (!compares || node["lexpr"].type() != "ColumnRef" || !is_constant_list(node["rexpr"])) return;
  const auto path = strings(node["lexpr"].unwrapped().list("fields"));
  if (!path.empty() && is_constant(node["rexpr"])) out.push_back(path.back());
}

std::vector<std::string> string_constants(const Node& node) {
  std::vector<std::string> out;
  node.walk([&](std::string_view type, const Node& below) {
    if (type == "A_Const" && below["sval"]) out.emplace_back(below["sval"].text("sval"));
  });
  return out;
}

// set_config('search_path', 'a, b', false)
void read_set_config(const std::vector<Node>& arguments, RunQuery& out) {
  if (arguments.size() != 3) return;
  SetVariable set;
  set.name = option_value(arguments[0]);
  set.local = option_value(arguments[2]) == "true";
  const std::string value = option_value(arguments[1]);
  for (const Token& token : tokenize(value, Dialect::postgresql))
    if (token.kind == TokenKind::word || token.kind == TokenKind::quoted_name)
      set.values.push_back(name_of(token, value));
  if (set.values.empty()) set.values.emplace_back();  // no schema at all, not the default
  out.settings.push_back(std::move(set));
}

}  // namespace

ChangeRows read_row_change(const Reader& reader, std::string_view type, const Node& node) {
  ChangeRows out;
  out.change = change_of(type);
  if (const Node relation = node["relation"]) out.tables.push_back(reader.range_var(relation));
  for (const Node& relation : node.list("relations"))
    out.tables.push_back(reader.range_var(relation.unwrapped()));
  out.cascade = node.text("behavior") == "DROP_CASCADE";
  if (const Node condition = node["whereClause"]) {
    out.has_where = true;
    out.where_is_constant = is_constant(condition);
    // With other tables, a column may be one of theirs.
    if (node.list("fromClause").empty() && node.list("usingClause").empty())
      collect_chosen_by(condition, out.chosen_by);
  }
  for (const Node& column : node.list(type == "InsertStmt" ? "cols" : "targetList"))
    out.columns.emplace_back(column.unwrapped().text("name"));
  add_assignments(reader, type, node, out.assignments);
  out.restarts = node.flag("restart_seqs");
  if (type == "LockStmt") out.lock_mode = static_cast<int>(node.number("mode"));
  if (type != "TruncateStmt" && type != "LockStmt") collect_uses(reader, node, out);
  return out;
}

RunQuery read_run_query(const Reader& reader, const Node& select_stmt) {
  RunQuery out;
  collect_uses(reader, select_stmt, out);
  select_stmt.walk([&](std::string_view type, const Node& below) {
    if (type == "FuncCall" && name_from_strings(below.list("funcname")).name == "set_config")
      read_set_config(below.list("args"), out);
  });
  out.texts = string_constants(select_stmt);
  return out;
}

Call read_call(const Node& call_stmt) {
  const Node call = call_stmt["funccall"];
  return {name_from_strings(call.list("funcname")), string_constants(call)};
}

Maintain read_maintenance(const Reader& reader, std::string_view type, const Node& node) {
  Maintain out;
  const Options settings = reader.options(node.list(type == "VacuumStmt" ? "options" : "params"));
  const auto is_on = [&](std::string_view name) {
    for (const auto& [option, value] : settings)
      if (option == name) return value != "false" && value != "off" && value != "0";
    return false;
  };
  if (type == "ClusterStmt") out.kind = Maintain::Kind::cluster;
  if (type == "ReindexStmt") out.kind = Maintain::Kind::reindex;
  if (type == "VacuumStmt" && !node.flag("is_vacuumcmd")) out.kind = Maintain::Kind::analyze;
  if (type == "VacuumStmt" && is_on("full")) out.kind = Maintain::Kind::vacuum_full;
  out.index = node.text("indexname");
  out.concurrently = is_on("concurrently");
  if (node.text("kind") == "REINDEX_OBJECT_INDEX") out.object = ObjectKind::index;
  if (node.text("kind") == "REINDEX_OBJECT_SCHEMA") out.object = ObjectKind::schema;
  if (node.text("kind") == "REINDEX_OBJECT_DATABASE") out.object = ObjectKind::database;
  if (const Node relation = node["relation"]) out.tables.push_back(reader.range_var(relation));
  for (const Node& relation : node.list("rels"))
    out.tables.push_back(reader.range_var(relation.unwrapped()["relation"]));
  return out;
}

}  // namespace migc::compiler
