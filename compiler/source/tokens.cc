#include "compiler/source/tokens.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "compiler/base/ascii.h"

namespace migc::compiler {
namespace {

// What a byte may be, as one bit each: every byte of every file is asked.
enum ByteClass : std::uint8_t { blank = 1, digit = 2, letter = 4, operator_character = 8 };

constexpr std::array<std::uint8_t, 256> kClasses = [] {
  std::array<std::uint8_t, 256> classes{};
  const auto mark = [&](std::string_view bytes, ByteClass as) {
    for (const char c : bytes) classes[static_cast<unsigned char>(c)] = as;
  };
  mark(" \n\t\r\f\v", blank);
  mark("0123456789", digit);
  mark("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_", letter);
  mark("+-*/<>=~!@#%^&|`?", operator_character);
  // Bytes of a multi-byte character count as letters, as both servers do it.
  for (std::size_t c = 0x80; c < classes.size(); ++c) classes[c] = letter;
  return classes;
}();

constexpr bool is_any(char c, unsigned classes) {
  return (kClasses[static_cast<unsigned char>(c)] & classes) != 0;
}
constexpr bool is_blank(char c) {
  return is_any(c, blank);
}
constexpr bool is_digit(char c) {
  return is_any(c, digit);
}
constexpr bool starts_name(char c) {
  return is_any(c, letter);
}
constexpr bool continues_tag(char c) {
  return is_any(c, letter | digit);
}
constexpr bool continues_name(char c) {
  return continues_tag(c) || c == '$';
}
constexpr bool is_operator_character(char c) {
  return is_any(c, operator_character);
}

// Scans the one token that starts at `at`. The members named scan_* set its
// kind and end; each is given a text that has at least its first character.
class Scan {
 public:
  Scan(std::string_view text, Dialect dialect, std::size_t at)
      : text_(text), postgresql_(dialect == Dialect::postgresql), at_(at) {}

  Token token() {
    Token token;
    token.begin = at_;
    token.kind = scan();
    token.end = at_;
    token.terminated = terminated_;
    return token;
  }

 private:
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  bool at_end() const { return at_ >= text_.size(); }

  TokenKind scan() {
    const char c = peek();
    if (c == '-' && peek(1) == '-') return scan_line_comment();
    if (c == '/' && peek(1) == '*') return scan_block_comment();
    if (c == '\'') return scan_quoted('\'', TokenKind::string, false);
    if (c == '"') return scan_quoted('"', TokenKind::quoted_name, false);
    if (starts_name(c)) return scan_word_or_prefixed_string();
    if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return scan_number();
    return postgresql_ ? scan_postgresql_special(c) : scan_sqlite_special(c);
  }

  TokenKind scan_postgresql_special(char c) {
    if (c == '$' && is_digit(peek(1))) return scan_parameter();
    if (c == '$' && at_dollar_quote()) return scan_dollar_quoted();
    return scan_symbol();
  }

  TokenKind scan_sqlite_special(char c) {
    if (c == '`') return scan_quoted('`', TokenKind::quoted_name, false);
    if (c == '[') return scan_bracketed();
    if (c == '?' || ((c == '$' || c == '@' || c == ':' || c == '#') && continues_name(peek(1))))
      return scan_parameter();
    return scan_symbol();
  }

  TokenKind scan_line_comment() {
    const auto end = text_.find('\n', at_);
    at_ = end == std::string_view::npos ? text_.size() : end;
    return TokenKind::line_comment;
  }

  TokenKind scan_block_comment() {
    at_ += 2;
    for (std::size_t depth = 1; !at_end(); ++at_) {
      if (peek() == '*' && peek(1) == '/') {
        ++at_;
        if (--depth == 0) {
          ++at_;
          return TokenKind::block_comment;
        }
      } else if (postgresql_ && peek() == '/' && peek(1) == '*') {
        ++at_;
        ++depth;
      }
    }
    // SQLite lets the end of the text end a comment.
    terminated_ = !postgresql_;
    return TokenKind::block_comment;
  }

  // A doubled quote stands for itself.
  TokenKind scan_quoted(char quote, TokenKind kind, bool backslash_escapes) {
    for (++at_; !at_end(); ++at_) {
      if (!backslash_escapes) at_ = std::min(text_.find(quote, at_), text_.size());
      if (at_end()) break;
      if (backslash_escapes && peek() == '\\') {
        ++at_;
      } else if (peek() == quote) {
        if (peek(1) != quote) {
          ++at_;
          if (backslash_escapes && at_continuation()) continue;
          return kind;
        }
        ++at_;
      }
    }
    at_ = text_.size();
    terminated_ = false;
    return kind;
  }

  // A string goes on after a line end, with the escapes of its beginning. Moves
  // to the quote that opens the next part.
  bool at_continuation() {
    std::size_t next = at_;
    bool new_line = false;
    while (next < text_.size() && (is_blank(text_[next]) || text_.substr(next, 2) == "--")) {
      if (text_[next] == '-') next = std::min(text_.find('\n', next), text_.size());
      new_line |= next < text_.size() && text_[next] == '\n';
      if (next < text_.size()) ++next;
    }
    if (!new_line || next >= text_.size() || text_[next] != '\'') return false;
    at_ = next;
    return true;
  }

