#include "compiler/sql/plpgsql.h"

#include <pg_query.h>

#include "compiler/sql/node.h"
#include "compiler/sql/reader.h"

namespace migc::compiler {
namespace {

class PlpgsqlTree {
 public:
  explicit PlpgsqlTree(const std::string& sql) : result_(pg_query_parse_plpgsql(sql.c_str())) {}
  PlpgsqlTree(const PlpgsqlTree&) = delete;
  PlpgsqlTree& operator=(const PlpgsqlTree&) = delete;
  ~PlpgsqlTree() { pg_query_free_plpgsql_parse_result(result_); }

  bool ok() const { return result_.error == nullptr; }
  std::string_view json() const { return result_.plpgsql_funcs; }

 private:
  PgQueryPlpgsqlParseResult result_;
};

std::vector<PlStatement> read_all(const std::vector<Node>& nodes);

std::string query_of(const Node& expression) {
  return std::string(expression["PLpgSQL_expr"].text("query"));
}

PlStatement read_if(const Node& node) {
  PlStatement out;
  out.kind = PlKind::conditional;
  out.branches.push_back({query_of(node["cond"]), read_all(node.list("then_body"))});
  for (const Node& wrapped : node.list("elsif_list")) {
    const Node branch = wrapped.unwrapped();
    out.branches.push_back({query_of(branch["cond"]), read_all(branch.list("stmts"))});
  }
  out.body = read_all(node.list("else_body"));
  return out;
}

PlHandler read_handler(const Node& node) {
  PlHandler out;
  for (const Node& condition : node.list("conditions"))
    out.conditions.emplace_back(condition.unwrapped().text("condname"));
  out.body = read_all(node.list("action"));
  return out;
}

PlStatement read_block(const Node& node) {
  PlStatement out;
  out.kind = PlKind::block;
  out.body = read_all(node.list("body"));
  for (const Node& wrapped : node["exceptions"].unwrapped().list("exc_list"))
    out.handlers.push_back(read_handler(wrapped.unwrapped()));
  return out;
}

PlStatement with_query(PlKind kind, std::string sql) {
  PlStatement out;
  out.kind = kind;
  out.sql = std::move(sql);
  return out;
}

PlStatement read_loop(const Node& node) {
  PlStatement out;
  out.kind = PlKind::loop;
  out.body = read_all(node.list("body"));
  return out;
}

PlStatement read_content(std::string_view type, const Node& node) {
  constexpr std::string_view kPrefix = "PLpgSQL_stmt_";
  if (type.starts_with(kPrefix)) type.remove_prefix(kPrefix.size());
  if (type == "if") return read_if(node);
  if (type == "block") return read_block(node);
  if (type == "execsql") return with_query(PlKind::sql, query_of(node["sqlstmt"]));
  if (type == "dynexecute") return with_query(PlKind::execute, query_of(node["query"]));
  if (type == "perform" || type == "call")
    return with_query(PlKind::perform, query_of(node["expr"]));
  if (type == "commit" || type == "rollback") return with_query(PlKind::transaction, "");
  if (type == "loop" || type == "while" || type == "fori" || type == "fors" || type == "forc" ||
      type == "foreach_a" || type == "dynfors")
    return read_loop(node);
  PlStatement out;
  // 21 is the server's ERROR, which the JSON leaves out where it is the default.
  out.raises = type == "raise" && node.number("elog_level") >= 21;
  return out;
}

PlStatement read_one(const Node& wrapped) {
  PlStatement out = read_content(wrapped.type(), wrapped.unwrapped());
  out.line = static_cast<std::size_t>(wrapped.unwrapped().number("lineno"));
  return out;
}

std::vector<PlStatement> read_all(const std::vector<Node>& nodes) {
  std::vector<PlStatement> out;
  out.reserve(nodes.size());
  for (const Node& node : nodes) out.push_back(read_one(node));
  return out;
}

// A dollar quote that the body does not hold.
std::string quote_for(std::string_view body) {
  std::string tag = "$migc$";
  while (body.find(tag) != std::string_view::npos) tag.insert(tag.size() - 1, "_");
  return tag;
}

}  // namespace

std::optional<std::vector<PlStatement>> parse_plpgsql(std::string_view body) {
  const std::string quote = quote_for(body);
  const PlpgsqlTree tree("DO " + quote + std::string(body) + quote);
  if (!tree.ok()) return std::nullopt;
  simdjson::dom::parser parser;
  simdjson::dom::array functions;
  if (parser.parse(tree.json().data(), tree.json().size()).get(functions) != simdjson::SUCCESS ||
      functions.begin() == functions.end())
    return std::nullopt;
  const Node function = Node(*functions.begin()).unwrapped();
  return std::vector<PlStatement>{read_one(function["action"])};
}

}  // namespace migc::compiler
