// What the readers of the single statement kinds share: names, types and
// expressions with their places in the text. Private to compiler/sql.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/tokens.h"
#include "compiler/sql/node.h"
#include "compiler/sql/statement.h"

namespace migc::compiler {

// One statement: its text, its tokens, and where it stands in the file.
// Locations in the tree count bytes from the start of the statement.
class Reader {
 public:
  Reader(std::string_view statement, std::size_t offset);

  std::string_view text() const { return text_; }
  const std::vector<Token>& tokens() const { return tokens_; }  // without comments

  // Index of the first token that starts at or after a location.
  std::size_t token_at(std::size_t location) const;

  // First to last of the tokens [first, last), in the file.
  Span span_of_tokens(std::size_t first, std::size_t last) const;

  // From a location to the comma or parenthesis that ends the list element
  // there, or to the end of the statement: token indexes [first, last).
  std::size_t element_end(std::size_t first_token) const;

  // The index after the parenthesis that closes the one at `open`.
  std::size_t after_parenthesis(std::size_t open) const;

  // The first token in [first, last) that is the keyword; `last` when none is.
  std::size_t find_word(std::string_view keyword, std::size_t first, std::size_t last) const;

  // The span of a name at a location, with its qualifiers.
  Span name_span(std::size_t location) const;

  // The first token in [first, last) that spells the name `name`; the span of
  // the whole range when there is none.
  Span find_name(std::string_view name, std::size_t first, std::size_t last) const;

  QualifiedName range_var(const Node& node) const;
  TypeName type_name(const Node& node) const;

  // `node` is the expression's tree, the tokens [first, last) its text.
  Expression expression(const Node& node, std::size_t first, std::size_t last) const;

 private:
  std::string_view text_;
  std::size_t offset_;
  std::vector<Token> tokens_;
};

// Where a node starts, in bytes from the start of the statement.
std::size_t location_of(const Node& node);

// The strings of a list of String nodes.
std::vector<std::string> strings(const std::vector<Node>& nodes);

// A list of String nodes as a qualified name: {schema, name}.
QualifiedName name_from_strings(const std::vector<Node>& nodes);

// The name that a word or quoted-name token spells.
std::string name_of(const Token& token, std::string_view text);

}  // namespace migc::compiler
