#include "compiler/sql/abridge.h"

#include <algorithm>
#include <unordered_set>
#include <vector>

#include "compiler/source/tokens.h"

namespace migc::compiler {
namespace {

constexpr std::size_t kShort = std::size_t{1} << 20U;
constexpr std::size_t kKept = 1000;      // elements of each list
constexpr std::size_t kCompared = 500;   // from this one on, elements are remembered
constexpr std::size_t kMostNested = 64;  // lists; what is deeper counts as one element

template <std::size_t kCount>
bool is_any_word(const Token& token, std::string_view text,
                 const std::string_view (&words)[kCount]) {
  return std::any_of(std::begin(words), std::end(words),
                     [&](std::string_view word) { return is_word(token, text, word); });
}

// A number or a string that the server reads as it stands, whatever is in it.
bool is_plain(const Token& token, std::string_view text) {
  const std::string_view spelled = token.text(text);
  if (token.kind == TokenKind::string) return token.terminated && spelled.front() == '\'';
  return token.kind == TokenKind::number &&
         spelled.find_first_not_of("0123456789.") == std::string_view::npos &&
         std::count(spelled.begin(), spelled.end(), '.') < 2;
}

class Abridger {
 public:
  explicit Abridger(std::string_view text) : text_(text), out_(text) {}

  std::string abridge() {
    Tokenizer tokenizer(text_, Dialect::postgresql);
    for (Token token; tokenizer.next(token);) {
      if (token.is_comment()) continue;
      take(token);
      last_end_ = token.end;
    }
    finish_element();
    return std::move(out_);
  }

 private:
  // The elements between two brackets, or of the statement itself.
  struct List {
    std::size_t begin = 0;  // of the element that is being read: its comma
    std::size_t shape = 0;  // of its tokens, a plain constant standing for every other
    std::size_t whole = 0;  // the shapes of all elements before it
    std::size_t elements = 0;
    std::unordered_set<std::size_t> seen;  // shapes
  };

  enum class Doing { nothing_yet, rows, other };

  void take(const Token& token) {
    const std::string_view mark =
        token.kind == TokenKind::symbol ? token.text(text_) : std::string_view();
    if (mark == ";") return start_statement();
    if (mark == ")" || mark == "]") close();
    if (mark == ",") return start_element(token.begin);
    add_to_shape(shape_of(token));
    if (mark == "(" || mark == "[") open();
    if (token.kind == TokenKind::word && lists_.size() == 1) note_word(token);
  }

  std::size_t shape_of(const Token& token) const {
    if (is_plain(token, text_)) return token.kind == TokenKind::string ? 1 : 2;
    return std::hash<std::string_view>()(token.text(text_));
  }

  static std::size_t combine(std::size_t shape, std::size_t part) {
    constexpr std::size_t kPrime = 1099511628211U;
    return (shape + 1) * kPrime ^ part;
  }

  void add_to_shape(std::size_t part) {
    List& list = lists_.back();
    list.shape = combine(list.shape, part);
  }

  // In a body, a statement may follow one of the first words; and its queries may
  // give rows to a loop.
  void note_word(const Token& token) {
    constexpr std::string_view kStarts[] = {"begin", "then", "else", "loop"};
    constexpr std::string_view kRows[] = {"insert", "update", "delete", "merge"};
    constexpr std::string_view kQueries[] = {"select", "values", "with"};
    constexpr std::string_view kOthers[] = {"create", "alter", "drop",    "comment",
                                            "grant",  "set",   "execute", "call"};
    if (is_any_word(token, text_, kStarts)) {
      doing_ = Doing::nothing_yet;
      in_body_ = true;
    }
    if (doing_ != Doing::nothing_yet) return;
    if (is_any_word(token, text_, kRows)) doing_ = Doing::rows;
    if (!in_body_ && is_any_word(token, text_, kQueries)) doing_ = Doing::rows;
    if (is_any_word(token, text_, kOthers)) doing_ = Doing::other;
  }

  void open() {
    if (lists_.size() == kMostNested) {
      ++deeper_;
    } else {
      lists_.emplace_back();
    }
  }

  void close() {
    if (deeper_ > 0) {
      --deeper_;
    } else if (lists_.size() > 1) {
      finish_element();
      const std::size_t whole = lists_.back().whole;
      lists_.pop_back();
      add_to_shape(whole);
    }
  }

  void start_element(std::size_t comma) {
    if (deeper_ > 0) return add_to_shape(',');
    finish_element();
    lists_.back().begin = comma;
    lists_.back().shape = 0;
  }

  void start_statement() {
    finish_element();
    lists_.assign(1, {});
    deeper_ = 0;
    doing_ = Doing::nothing_yet;
  }

  void finish_element() {
    List& list = lists_.back();
    list.whole = combine(list.whole, list.shape);
    if (++list.elements <= kCompared || doing_ != Doing::rows || list.shape == 0) return;
    const bool is_new = list.seen.insert(list.shape).second;
    if (is_new || list.elements <= kKept) return;
    std::replace_if(
        out_.begin() + static_cast<std::ptrdiff_t>(list.begin),
        out_.begin() + static_cast<std::ptrdiff_t>(last_end_), [](char c) { return c != '\n'; },
        ' ');
  }

  std::string_view text_;
  std::string out_;
  std::vector<List> lists_ = std::vector<List>(1);  // that are open
  std::size_t deeper_ = 0;    // open brackets beyond the most that are followed
  std::size_t last_end_ = 0;  // of the token before
  Doing doing_ = Doing::nothing_yet;
  bool in_body_ = false;
};

}  // namespace

std::string abridge(std::string_view text) {
  if (text.size() < kShort) return std::string(text);
  return Abridger(text).abridge();
}

}  // namespace migc::compiler
