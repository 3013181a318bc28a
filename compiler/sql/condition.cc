#include "compiler/sql/condition.h"

#include <pg_query.h>

#include "compiler/sql/node.h"
#include "compiler/sql/reader.h"

namespace migc::compiler {
namespace {

std::optional<Operand> read_operand(const Node& node);

std::optional<Operand> read_cast(const Node& cast) {
  auto inner = read_operand(cast["arg"]);
  const std::string type = name_from_strings(cast["typeName"].list("names")).name;
  if (inner && inner->kind == Operand::Kind::text && type == "regclass")
    inner->kind = Operand::Kind::relation;
  return inner;
}

std::optional<Operand> read_call(const Node& call) {
  const std::string name = name_from_strings(call.list("funcname")).name;
  if (name == "current_schema") return Operand{Operand::Kind::current_schema, "", ""};
  if (name == "current_database") return Operand{Operand::Kind::current_database, "", ""};
  const auto arguments = call.list("args");
  if (name != "to_regclass" || arguments.size() != 1) return std::nullopt;
  auto inner = read_operand(arguments.front());
  if (inner) inner->kind = Operand::Kind::relation;
  return inner;
}

std::optional<Operand> read_operand(const Node& node) {
  if (const Node column = node["ColumnRef"]) {
    const auto path = strings(column.list("fields"));
    if (path.empty() || path.back() == "*") return std::nullopt;
    return Operand{Operand::Kind::column, path.size() > 1 ? path[path.size() - 2] : "",
                   path.back()};
  }
  if (const Node constant = node["A_Const"])
    return Operand{Operand::Kind::text, "", constant_text(constant)};
  if (const Node cast = node["TypeCast"]) return read_cast(cast);
  if (const Node call = node["FuncCall"]) return read_call(call);
  if (node["SQLValueFunction"].text("op") == "SVFOP_CURRENT_SCHEMA")
    return Operand{Operand::Kind::current_schema, "", ""};
  // (SELECT current_database())
  const auto targets = node["SubLink"]["subselect"]["SelectStmt"].list("targetList");
  if (targets.size() == 1) return read_operand(targets.front().unwrapped()["val"]);
  return std::nullopt;
}

bool read_comparison(const Node& expression, std::vector<CatalogComparison>& out) {
  CatalogComparison comparison;
  const std::string op = name_from_strings(expression.list("name")).name;
  const bool list = expression.text("kind") == "AEXPR_IN";
  if ((op != "=" && op != "<>") || (!list && expression.text("kind") != "AEXPR_OP")) return false;
  comparison.equal = op == "=";
  auto left = read_operand(expression["lexpr"]);
  std::vector<Node> rights{expression["rexpr"]};
  if (list) rights = expression["rexpr"].unwrapped().list("items");
  for (const Node& node : rights) {
    auto right = read_operand(node);
    if (!right) return false;
    comparison.right.push_back(std::move(*right));
  }
  if (!left) return false;
  comparison.left = std::move(*left);
  if (comparison.left.kind != Operand::Kind::column && comparison.right.size() == 1)
    std::swap(comparison.left, comparison.right.front());
  out.push_back(std::move(comparison));
  return true;
}

// What is joined by AND.
bool read_comparisons(const Node& where, std::vector<CatalogComparison>& out) {
  if (!where) return true;
  if (const Node expression = where["A_Expr"]) return read_comparison(expression, out);
  const Node both = where["BoolExpr"];
  if (both.text("boolop") != "AND_EXPR") return false;
  bool understood = true;
  for (const Node& side : both.list("args")) understood &= read_comparisons(side, out);
  return understood;
}

bool read_source(const Node& item, CatalogQuestion& out) {
  if (const Node range = item["RangeVar"]) {
    CatalogQuestion::Source source;
    source.table = {std::string(range.text("schemaname")), std::string(range.text("relname")), {}};
    source.alias = range["alias"].text("aliasname");
    if (source.alias.empty()) source.alias = source.table.name;
    out.sources.push_back(std::move(source));
    return true;
  }
  const Node join = item["JoinExpr"];
  if (join.text("jointype") != "JOIN_INNER") return false;
  return read_source(join["larg"], out) && read_source(join["rarg"], out) &&
         read_comparisons(join["quals"], out.comparisons);
}

CatalogQuestion read_question(const Node& select) {
  CatalogQuestion out;
  for (const Node& item : select.list("fromClause")) out.understood &= read_source(item, out);
  out.understood &= read_comparisons(select["whereClause"], out.comparisons);
  out.understood &= !out.sources.empty() && !select["larg"] && select.list("groupClause").empty() &&
                    !select["havingClause"];
  return out;
}

Condition read_condition(const Node& node) {
  Condition out;
  if (const Node sublink = node["SubLink"]; sublink.text("subLinkType") == "EXISTS_SUBLINK") {
    out.kind = Condition::Kind::exists;
    out.question = read_question(sublink["subselect"]["SelectStmt"]);
  } else if (const Node boolean = node["BoolExpr"]) {
    const std::string_view op = boolean.text("boolop");
    out.kind = op == "NOT_EXPR"   ? Condition::Kind::negation
               : op == "AND_EXPR" ? Condition::Kind::all
                                  : Condition::Kind::any;
    for (const Node& part : boolean.list("args")) out.parts.push_back(read_condition(part));
  } else if (const Node value = node["A_Const"]["boolval"]) {
    out.kind = Condition::Kind::constant;
    out.value = value.flag("boolval");
  }
  return out;
}

}  // namespace

Condition parse_condition(std::string_view expression) {
  const std::string sql = "SELECT " + std::string(expression);
  const PgQueryParseResult result = pg_query_parse(sql.c_str());
  Condition out;
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  const std::string_view json = result.parse_tree == nullptr ? "" : result.parse_tree;
  if (result.error == nullptr &&
      parser.parse(json.data(), json.size()).get(root) == simdjson::SUCCESS) {
    const auto statements = Node(root).list("stmts");
    if (!statements.empty()) {
      const auto targets = statements.front()["stmt"]["SelectStmt"].list("targetList");
      if (targets.size() == 1) out = read_condition(targets.front().unwrapped()["val"]);
    }
  }
  pg_query_free_parse_result(result);
  return out;
}

}  // namespace migc::compiler
