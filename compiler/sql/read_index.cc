#include "compiler/sql/names.h"
#include "compiler/sql/read_statement.h"

namespace migc::compiler {
namespace {

std::string ordering_of(const Node& element) {
  std::string out;
  if (element.text("ordering") == "SORTBY_DESC") out = "DESC";
  if (element.text("ordering") == "SORTBY_ASC") out = "ASC";
  const std::string_view nulls = element.text("nulls_ordering");
  if (nulls == "SORTBY_NULLS_FIRST") out += out.empty() ? "NULLS FIRST" : " NULLS FIRST";
  if (nulls == "SORTBY_NULLS_LAST") out += out.empty() ? "NULLS LAST" : " NULLS LAST";
  return out;
}

std::string opclass_of(const Reader& reader, const Node& element) {
  const auto names = element.list("opclass");
  if (names.empty()) return {};
  std::string out = sql_name(name_from_strings(names));
  std::string parameters;
  for (const auto& [name, value] : reader.options(element.list("opclassopts")))
    parameters += (parameters.empty() ? "" : ", ") + name + " = '" + value + "'";
  return parameters.empty() ? out : out + " (" + parameters + ")";
}

// An expression's own tokens: up to COLLATE, an operator class or an ordering,
// which only follow a parenthesis or a function call.
std::size_t expression_end(const Reader& reader, std::size_t first, std::size_t last) {
  if (reader.symbol(first, "(")) return reader.after_parenthesis(first);
  const std::size_t open = reader.find_open(first, last);
  return open < last ? reader.after_parenthesis(open) : last;
}

IndexKey read_key(const Reader& reader, const Node& element, std::size_t first, std::size_t last) {
  IndexKey key;
  key.column = element.text("name");
  if (const Node tree = element["expr"])
    key.expression = reader.expression(tree, first, expression_end(reader, first, last));
  if (const auto collation = element.list("collation"); !collation.empty())
    key.collation = sql_name(name_from_strings(collation));
  key.opclass = opclass_of(reader, element);
  key.ordering = ordering_of(element);
  return key;
}

}  // namespace

std::vector<IndexKey> read_index_keys(const Reader& reader, const std::vector<Node>& elements,
                                      std::size_t first) {
  std::vector<IndexKey> keys;
  for (const Node& element : elements) {
    const std::size_t last = reader.element_end(first);
    keys.push_back(read_key(reader, element.unwrapped(), first, last));
    first = last + 1;
  }
  return keys;
}

CreateIndex read_create_index(const Reader& reader, const Node& index_stmt) {
  CreateIndex out;
  const Node relation = index_stmt["relation"];
  out.name = index_stmt.text("idxname");
  out.table = reader.range_var(relation);
  out.only = !relation.flag("inh");
  out.method = index_stmt.text("accessMethod");
  out.unique = index_stmt.flag("unique");
  out.nulls_not_distinct = index_stmt.flag("nulls_not_distinct");
  out.concurrently = index_stmt.flag("concurrent");
  out.if_not_exists = index_stmt.flag("if_not_exists");
  out.options = reader.options(index_stmt.list("options"));
  out.tablespace = index_stmt.text("tableSpace");
  // The keys are the first list in parentheses after the table.
  const std::size_t open = reader.find_open(reader.token_at(location_of(relation)), reader.size());
  out.keys = read_index_keys(reader, index_stmt.list("indexParams"), open + 1);
  for (const Node& element : index_stmt.list("indexIncludingParams"))
    out.included.emplace_back(element.unwrapped().text("name"));
  if (const Node condition = index_stmt["whereClause"]) {
    const std::size_t after = reader.after_parenthesis(open);
    const std::size_t keyword = reader.find_outer_word("where", after, reader.size());
    out.condition = reader.expression(condition, keyword + 1, reader.size());
  }
  return out;
}

CreateStatistics read_create_statistics(const Reader& reader, const Node& create_stats_stmt) {
  CreateStatistics out;
  out.name = name_from_strings(create_stats_stmt.list("defnames"));
  out.kinds = strings(create_stats_stmt.list("stat_types"));
  out.if_not_exists = create_stats_stmt.flag("if_not_exists");
  for (const Node& relation : create_stats_stmt.list("relations"))
    out.table = reader.range_var(relation.unwrapped());
  std::size_t first = reader.find_outer_word("on", 0, reader.size()) + 1;
  const std::size_t from = reader.find_outer_word("from", first, reader.size());
  for (const Node& wrapped : create_stats_stmt.list("exprs")) {
    const Node element = wrapped.unwrapped();
    const std::size_t last = std::min(reader.element_end(first), from);
    IndexKey key;
    key.column = element.text("name");
    if (const Node tree = element["expr"]) key.expression = reader.expression(tree, first, last);
    out.keys.push_back(std::move(key));
    first = last + 1;
  }
  return out;
}

// The last token is the number, or DEFAULT.
AlterStatistics read_alter_statistics(const Reader& reader, const Node& alter_stats_stmt) {
  AlterStatistics out{name_from_strings(alter_stats_stmt.list("defnames")), "-1",
                      alter_stats_stmt.flag("missing_ok")};
  const std::size_t last = reader.size() - 1;
  if (reader.tokens()[last].kind == TokenKind::number && !reader.symbol(last - 1, "-"))
    out.target = reader.text_of_tokens(last, last + 1);
  return out;
}

}  // namespace migc::compiler
