// What can be told from the first words of one statement, for the few that run
// outside a transaction. Not a parser: the compiler has parsed everything.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace migc::postgres {

struct Token {
  std::string_view text;  // as written
  bool word = false;      // an unquoted word: keyword or identifier
};

// The first `limit` tokens: words, quoted identifiers, strings and single
// characters; blanks and comments are left out.
std::vector<Token> first_tokens(std::string_view sql, std::size_t limit);

// CREATE [UNIQUE] INDEX CONCURRENTLY [IF NOT EXISTS] [name] ON [ONLY] table
struct IndexBuild {
  std::string name;   // unquoted and folded as the server does; empty: the server chooses
  std::string table;  // as written, maybe qualified and quoted
  bool operator==(const IndexBuild&) const = default;
};
std::optional<IndexBuild> parse_concurrent_index(std::string_view sql);

// Such statements wait for old snapshots but block nobody meanwhile.
bool runs_concurrently(std::string_view sql);

// Whether a statement that may or may not have finished can be run again: it
// then does no harm, or fails and says that its work is done. A CALL can not.
bool may_repeat(std::string_view sql);

// SET or RESET for the rest of the session: lost when the session dies.
bool sets_session(std::string_view sql);

}  // namespace migc::postgres
