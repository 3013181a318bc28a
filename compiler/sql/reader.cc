#include "compiler/sql/reader.h"

#include <algorithm>

namespace migc::compiler {
namespace {

std::string lower(std::string_view word) {
  std::string out(word);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

std::string joined(const std::vector<Node>& names) {
  std::string out;
  for (const Node& name : names) {
    if (!out.empty()) out += '.';
    out += name.string();
  }
  return out;
}

std::string constant_text(const Node& constant) {
  if (const Node number = constant["ival"]) return std::to_string(number.number("ival"));
  if (const Node text = constant["sval"]) return std::string(text.text("sval"));
  return std::string(constant["fval"].text("fval"));
}

// One type modifier; a name in it is what an extension's type takes.
std::string modifier_text(const Node& modifier) {
  if (const Node constant = modifier["A_Const"]) return constant_text(constant);
  if (const Node column = modifier["ColumnRef"]) return joined(column.list("fields"));
  return {};
}

}  // namespace

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
  for (const Node& node : nodes) out.emplace_back(node.string());
  return out;
}

QualifiedName name_from_strings(const std::vector<Node>& nodes) {
  QualifiedName out;
  if (nodes.empty()) return out;
  out.name = nodes.back().string();
  if (nodes.size() > 1) out.schema = nodes[nodes.size() - 2].string();
  return out;
}

Reader::Reader(std::string_view statement, std::size_t offset) : text_(statement), offset_(offset) {
  Tokenizer tokenizer(statement, Dialect::postgresql);
  for (Token token; tokenizer.next(token);)
    if (!token.is_comment()) tokens_.push_back(token);
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

std::size_t Reader::element_end(std::size_t first_token) const {
  std::size_t depth = 0;
  std::size_t at = first_token;
  for (; at < tokens_.size(); ++at) {
    if (tokens_[at].kind != TokenKind::symbol) continue;
    const std::string_view symbol = tokens_[at].text(text_);
    if (symbol == "(" || symbol == "[") ++depth;
    if (symbol == ")" || symbol == "]") {
      if (depth == 0) break;
      --depth;
    }
    if (symbol == "," && depth == 0) break;
  }
  return at;
}

std::size_t Reader::after_parenthesis(std::size_t open) const {
  std::size_t depth = 0;
  for (std::size_t at = open; at < tokens_.size(); ++at) {
    if (is_symbol(tokens_[at], text_, "(")) ++depth;
    if (is_symbol(tokens_[at], text_, ")") && --depth == 0) return at + 1;
  }
  return tokens_.size();
}

std::size_t Reader::find_word(std::string_view keyword, std::size_t first, std::size_t last) const {
  for (std::size_t at = first; at < std::min(last, tokens_.size()); ++at)
    if (is_word(tokens_[at], text_, keyword)) return at;
  return last;
}

Span Reader::name_span(std::size_t location) const {
  const std::size_t first = token_at(location);
  std::size_t last = first + 1;
  while (last + 1 < tokens_.size() && is_symbol(tokens_[last], text_, ".")) last += 2;
  return span_of_tokens(first, last);
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
  for (const Node& modifier : node.list("typmods")) out.modifiers.push_back(modifier_text(modifier));
  out.array_dimensions = node.list("arrayBounds").size();
  out.span = name_span(location_of(node));
  return out;
}

Expression Reader::expression(const Node& node, std::size_t first, std::size_t last) const {
  Expression out;
  out.span = span_of_tokens(first, last);
  out.sql = text_.substr(out.span.begin - offset_, out.span.end - out.span.begin);
  bool selects = false;
  node.walk([&](std::string_view type, const Node& below) {
    if (type == "ColumnRef") {
      if (const auto fields = below.list("fields"); !fields.empty())
        out.columns.emplace_back(fields.back().string());
    } else if (type == "FuncCall") {
      out.functions.push_back(joined(below.list("funcname")));
    } else if (type == "SQLValueFunction") {
      out.functions.emplace_back(below.text("op"));
    } else if (type == "SubLink" || type == "SelectStmt") {
      selects = true;
    }
  });
  out.constant = out.columns.empty() && out.functions.empty() && !selects;
  return out;
}

}  // namespace migc::compiler
