// What the readers of the single statement kinds share: names, types and
// expressions with their places in the text. Private to compiler/sql.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/ascii.h"
#include "compiler/source/tokens.h"
#include "compiler/sql/node.h"
#include "compiler/sql/object_statements.h"
#include "compiler/sql/table_statements.h"

namespace migc::compiler {

// One statement: its text, its tokens, and where it stands in the file.
// Locations in the tree count bytes from the start of the statement.
class Reader {
 public:
  Reader(std::string_view statement, std::size_t offset);

  std::string_view text() const { return text_; }
  std::size_t offset() const { return offset_; }
  const std::vector<Token>& tokens() const { return tokens_; }  // without comments
  std::size_t size() const { return tokens_.size(); }

  bool word(std::size_t index, std::string_view keyword) const;
  bool symbol(std::size_t index, std::string_view mark) const;

  // Index of the first token that starts at or after a location.
  std::size_t token_at(std::size_t location) const;

  // First to last of the tokens [first, last), in the file.
  Span span_of_tokens(std::size_t first, std::size_t last) const;

  // The text of the tokens [first, last), with what is between them.
  std::string_view text_of_tokens(std::size_t first, std::size_t last) const;

  // From a token to the comma or parenthesis that ends the list element there,
  // or to the end of the statement.
  std::size_t element_end(std::size_t first_token) const;

  // The index after the parenthesis that closes the one at `open`.
  std::size_t after_parenthesis(std::size_t open) const;

  // The first token in [first, last) that is the keyword; `last` when none is.
  std::size_t find_word(std::string_view keyword, std::size_t first, std::size_t last) const;

  // The same, but outside parentheses.
  std::size_t find_outer_word(std::string_view keyword, std::size_t first, std::size_t last) const;

  // The first opening parenthesis in [first, last); `last` when there is none.
  std::size_t find_open(std::size_t first, std::size_t last) const;

  // The index after a name, with its qualifiers, that starts at a token.
  std::size_t after_name(std::size_t first) const;

  // The span of a name at a location, with its qualifiers.
  Span name_span(std::size_t location) const;

  // The first token in [first, last) that spells the name `name`; the span of
  // the whole range when there is none.
  Span find_name(std::string_view name, std::size_t first, std::size_t last) const;

  QualifiedName range_var(const Node& node) const;
  TypeName type_name(const Node& node) const;

  // `node` is the expression's tree, the tokens [first, last) its text.
  Expression expression(const Node& node, std::size_t first, std::size_t last) const;

  // The expression in the parentheses that follow `keyword` in [first, last).
  Expression parenthesized(const Node& node, std::string_view keyword, std::size_t first,
                           std::size_t last) const;

  // The text of the tokens [first, last) with the references of `node`.
  SqlText sql_text(const Node& node, std::size_t first, std::size_t last) const;

  // A list of DefElem nodes. A value is as written but for quotes; an element
  // without one has an empty value.
  Options options(const std::vector<Node>& elements) const;

  // The value of an option or a setting, whose text starts at or after a location.
  std::string value(const Node& argument, std::size_t location) const;

  // The references below `node`, their spans relative to the location `base`.
  std::vector<Reference> references(const Node& node, std::size_t base) const;

  // The same, without those of the SELECTs below `node`.
  std::vector<Reference> references_outside_selects(const Node& node, std::size_t base) const;

 private:
  std::vector<Reference> collect_references(const Node& node, std::size_t base,
                                            bool in_selects) const;

  std::string_view text_;
  std::size_t offset_;
  std::vector<Token> tokens_;
};

// Where a node starts, in bytes from the start of the statement.
std::size_t location_of(const Node& node);

// The strings of a list of String nodes; a star is "*".
std::vector<std::string> strings(const std::vector<Node>& nodes);

// A list of String nodes as a qualified name: {schema, name}.
QualifiedName name_from_strings(const std::vector<Node>& nodes);

// The name that a word or quoted-name token spells.
std::string name_of(const Token& token, std::string_view text);

// The text of a constant: a number, or what is between a string's quotes.
std::string constant_text(const Node& constant);

// The value of an option that is no negative number: see Reader::value.
std::string option_value(const Node& argument);

// What the server calls an output or index column made of an expression; empty
// when it has no name of its own.
std::string column_name_of(const Node& expression);

std::string role_as_sql(const Node& role_spec);

}  // namespace migc::compiler
