#include "postgres/statement_text.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace migc::postgres {
namespace {

constexpr std::size_t kFirstTokens = 24;

bool is_blank(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool equals(const Token& token, std::string_view keyword) {
  return token.word && std::equal(token.text.begin(), token.text.end(), keyword.begin(),
                                  keyword.end(), [](char a, char b) { return lower(a) == b; });
}

// Length of the comment at the start of `sql`; 0 when there is none. Block
// comments nest.
std::size_t comment_length(std::string_view sql) {
  if (sql.substr(0, 2) == "--") return std::min(sql.find('\n'), sql.size());
  if (sql.substr(0, 2) != "/*") return 0;
  std::size_t depth = 1;
  std::size_t i = 2;
  while (i < sql.size() && depth > 0) {
    const std::string_view two = sql.substr(i, 2);
    if (two == "/*") ++depth;
    if (two == "*/") --depth;
    i += two == "/*" || two == "*/" ? 2 : 1;
  }
  return i;
}

// Length of the quoted text at the start of `sql`, with its quotes.
std::size_t quoted_length(std::string_view sql) {
  const char quote = sql.front();
  std::size_t i = 1;
  while (i < sql.size()) {
    if (sql[i] != quote) {
      ++i;
    } else if (i + 1 < sql.size() && sql[i + 1] == quote) {
      i += 2;
    } else {
      return i + 1;
    }
  }
  return sql.size();
}

std::size_t word_length(std::string_view sql) {
  const auto end = std::find_if_not(sql.begin(), sql.end(), is_word);
  return static_cast<std::size_t>(end - sql.begin());
}

// Requires: `sql` begins with neither a blank nor a comment.
Token token_at_start(std::string_view sql) {
  if (sql.front() == '"' || sql.front() == '\'') return {sql.substr(0, quoted_length(sql)), false};
  if (is_word(sql.front())) return {sql.substr(0, word_length(sql)), true};
  return {sql.substr(0, 1), false};
}

bool is_name(const Token& token) {
  return token.word || token.text.front() == '"';
}

std::string unquoted(std::string_view name) {
  std::string plain;
  if (name.front() != '"') {
    std::transform(name.begin(), name.end(), std::back_inserter(plain), lower);
    return plain;
  }
  for (std::size_t i = 1; i + 1 < name.size(); ++i) {
    plain.push_back(name[i]);
    if (name[i] == '"') ++i;
  }
  return plain;
}

// Walks over the tokens; past the end it matches nothing.
class Cursor {
 public:
  explicit Cursor(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  bool accept(std::string_view keyword) {
    if (at_end() || !equals(tokens_[next_], keyword)) return false;
    ++next_;
    return true;
  }
  bool accept_dot() {
    if (at_end() || tokens_[next_].text != ".") return false;
    ++next_;
    return true;
  }
  std::string_view accept_name() {
    if (at_end() || !is_name(tokens_[next_])) return {};
    return tokens_[next_++].text;
  }

 private:
  bool at_end() const { return next_ >= tokens_.size(); }
  std::vector<Token> tokens_;
  std::size_t next_ = 0;
};

std::string accept_qualified(Cursor& cursor) {
  std::string name(cursor.accept_name());
  while (!name.empty() && cursor.accept_dot()) name.append(".").append(cursor.accept_name());
  return name;
}

}  // namespace

std::vector<Token> first_tokens(std::string_view sql, std::size_t limit) {
  std::vector<Token> tokens;
  while (!sql.empty() && tokens.size() < limit) {
    if (const std::size_t length = comment_length(sql); length > 0) {
      sql.remove_prefix(length);
    } else if (is_blank(sql.front())) {
      sql.remove_prefix(1);
    } else {
      tokens.push_back(token_at_start(sql));
      sql.remove_prefix(tokens.back().text.size());
    }
  }
  return tokens;
}

std::optional<IndexBuild> parse_concurrent_index(std::string_view sql) {
  Cursor cursor(first_tokens(sql, kFirstTokens));
  if (!cursor.accept("create")) return std::nullopt;
  cursor.accept("unique");
  if (!cursor.accept("index") || !cursor.accept("concurrently")) return std::nullopt;
  if (cursor.accept("if") && !(cursor.accept("not") && cursor.accept("exists"))) {
    return std::nullopt;
  }
  IndexBuild build;
  if (!cursor.accept("on")) {
    const std::string_view name = cursor.accept_name();
    if (name.empty() || !cursor.accept("on")) return std::nullopt;
    build.name = unquoted(name);
  }
  cursor.accept("only");
  build.table = accept_qualified(cursor);
  if (build.table.empty()) return std::nullopt;
  return build;
}

bool runs_concurrently(std::string_view sql) {
  const auto tokens = first_tokens(sql, kFirstTokens);
  return std::any_of(tokens.begin(), tokens.end(),
                     [](const Token& token) { return equals(token, "concurrently"); });
}

bool may_repeat(std::string_view sql) {
  constexpr std::array<std::string_view, 6> repeatable = {"alter", "cluster", "create",
                                                          "drop",  "reindex", "vacuum"};
  const auto tokens = first_tokens(sql, 1);
  if (tokens.empty()) return false;
  return std::any_of(repeatable.begin(), repeatable.end(),
                     [&](std::string_view keyword) { return equals(tokens.front(), keyword); });
}

bool sets_session(std::string_view sql) {
  const auto tokens = first_tokens(sql, 2);
  if (tokens.size() < 2) return false;
  if (equals(tokens[0], "reset")) return true;
  const bool for_transaction = equals(tokens[1], "local") || equals(tokens[1], "transaction") ||
                               equals(tokens[1], "constraints");
  return equals(tokens[0], "set") && !for_transaction;
}

}  // namespace migc::postgres
