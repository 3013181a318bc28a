#include "compiler/sql/body_expression.h"

#include <array>
#include <utility>

#include "compiler/sql/reader.h"
#include "compiler/sql/tree.h"

namespace migc::compiler {
namespace {

using Kind = BodyExpression::Kind;

BodyExpression read_expression(const Node& node);
BodyQuery read_query(const Node& select);

BodyExpression with_parts(Kind kind, std::vector<BodyExpression> parts, std::string text = {}) {
  BodyExpression out;
  out.kind = kind;
  out.text = std::move(text);
  out.parts = std::move(parts);
  return out;
}

std::vector<BodyExpression> read_all(const std::vector<Node>& nodes) {
  std::vector<BodyExpression> out;
  out.reserve(nodes.size());
  for (const Node& node : nodes) out.push_back(read_expression(node));
  return out;
}

BodyExpression negated(BodyExpression inner) {
  std::vector<BodyExpression> parts;
  parts.push_back(std::move(inner));
  return with_parts(Kind::negation, std::move(parts));
}

// x IN (…), x = ANY (ARRAY[…]): the first part, then the others.
BodyExpression read_one_of(const Node& left, const std::vector<Node>& rights) {
  std::vector<BodyExpression> parts{read_expression(left)};
  for (BodyExpression& right : read_all(rights)) parts.push_back(std::move(right));
  return with_parts(Kind::one_of, std::move(parts));
}

BodyExpression read_any(const Node& expression, const std::string& op) {
  const Node array = expression["rexpr"]["A_ArrayExpr"];
  if (op != "=" || !array) return {};
  return read_one_of(expression["lexpr"], array.list("elements"));
}

BodyExpression read_operation(const Node& expression) {
  const std::string op = name_from_strings(expression.list("name")).name;
  const std::string_view kind = expression.text("kind");
  if (kind == "AEXPR_IN") {
    BodyExpression in =
        read_one_of(expression["lexpr"], expression["rexpr"].unwrapped().list("items"));
    return op == "<>" ? negated(std::move(in)) : in;
  }
  if (kind == "AEXPR_OP_ANY") return read_any(expression, op);
  if (kind != "AEXPR_OP" && kind != "AEXPR_LIKE") return {};
  if (!expression["lexpr"]) return {};
  return with_parts(Kind::call, read_all({expression["lexpr"], expression["rexpr"]}), op);
}

BodyExpression read_boolean(const Node& boolean) {
  const std::string_view op = boolean.text("boolop");
  const Kind kind = op == "NOT_EXPR" ? Kind::negation : op == "AND_EXPR" ? Kind::all : Kind::any;
  return with_parts(kind, read_all(boolean.list("args")));
}

BodyExpression read_sublink(const Node& sublink) {
  const Node select = sublink["subselect"]["SelectStmt"];
  BodyExpression out;
  if (sublink.text("subLinkType") == "EXISTS_SUBLINK") out.kind = Kind::exists;
  if (sublink.text("subLinkType") == "EXPR_SUBLINK") out.kind = Kind::single_value;
  if (out.kind != Kind::unknown) out.query = std::make_shared<const BodyQuery>(read_query(select));
  return out;
}

BodyExpression read_call(const Node& call) {
  const bool star = call.flag("agg_star");
  if (call.flag("agg_distinct") || call["agg_filter"] || call["over"]) return {};
  return with_parts(Kind::call, read_all(call.list("args")),
                    name_from_strings(call.list("funcname")).name + (star ? "(*)" : ""));
}

BodyExpression read_null_test(const Node& test) {
  BodyExpression out = with_parts(Kind::is_null, read_all({test["arg"]}));
  return test.text("nulltesttype") == "IS_NOT_NULL" ? negated(std::move(out)) : out;
}

BodyExpression read_name(const Node& column) {
  BodyExpression out;
  out.path = strings(column.list("fields"));
  if (!out.path.empty() && out.path.back() != "*") out.kind = Kind::name;
  return out;
}

BodyExpression read_constant(const Node& constant) {
  BodyExpression out;
  out.kind = constant.flag("isnull") ? Kind::null : Kind::constant;
  out.text = constant_text(constant);
  return out;
}

BodyExpression read_cast(const Node& cast) {
  const Node type = cast["typeName"];
  if (!type.list("arrayBounds").empty()) return read_expression(cast["arg"]);
  return with_parts(Kind::cast, read_all({cast["arg"]}),
                    name_from_strings(type.list("names")).name);
}

BodyExpression read_value_function(const Node& function) {
  const std::string_view op = function.text("op");
  if (op == "SVFOP_CURRENT_SCHEMA") return with_parts(Kind::call, {}, "current_schema");
  if (op == "SVFOP_CURRENT_CATALOG") return with_parts(Kind::call, {}, "current_database");
  return {};
}

BodyExpression read_expression(const Node& node) {
  using Read = BodyExpression (*)(const Node&);
  static constexpr std::array<std::pair<std::string_view, Read>, 9> kReaders = {{
      {"A_Const", read_constant},
      {"ColumnRef", read_name},
      {"TypeCast", read_cast},
      {"FuncCall", read_call},
      {"A_Expr", read_operation},
      {"BoolExpr", read_boolean},
      {"NullTest", read_null_test},
      {"SubLink", read_sublink},
      {"SQLValueFunction", read_value_function},
  }};
  const std::string_view type = node.type();
  for (const auto& [name, read] : kReaders)
    if (type == name) return read(node.unwrapped());
  if (type == "A_ArrayExpr")
    return with_parts(Kind::array, read_all(node.unwrapped().list("elements")));
  if (type == "CoalesceExpr")
    return with_parts(Kind::call, read_all(node.unwrapped().list("args")), "coalesce");
  return {};
}

// What is joined by AND, one by one.
void read_conditions(const Node& where, std::vector<BodyExpression>& out) {
  if (!where) return;
  BodyExpression condition = read_expression(where);
  if (condition.kind != Kind::all) return out.push_back(std::move(condition));
  for (BodyExpression& part : condition.parts) out.push_back(std::move(part));
}

// unnest(array) is all that is understood of functions in FROM.
BodyExpression read_elements(const Node& range_function) {
  const auto functions = range_function.list("functions");
  if (functions.size() != 1) return {};
  const auto items = functions.front().unwrapped().list("items");
  if (items.empty()) return {};
  const Node call = items.front()["FuncCall"];
  const auto arguments = call.list("args");
  const bool unnest = name_from_strings(call.list("funcname")).name == "unnest";
  return unnest && arguments.size() == 1 ? read_expression(arguments.front()) : BodyExpression{};
}

void read_source(const Node& item, BodyQuery& out) {
  if (const Node join = item["JoinExpr"]) {
    out.understood &= join.text("jointype") == "JOIN_INNER" && !join.flag("isNatural") &&
                      join.list("usingClause").empty();
    read_source(join["larg"], out);
    read_source(join["rarg"], out);
    return read_conditions(join["quals"], out.conditions);
  }
  const Node node = item.unwrapped();
  BodyQuery::Source source;
  source.alias = node["alias"].text("aliasname");
  source.columns = strings(node["alias"].list("colnames"));
  if (item.type() == "RangeVar") {
    source.table = {std::string(node.text("schemaname")), std::string(node.text("relname")), {}};
    if (source.alias.empty()) source.alias = source.table.name;
  } else if (item.type() == "RangeSubselect") {
    source.subquery = std::make_shared<const BodyQuery>(read_query(node["subquery"]["SelectStmt"]));
  } else {
    source.elements = read_elements(node);
    // An alias of unnest names its only column too.
    if (source.columns.empty())
      source.columns.push_back(source.alias.empty() ? "unnest" : source.alias);
  }
  out.sources.push_back(std::move(source));
}

BodyQuery::Target read_target(const Node& target) {
  BodyQuery::Target out;
  const Node value = target["val"];
  out.name = target.text("name");
  if (out.name.empty()) out.name = column_name_of(value);
  out.value = read_expression(value);
  out.star = out.value.path.size() == 1 && out.value.path.front() == "*";
  return out;
}

BodyQuery read_query(const Node& select) {
  BodyQuery out;
  for (const Node& item : select.list("fromClause")) read_source(item, out);
  read_conditions(select["whereClause"], out.conditions);
  for (const Node& target : select.list("targetList"))
    out.targets.push_back(read_target(target.unwrapped()));
  for (const Node& row : select.list("valuesLists"))
    out.values.push_back(read_all(row.unwrapped().list("items")));
  out.grouped = !select.list("groupClause").empty();
  out.understood &= static_cast<bool>(select) && !select["larg"] && !select["havingClause"] &&
                    !select["limitOffset"] && !select["withClause"];
  return out;
}

// Calls `use` with the SELECT that `sql` is; not at all when it is none.
template <class Use>
void with_select(const std::string& sql, const Use& use) {
  // Deeper values than this cannot be walked and destroyed on any stack.
  constexpr std::size_t kDeepest = 2000;
  with_stack_for(sql, [&] {
    simdjson::dom::parser json;
    const StatementTree tree(sql, json, kDeepest);
    if (const Node select = tree.statement()["SelectStmt"]) use(select);
  });
}

}  // namespace

BodyExpression parse_body_expression(std::string_view expression) {
  BodyExpression out;
  with_select("SELECT " + std::string(expression), [&](const Node& select) {
    const auto targets = select.list("targetList");
    if (targets.size() == 1 && select.list("fromClause").empty()) {
      out = read_expression(targets.front().unwrapped()["val"]);
    } else {
      // PERFORM 1 FROM t, IF count(*) > 0 FROM t: the rest of a query may follow.
      out.kind = Kind::single_value;
      out.query = std::make_shared<const BodyQuery>(read_query(select));
    }
  });
  return out;
}

BodyQuery parse_body_query(std::string_view query) {
  BodyQuery out;
  out.understood = false;
  with_select(std::string(query), [&](const Node& select) { out = read_query(select); });
  return out;
}

}  // namespace migc::compiler
