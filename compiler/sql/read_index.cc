#include "compiler/sql/read_statement.h"

namespace migc::compiler {
namespace {

IndexKey read_key(const Reader& reader, const Node& element, std::size_t first, std::size_t last) {
  IndexKey key;
  key.column = element.text("name");
  if (const Node tree = element["expr"]) key.expression = reader.expression(tree, first, last);
  return key;
}

}  // namespace

CreateIndex read_create_index(const Reader& reader, const Node& index_stmt) {
  CreateIndex out;
  const Node relation = index_stmt["relation"];
  out.name = index_stmt.text("idxname");
  out.table = reader.range_var(relation);
  out.method = index_stmt.text("accessMethod");
  out.unique = index_stmt.flag("unique");
  out.concurrently = index_stmt.flag("concurrent");
  out.if_not_exists = index_stmt.flag("if_not_exists");
  // The keys are the first list in parentheses after the table.
  std::size_t at = reader.token_at(location_of(relation));
  while (at < reader.tokens().size() && !is_symbol(reader.tokens()[at], reader.text(), "(")) ++at;
  for (const Node& element : index_stmt.list("indexParams")) {
    const std::size_t last = reader.element_end(at + 1);
    out.keys.push_back(read_key(reader, element.unwrapped(), at + 1, last));
    at = last;
  }
  for (const Node& element : index_stmt.list("indexIncludingParams"))
    out.included.emplace_back(element.unwrapped().text("name"));
  if (const Node condition = index_stmt["whereClause"]) {
    const std::size_t keyword = reader.find_word("where", at, reader.tokens().size());
    out.condition = reader.expression(condition, keyword + 1, reader.tokens().size());
  }
  return out;
}

}  // namespace migc::compiler