  TokenKind scan_bracketed() {
    const auto end = text_.find(']', at_);
    terminated_ = end != std::string_view::npos;
    at_ = terminated_ ? end + 1 : text_.size();
    return TokenKind::quoted_name;
  }

  TokenKind scan_word_or_prefixed_string() {
    const char c = lower(peek());
    if (peek(1) == '\'') {
      if (postgresql_ && c == 'e') return scan_prefixed(1, '\'', TokenKind::string, true);
      if (c == 'x' || (postgresql_ && (c == 'b' || c == 'n')))
        return scan_prefixed(1, '\'', TokenKind::string, false);
    }
    if (postgresql_ && c == 'u' && peek(1) == '&') {
      if (peek(2) == '\'') return scan_prefixed(2, '\'', TokenKind::string, false);
      if (peek(2) == '"') return scan_prefixed(2, '"', TokenKind::quoted_name, false);
    }
    while (!at_end() && continues_name(peek())) ++at_;
    return TokenKind::word;
  }

  TokenKind scan_prefixed(std::size_t prefix, char quote, TokenKind kind, bool backslash_escapes) {
    at_ += prefix;
    return scan_quoted(quote, kind, backslash_escapes);
  }

  // Takes more than a number can be (1.5.x), which is for the parser to refuse.
  TokenKind scan_number() {
    for (++at_; !at_end(); ++at_) {
      const char c = lower(peek());
      const bool sign_of_exponent = (c == '+' || c == '-') && lower(text_[at_ - 1]) == 'e' &&
                                    is_digit(peek(1)) && !hexadecimal_so_far();
      if (c == '.' && peek(1) == '.') break;  // a range in PL/pgSQL
      if (!continues_name(c) && c != '.' && !sign_of_exponent) break;
    }
    return TokenKind::number;
  }

  bool hexadecimal_so_far() const {
    std::size_t begin = at_;
    while (begin > 0 && continues_name(text_[begin - 1])) --begin;
    return text_[begin] == '0' && begin + 1 < text_.size() && lower(text_[begin + 1]) == 'x';
  }

  TokenKind scan_parameter() {
    ++at_;
    while (!at_end() && continues_name(peek())) ++at_;
    return TokenKind::parameter;
  }

  std::size_t tag_end() const {
    std::size_t end = at_ + 1;
    while (end < text_.size() && continues_tag(text_[end])) ++end;
    return end;
  }

  bool at_dollar_quote() const {
    const std::size_t end = tag_end();
    return end < text_.size() && text_[end] == '$';
  }

  TokenKind scan_dollar_quoted() {
    const std::string_view delimiter = text_.substr(at_, tag_end() + 1 - at_);
    const auto end = text_.find(delimiter, at_ + delimiter.size());
    terminated_ = end != std::string_view::npos;
    at_ = terminated_ ? end + delimiter.size() : text_.size();
    return TokenKind::string;
  }

  // One punctuation mark, or a run of operator characters up to a comment.
  TokenKind scan_symbol() {
    if (!is_operator_character(peek())) {
      ++at_;
      return TokenKind::symbol;
    }
    const std::size_t begin = at_;
    do {
      ++at_;
    } while (!at_end() && is_operator_character(peek()) && !at_comment() &&
             (postgresql_ || peek() != '`'));
    give_back_signs(begin);
    return TokenKind::symbol;
  }

  // `=-1` is `=` and `-1`: only an operator with one of these characters may
  // end in a sign.
  void give_back_signs(std::size_t begin) {
    const std::string_view run = text_.substr(begin, at_ - begin);
    if (run.find_first_of("~!@#%^&|`?") != std::string_view::npos) return;
    const bool arrow = !postgresql_ && run.starts_with("->");
    while (!arrow && at_ - begin > 1 && (text_[at_ - 1] == '+' || text_[at_ - 1] == '-')) --at_;
  }

  bool at_comment() const {
    return (peek() == '-' && peek(1) == '-') || (peek() == '/' && peek(1) == '*');
  }

  std::string_view text_;
  bool postgresql_;
  std::size_t at_;
  bool terminated_ = true;
};

}  // namespace

bool Tokenizer::next(Token& token) {
  while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
  if (at_ == text_.size()) return false;
  token = Scan(text_, dialect_, at_).token();
  at_ = token.end;
  return true;
}

std::vector<Token> tokenize(std::string_view text, Dialect dialect) {
  std::vector<Token> tokens;
  Tokenizer tokenizer(text, dialect);
  for (Token token; tokenizer.next(token);) tokens.push_back(token);
  return tokens;
}

bool is_word(const Token& token, std::string_view source, std::string_view keyword) {
  if (token.kind != TokenKind::word || token.end - token.begin != keyword.size()) return false;
  const std::string_view text = token.text(source);
  for (std::size_t i = 0; i < keyword.size(); ++i)
    if (lower(text[i]) != keyword[i]) return false;
  return true;
}

bool is_symbol(const Token& token, std::string_view source, std::string_view symbol) {
  return token.kind == TokenKind::symbol && token.text(source) == symbol;
}

}  // namespace migc::compiler
