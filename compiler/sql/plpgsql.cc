#include "compiler/sql/plpgsql.h"

#include "compiler/source/tokens.h"
#include "compiler/sql/abridge.h"
#include "compiler/sql/reader.h"
#include "compiler/sql/tree.h"

namespace migc::compiler {
namespace {

std::string query_of(const Node& expression) {
  return std::string(expression["PLpgSQL_expr"].text("query"));
}

// Only a record has no type; grammars before 17 say "record".
PlVariable read_variable(const Node& variable) {
  const std::string_view type = variable["datatype"]["PLpgSQL_type"].text("typname");
  return {std::string(variable.text("refname")), query_of(variable["default_val"]),
          type.empty() || type.starts_with("record") || type.find('%') != std::string_view::npos};
}

// What follows := in an assignment.
std::string assigned_value(const std::string& assignment) {
  const auto tokens = tokenize(assignment, Dialect::postgresql);
  for (const Token& token : tokens) {
    const std::string_view text = token.text(assignment);
    if (text == ":=" || text == "=") return assignment.substr(token.end);
  }
  return {};
}

class BodyReader {
 public:
  explicit BodyReader(const Node& function) {
    for (const Node& datum : function.list("datums")) {
      // Rows and fields keep their numbers, but are no variables of their own.
      variables_.push_back(datum.type() == "PLpgSQL_var" || datum.type() == "PLpgSQL_rec"
                               ? read_variable(datum.unwrapped())
                               : PlVariable{});
    }
  }

  PlBody read(const Node& action) const { return {variables_, {one(action)}}; }

 private:
  std::vector<PlStatement> all(const std::vector<Node>& nodes) const {
    std::vector<PlStatement> out;
    out.reserve(nodes.size());
    for (const Node& node : nodes) out.push_back(one(node));
    return out;
  }

  PlStatement one(const Node& wrapped) const {
    PlStatement out = content(wrapped.type(), wrapped.unwrapped());
    out.line = static_cast<std::size_t>(wrapped.unwrapped().number("lineno"));
    return out;
  }

  PlStatement content(std::string_view type, const Node& node) const {
    constexpr std::string_view kPrefix = "PLpgSQL_stmt_";
    if (type.starts_with(kPrefix)) type.remove_prefix(kPrefix.size());
    if (type == "if") return conditional(node);
    if (type == "block") return block(node);
    if (type == "execsql") return with_target(PlKind::sql, node, "sqlstmt");
    if (type == "dynexecute") return with_target(PlKind::execute, node, "query");
    if (type == "perform" || type == "call") return with_query(PlKind::perform, node, "expr");
    if (type == "assign") return assignment(node);
    if (type == "commit" || type == "rollback") return of_kind(PlKind::transaction);
    if (type == "return") return of_kind(PlKind::leave);
    if (type == "exit") return of_kind(PlKind::jump);
    if (PlStatement loop = read_loop(type, node); loop.kind != PlKind::other) return loop;
    PlStatement out;
    // 21 is the server's ERROR, which the JSON leaves out where it is the default.
    out.raises = type == "raise" && node.number("elog_level") >= 21;
    return out;
  }

  static PlStatement of_kind(PlKind kind) {
    PlStatement out;
    out.kind = kind;
    return out;
  }

  static PlStatement with_query(PlKind kind, const Node& node, std::string_view field) {
    PlStatement out = of_kind(kind);
    out.sql = query_of(node[field]);
    return out;
  }

  PlStatement with_target(PlKind kind, const Node& node, std::string_view field) const {
    PlStatement out = with_query(kind, node, field);
    if (node.flag("into")) out.variables = targets(node["target"]);
    return out;
  }

  PlVariable variable(std::int64_t number) const {
    const auto index = static_cast<std::size_t>(number);
    return index < variables_.size() ? variables_[index] : PlVariable{};
  }

  std::vector<PlVariable> targets(const Node& target) const {
    std::vector<PlVariable> out;
    for (const Node& field : target["PLpgSQL_row"].list("fields"))
      out.push_back(variable(field.number("varno")));
    if (const Node record = target["PLpgSQL_rec"]) out.push_back(read_variable(record));
    if (const Node single = target["PLpgSQL_var"]) out.push_back(read_variable(single));
    return out;
  }

  PlStatement assignment(const Node& node) const {
    PlStatement out = of_kind(PlKind::assign);
    out.sql = assigned_value(query_of(node["expr"]));
    out.variables.push_back(variable(node.number("varno")));
    return out;
  }

  PlStatement read_loop(std::string_view type, const Node& node) const {
    PlStatement out;
    if (type == "fors") {
      out = with_query(PlKind::query_loop, node, "query");
      out.variables = targets(node["var"]);
    } else if (type == "foreach_a") {
      out = with_query(PlKind::array_loop, node, "expr");
      out.variables.push_back(variable(node.number("varno")));
    } else if (type == "fori" && !node["step"] && !node.flag("reverse")) {
      out = with_query(PlKind::integer_loop, node, "lower");
      out.to = query_of(node["upper"]);
      out.variables = targets(node["var"]);
    } else if (type == "loop" || type == "while" || type == "fori" || type == "forc" ||
               type == "dynfors") {
      out.kind = PlKind::loop;
      out.sql = query_of(node["query"]);
    }
    if (out.kind != PlKind::other) out.body = all(node.list("body"));
    return out;
  }

  PlStatement conditional(const Node& node) const {
    PlStatement out = of_kind(PlKind::conditional);
    out.branches.push_back({query_of(node["cond"]), all(node.list("then_body"))});
    for (const Node& wrapped : node.list("elsif_list")) {
      const Node branch = wrapped.unwrapped();
      out.branches.push_back({query_of(branch["cond"]), all(branch.list("stmts"))});
    }
    out.body = all(node.list("else_body"));
    return out;
  }

  PlHandler handler(const Node& node) const {
    PlHandler out;
    for (const Node& condition : node.list("conditions"))
      out.conditions.emplace_back(condition.unwrapped().text("condname"));
    out.body = all(node.list("action"));
    return out;
  }

  PlStatement block(const Node& node) const {
    PlStatement out = of_kind(PlKind::block);
    out.body = all(node.list("body"));
    for (const Node& wrapped : node["exceptions"].unwrapped().list("exc_list"))
      out.handlers.push_back(handler(wrapped.unwrapped()));
    return out;
  }

  std::vector<PlVariable> variables_;  // by number
};

// A dollar quote that the body does not hold.
std::string quote_for(std::string_view body) {
  std::string tag = "$migc$";
  while (body.find(tag) != std::string_view::npos) tag.insert(tag.size() - 1, "_");
  return tag;
}

std::string as_do_statement(std::string_view body) {
  const std::string quote = quote_for(body);
  return "DO " + quote + abridge(body) + quote;
}

}  // namespace

std::optional<PlBody> parse_plpgsql(std::string_view body) {
  const std::string sql = as_do_statement(body);
  std::optional<PlBody> out;
  with_stack_for(sql, [&] {
    const PlpgsqlTree tree(sql);
    if (tree.function()) out = BodyReader(tree.function()).read(tree.function()["action"]);
  });
  return out;
}

bool nests_too_deeply(std::string_view body) {
  constexpr std::size_t kShort = 10'000;  // no level takes less than a byte
  if (body.size() < kShort) return false;
  const std::string sql = as_do_statement(body);
  bool too_deep = false;
  with_stack_for(sql, [&] {
    const PlpgsqlTree tree(sql);
    too_deep = tree.problem() && tree.problem()->too_deep;
  });
  return too_deep;
}

}  // namespace migc::compiler
