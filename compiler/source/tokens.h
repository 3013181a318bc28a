// Cuts SQL text into tokens, by the lexical rules of PostgreSQL or SQLite.
// It never fails: every byte belongs to a token or to the blank space between
// two. What the tokens mean is for the parsers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "migc/embedded.h"

namespace migc::compiler {

enum class TokenKind : std::uint8_t {
  word,           // a keyword or an unquoted name
  quoted_name,    // "x", U&"x"; for SQLite also `x` and [x]
  string,         // 'x', E'x', B'x', X'x', N'x', U&'x', $tag$x$tag$
  number,         // 1, 1.5e3, 0x1F
  parameter,      // $1; for SQLite also ?1, :x, @x, $x
  symbol,         // an operator, or one of ( ) [ ] , ; : .
  line_comment,   // without its line end
  block_comment,  // nested for PostgreSQL
};

struct Token {
  TokenKind kind{};
  std::size_t begin = 0;
  std::size_t end = 0;     // exclusive
  bool terminated = true;  // false: the text ended inside a string, name or comment

  std::string_view text(std::string_view source) const { return source.substr(begin, end - begin); }
  bool is_comment() const {
    return kind == TokenKind::line_comment || kind == TokenKind::block_comment;
  }
};

// Reads tokens one after the other. Borrows the text.
class Tokenizer {
 public:
  Tokenizer(std::string_view text, Dialect dialect) : text_(text), dialect_(dialect) {}

  // False at the end of the text.
  bool next(Token& token);

 private:
  std::string_view text_;
  Dialect dialect_;
  std::size_t at_ = 0;
};

std::vector<Token> tokenize(std::string_view text, Dialect dialect);

// Whether a word token is `keyword`, which must be given in lower case.
bool is_word(const Token& token, std::string_view source, std::string_view keyword);

// Whether a token is the symbol `symbol`.
bool is_symbol(const Token& token, std::string_view source, std::string_view symbol);

}  // namespace migc::compiler
