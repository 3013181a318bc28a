// The small readers of names, constants and options.
#include <array>
#include <utility>

#include "compiler/sql/names.h"
#include "compiler/sql/reader.h"

namespace migc::compiler {

std::string name_of(const Token& token, std::string_view text) {
  if (token.kind != TokenKind::quoted_name) return lower(token.text(text));
  std::string out;
  const std::string_view quoted = token.text(text);
  const auto begin = quoted.find('"') + 1;
  for (std::size_t i = begin; i + 1 < quoted.size(); ++i) {
    out += quoted[i];
    if (quoted[i] == '"') ++i;
  }
  return out;
}

std::size_t location_of(const Node& node) {
  const std::int64_t location = node.number("location");
  return location < 0 ? 0 : static_cast<std::size_t>(location);
}

std::vector<std::string> strings(const std::vector<Node>& nodes) {
  std::vector<std::string> out;
  out.reserve(nodes.size());
  for (const Node& node : nodes) out.emplace_back(node.type() == "A_Star" ? "*" : node.string());
  return out;
}

QualifiedName name_from_strings(const std::vector<Node>& nodes) {
  QualifiedName out;
  if (nodes.empty()) return out;
  out.name = nodes.back().string();
  if (nodes.size() > 1) out.schema = nodes[nodes.size() - 2].string();
  return out;
}

std::string constant_text(const Node& constant) {
  if (const Node number = constant["ival"]) return std::to_string(number.number("ival"));
  if (const Node text = constant["sval"]) return std::string(text.text("sval"));
  if (const Node boolean = constant["boolval"]) return boolean.flag("boolval") ? "true" : "false";
  if (const Node bits = constant["bsval"]) return std::string(bits.text("bsval"));
  return std::string(constant["fval"].text("fval"));
}

std::string option_value(const Node& argument) {
  const std::string_view type = argument.type();
  const Node value = argument.unwrapped();
  if (type == "String") return std::string(value.text("sval"));
  if (type == "Integer") return std::to_string(value.number("ival"));
  if (type == "Float") return std::string(value.text("fval"));
  if (type == "Boolean") return value.flag("boolval") ? "true" : "false";
  if (type == "TypeName") return name_from_strings(value.list("names")).name;
  if (type == "List") return name_from_strings(value.list("items")).name;  // SEQUENCE NAME
  if (type == "A_Const") return constant_text(value);
  return {};
}

// The JSON leaves out integers below zero as it does zero: the text says which.
std::string Reader::value(const Node& argument, std::size_t location) const {
  const Node integer =
      argument.type() == "Integer" ? argument.unwrapped() : argument["A_Const"]["ival"];
  if (!integer || integer["ival"]) return option_value(argument);
  for (std::size_t at = token_at(location); at < size(); ++at) {
    if (symbol(at, ",") || symbol(at, ")")) break;
    if (tokens_[at].kind == TokenKind::number)
      return (at > 0 && symbol(at - 1, "-") ? "-" : "") + std::string(tokens_[at].text(text_));
  }
  return "0";
}

Options Reader::options(const std::vector<Node>& elements) const {
  Options out;
  for (const Node& wrapped : elements) {
    const Node element = wrapped.unwrapped();
    std::string name(element.text("defname"));
    if (const auto space = element.text("defnamespace"); !space.empty())
      name = std::string(space) + "." + name;
    out.emplace_back(std::move(name), value(element["arg"], location_of(element)));
  }
  return out;
}

std::string role_as_sql(const Node& role_spec) {
  const std::string_view type = role_spec.text("roletype");
  if (type == "ROLESPEC_PUBLIC") return "PUBLIC";
  if (type == "ROLESPEC_CURRENT_USER") return "CURRENT_USER";
  if (type == "ROLESPEC_CURRENT_ROLE") return "CURRENT_ROLE";
  if (type == "ROLESPEC_SESSION_USER") return "SESSION_USER";
  return sql_name(role_spec.text("rolename"));
}

namespace {

// 0: no name; 1: a weak one, that a cast around it may replace; 2: a strong one.
struct FoundName {
  std::string name;
  int strength = 0;
};

FoundName find_column_name(const Node& wrapped);

FoundName name_of_cast(const Node& cast) {
  FoundName inner = find_column_name(cast["arg"]);
  if (inner.strength > 1) return inner;
  return {name_from_strings(cast["typeName"].list("names")).name, 1};
}

FoundName name_of_indirection(const Node& indirection) {
  const auto parts = indirection.list("indirection");
  for (auto part = parts.rbegin(); part != parts.rend(); ++part)
    if (part->type() == "String") return {std::string(part->string()), 2};
  return find_column_name(indirection["arg"]);
}

FoundName name_of_sublink(const Node& sublink) {
  const std::string_view type = sublink.text("subLinkType");
  if (type == "EXISTS_SUBLINK") return {"exists", 2};
  if (type == "ARRAY_SUBLINK") return {"array", 2};
  if (type != "EXPR_SUBLINK") return {};
  const auto targets = sublink["subselect"].unwrapped().list("targetList");
  if (targets.empty()) return {};
  const Node target = targets.front().unwrapped();
  if (const auto name = target.text("name"); !name.empty()) return {std::string(name), 2};
  return find_column_name(target["val"]);
}

FoundName name_of_value_function(std::string_view op) {
  // SVFOP_CURRENT_TIMESTAMP_N -> current_timestamp
  if (op.starts_with("SVFOP_")) op.remove_prefix(6);
  if (op.ends_with("_N")) op.remove_suffix(2);
  return {lower(op), 2};
}

// IS_XMLELEMENT -> xmlelement, JSON_VALUE_OP -> json_value
FoundName name_of_operation(std::string_view op) {
  if (op == "IS_DOCUMENT") return {};
  if (op.starts_with("IS_")) op.remove_prefix(3);
  if (op.ends_with("_OP")) op.remove_suffix(3);
  return {lower(op), 2};
}

// Source: FigureColnameInternal in PostgreSQL's parse_target.c.
FoundName find_column_name(const Node& wrapped) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kFixed = {
      {{"A_ArrayExpr", "array"},
       {"RowExpr", "row"},
       {"CoalesceExpr", "coalesce"},
       {"GroupingFunc", "grouping"},
       {"XmlSerialize", "xmlserialize"},
       {"JsonObjectConstructor", "json_object"},
       {"JsonArrayConstructor", "json_array"},
       {"JsonArrayQueryConstructor", "json_array"},
       {"JsonScalarExpr", "json_scalar"},
       {"JsonSerializeExpr", "json_serialize"},
       {"JsonParseExpr", "json"},
       {"JsonArrayAgg", "json_arrayagg"},
       {"JsonObjectAgg", "json_objectagg"},
       {"MergeSupportFunc", "merge_action"}}};
  const std::string_view type = wrapped.type();
  const Node node = wrapped.unwrapped();
  for (const auto& [kind, name] : kFixed)
    if (type == kind) return {std::string(name), 2};
  if (type == "ColumnRef") {
    const auto fields = strings(node.list("fields"));
    return fields.empty() || fields.back() == "*" ? FoundName{} : FoundName{fields.back(), 2};
  }
  if (type == "FuncCall") return {name_from_strings(node.list("funcname")).name, 2};
  if (type == "A_Indirection") return name_of_indirection(node);
  if (type == "A_Expr")
    return node.text("kind") == "AEXPR_NULLIF" ? FoundName{"nullif", 2} : FoundName{};
  if (type == "TypeCast") return name_of_cast(node);
  if (type == "CollateClause") return find_column_name(node["arg"]);
  if (type == "SubLink") return name_of_sublink(node);
  if (type == "CaseExpr") {
    FoundName otherwise = find_column_name(node["defresult"]);
    return otherwise.strength > 1 ? otherwise : FoundName{"case", 1};
  }
  if (type == "MinMaxExpr") return {node.text("op") == "IS_LEAST" ? "least" : "greatest", 2};
  if (type == "SQLValueFunction") return name_of_value_function(node.text("op"));
  if (type == "XmlExpr" || type == "JsonFuncExpr") return name_of_operation(node.text("op"));
  return {};
}

}  // namespace

std::string column_name_of(const Node& expression) {
  return find_column_name(expression).name;
}

}  // namespace migc::compiler
