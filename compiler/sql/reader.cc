#include "compiler/sql/reader.h"

#include <algorithm>

#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

// One type modifier; a name in it is what an extension's type takes.
std::string modifier_text(const Node& modifier) {
  if (const Node constant = modifier["A_Const"]) return constant_text(constant);
  if (const Node column = modifier["ColumnRef"])
    return name_from_strings(column.list("fields")).name;
  return {};
}

bool takes_sequence(std::string_view function) {
  return function == "nextval" || function == "currval" || function == "setval";
}

}  // namespace

Reader::Reader(std::string_view statement, std::size_t offset) : text_(statement), offset_(offset) {
  Tokenizer tokenizer(statement, Dialect::postgresql);
  for (Token token; tokenizer.next(token);)
    if (!token.is_comment()) tokens_.push_back(token);
}

bool Reader::word(std::size_t index, std::string_view keyword) const {
  return index < tokens_.size() && is_word(tokens_[index], text_, keyword);
}

bool Reader::symbol(std::size_t index, std::string_view mark) const {
  return index < tokens_.size() && is_symbol(tokens_[index], text_, mark);
}

std::size_t Reader::token_at(std::size_t location) const {
  const auto found =
      std::lower_bound(tokens_.begin(), tokens_.end(), location,
                       [](const Token& token, std::size_t at) { return token.begin < at; });
  return static_cast<std::size_t>(found - tokens_.begin());
}

Span Reader::span_of_tokens(std::size_t first, std::size_t last) const {
  if (tokens_.empty()) return {offset_, offset_};
  first = std::min(first, tokens_.size() - 1);
  last = std::clamp(last, first + 1, tokens_.size());
  return {offset_ + tokens_[first].begin, offset_ + tokens_[last - 1].end};
}

std::string_view Reader::text_of_tokens(std::size_t first, std::size_t last) const {
  if (first >= last || first >= tokens_.size()) return {};
  const Span span = span_of_tokens(first, last);
  return text_.substr(span.begin - offset_, span.end - span.begin);
}

std::size_t Reader::element_end(std::size_t first_token) const {
  std::size_t depth = 0;
  std::size_t at = first_token;
  for (; at < tokens_.size(); ++at) {
    if (tokens_[at].kind != TokenKind::symbol) continue;
    const std::string_view mark = tokens_[at].text(text_);
    if (mark == "(" || mark == "[") ++depth;
    if (mark == ")" || mark == "]") {
      if (depth == 0) break;
      --depth;
    }
    if (mark == "," && depth == 0) break;
  }
  return at;
}

std::size_t Reader::after_parenthesis(std::size_t open) const {
  std::size_t depth = 0;
  for (std::size_t at = open; at < tokens_.size(); ++at) {
    if (symbol(at, "(")) ++depth;
    if (symbol(at, ")") && depth > 0 && --depth == 0) return at + 1;
  }
  return tokens_.size();
}

std::size_t Reader::find_word(std::string_view keyword, std::size_t first, std::size_t last) const {
  for (std::size_t at = first; at < std::min(last, tokens_.size()); ++at)
    if (word(at, keyword)) return at;
  return last;
}

std::size_t Reader::find_outer_word(std::string_view keyword, std::size_t first,
                                    std::size_t last) const {
  for (std::size_t at = first; at < std::min(last, tokens_.size()); ++at) {
    if (symbol(at, "(")) at = after_parenthesis(at) - 1;
    if (word(at, keyword)) return at;
  }
  return last;
}

std::size_t Reader::find_open(std::size_t first, std::size_t last) const {
  while (first < last && !symbol(first, "(")) ++first;
  return first;
}

std::size_t Reader::after_name(std::size_t first) const {
  std::size_t at = first + 1;
  while (at + 1 < tokens_.size() && symbol(at, ".")) at += 2;
  return std::min(at, tokens_.size());
}

Span Reader::name_span(std::size_t location) const {
  const std::size_t first = token_at(location);
  return span_of_tokens(first, after_name(first));
}

Span Reader::find_name(std::string_view name, std::size_t first, std::size_t last) const {
  for (std::size_t at = first; at < std::min(last, tokens_.size()); ++at) {
    const bool is_name =
        tokens_[at].kind == TokenKind::word || tokens_[at].kind == TokenKind::quoted_name;
    if (is_name && name_of(tokens_[at], text_) == name) return span_of_tokens(at, at + 1);
  }
  return span_of_tokens(first, last);
}

QualifiedName Reader::range_var(const Node& node) const {
  return {std::string(node.text("schemaname")), std::string(node.text("relname")),
          name_span(location_of(node))};
}

TypeName Reader::type_name(const Node& node) const {
  TypeName out;
  const QualifiedName name = name_from_strings(node.list("names"));
  out.schema = name.schema;
  out.name = name.name;
  for (const Node& modifier : node.list("typmods"))
    out.modifiers.push_back(modifier_text(modifier));
  out.array_dimensions = node.list("arrayBounds").size();
  out.set_of = node.flag("setof");
  out.of_column = node.flag("pct_type");
  out.span = name_span(location_of(node));
  return out;
}

