#include "compiler/sql/split.h"

#include "compiler/source/tokens.h"

namespace migc::compiler {
namespace {

class Splitter {
 public:
  explicit Splitter(std::string_view text) : text_(text) {}

  std::vector<Span> split() {
    Tokenizer tokenizer(text_, Dialect::postgresql);
    for (Token token; tokenizer.next(token);) {
      if (token.is_comment() && token.terminated) {
        if (token.text(text_).starts_with("--> statement-breakpoint")) finish();
      } else {
        take(token);
      }
    }
    finish();
    return std::move(statements_);
  }

 private:
  void take(const Token& token) {
    if (is_symbol(token, text_, ";") && parentheses_ == 0 && blocks_ == 0) return finish();
    if (token.kind == TokenKind::symbol) count_parentheses(token);
    if (token.kind == TokenKind::word && parentheses_ == 0) count_blocks(token);
    if (!open_) current_.begin = token.begin;
    open_ = true;
    current_.end = token.end;
    previous_ = token;
  }

  void count_parentheses(const Token& token) {
    const std::string_view symbol = token.text(text_);
    if (symbol == "(") ++parentheses_;
    if (symbol == ")" && parentheses_ > 0) --parentheses_;
  }

  // After a dot or AS, even a reserved word is a name.
  bool previous_makes_a_name() const {
    return open_ && (is_symbol(previous_, text_, ".") || is_word(previous_, text_, "as"));
  }

  void count_blocks(const Token& token) {
    if (previous_makes_a_name()) return;
    const bool opens = blocks_ == 0 ? is_word(token, text_, "atomic") && open_ &&
                                          is_word(previous_, text_, "begin")
                                    : is_word(token, text_, "case");
    if (opens) ++blocks_;
    if (blocks_ > 0 && is_word(token, text_, "end")) --blocks_;
  }

  void finish() {
    if (open_) statements_.push_back(current_);
    open_ = false;
    parentheses_ = 0;
    blocks_ = 0;
  }

  std::string_view text_;
  std::vector<Span> statements_;
  Span current_;
  Token previous_;
  bool open_ = false;
  std::size_t parentheses_ = 0;
  std::size_t blocks_ = 0;
};

}  // namespace

std::vector<Span> split_postgresql(std::string_view text) {
  return Splitter(text).split();
}

}  // namespace migc::compiler