std::vector<Reference> Reader::references(const Node& node, std::size_t base) const {
  return collect_references(node, base, true);
}

std::vector<Reference> Reader::references_outside_selects(const Node& node,
                                                          std::size_t base) const {
  return collect_references(node, base, false);
}

std::vector<Reference> Reader::collect_references(const Node& node, std::size_t base,
                                                  bool in_selects) const {
  std::vector<Reference> out;
  const auto add = [&](ReferenceKind kind, std::vector<std::string> path, const Node& at) {
    if (path.empty() || at.number("location") < static_cast<std::int64_t>(base)) return;
    const Span span = name_span(location_of(at));
    out.push_back(
        {kind, std::move(path), {span.begin - offset_ - base, span.end - offset_ - base}, false});
  };
  const auto add_relation = [&](const Node& range) {
    std::vector<std::string> path{std::string(range.text("relname"))};
    if (const auto schema = range.text("schemaname"); !schema.empty())
      path.insert(path.begin(), std::string(schema));
    add(ReferenceKind::relation, std::move(path), range);
  };
  const auto add_literal = [&](const Node& constant) {
    const std::string_view text = constant["sval"].text("sval");
    if (text.empty() || constant.number("location") < static_cast<std::int64_t>(base)) return;
    const std::size_t token = token_at(location_of(constant));
    const Span span = span_of_tokens(token, token + 1);
    out.push_back({ReferenceKind::relation,
                   path_of_text(text),
                   {span.begin - offset_ - base, span.end - offset_ - base},
                   true});
  };
  node.walk_until([&](std::string_view type, const Node& below) {
    if (type == "SelectStmt" && !in_selects) return false;
    if (type == "ColumnRef") add(ReferenceKind::column, strings(below.list("fields")), below);
    if (type == "FuncCall") {
      add(ReferenceKind::function, strings(below.list("funcname")), below);
      const auto arguments = below.list("args");
      if (takes_sequence(name_from_strings(below.list("funcname")).name) && !arguments.empty())
        add_literal(arguments.front()["A_Const"]);
    }
    if (type == "TypeCast") {
      const Node cast = below["typeName"];
      if (name_from_strings(cast.list("names")).name == "regclass")
        add_literal(below["arg"]["A_Const"]);
      add(ReferenceKind::type, strings(cast.list("names")), cast);
    }
    if (type == "InsertStmt" || type == "UpdateStmt" || type == "DeleteStmt" || type == "MergeStmt")
      add_relation(below["relation"]);
    if (type == "RangeVar") add_relation(below);
    return true;
  });
  // What the parser supplies (pg_catalog.int4 for "integer") is not in the text.
  out.erase(std::remove_if(out.begin(), out.end(),
                           [](const Reference& reference) {
                             return reference.path.size() > 1 && reference.path[0] == "pg_catalog";
                           }),
            out.end());
  return out;
}

SqlText Reader::sql_text(const Node& node, std::size_t first, std::size_t last) const {
  if (first >= last || first >= tokens_.size()) return {};
  return {std::string(text_of_tokens(first, last)), references(node, tokens_[first].begin)};
}

Expression Reader::expression(const Node& node, std::size_t first, std::size_t last) const {
  Expression out;
  out.span = span_of_tokens(first, last);
  out.text = sql_text(node, first, last);
  out.index_name = column_name_of(node);
  bool selects = false;
  node.walk([&](std::string_view type, const Node& below) {
    if (type == "ColumnRef") {
      if (const auto fields = strings(below.list("fields")); !fields.empty())
        out.columns.push_back(fields.back());
    } else if (type == "FuncCall") {
      const auto path = strings(below.list("funcname"));
      out.functions.push_back(path.size() > 1 ? path[path.size() - 2] + "." + path.back()
                              : path.empty()  ? ""
                                              : path.back());
    } else if (type == "SQLValueFunction") {
      out.functions.emplace_back(below.text("op"));
    } else if (type == "SubLink" || type == "SelectStmt") {
      selects = true;
    }
  });
  out.constant = out.columns.empty() && out.functions.empty() && !selects;
  Node inner = node;
  while (inner.type() == "TypeCast") inner = inner.unwrapped()["arg"];
  out.null_constant = inner["A_Const"].flag("isnull");
  return out;
}

Expression Reader::parenthesized(const Node& node, std::string_view keyword, std::size_t first,
                                 std::size_t last) const {
  const std::size_t open = find_open(find_word(keyword, first, last), last);
  const std::size_t after = std::min(after_parenthesis(open), last);
  return expression(node, open + 1, after > open + 1 ? after - 1 : after);
}

}  // namespace migc::compiler
