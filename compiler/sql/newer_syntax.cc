#include "compiler/sql/newer_syntax.h"

#include <algorithm>
#include <vector>

#include "compiler/sql/reader.h"

namespace migc::compiler {
namespace {

// Where the parser stopped, as a token index.
struct Stop {
  const Reader& reader;
  std::size_t at;
  std::string_view message;
};

// A row of the table. `before` and `from` are words that end right before the
// stop and that begin there: "a/b" is either, "*" any name, "$" the end of the
// element. The first word of the statement is `verb`, where that matters.
struct Novelty {
  int version;
  std::string_view verb;
  std::string_view before;
  std::string_view from;
  std::string_view what;
};

// Source: servers 14 to 18, asked by tests/facts; each row has a case there.
constexpr Novelty kNovelties[] = {
    {16, "", "create statistics", "on", "CREATE STATISTICS without a name"},
    {16, "", "*", "storage plain/external/extended/main/default", "STORAGE of a new column"},
    {16, "", "is", "json", "IS JSON"},
    {16, "", "is not", "json", "IS JSON"},
    {16, "grant", "with", "inherit/set true/false/option", "GRANT … WITH INHERIT or SET"},
    {16, "grant", "with admin", "true/false", "GRANT … WITH ADMIN TRUE"},
    {16, "grant", "with admin option", ",", "GRANT … WITH several options"},
    {16, "revoke", "revoke inherit/set", "option", "REVOKE INHERIT or SET OPTION"},
    {16, "", "reindex database/system", "$", "REINDEX DATABASE without a name"},
    {17, "", "set", "expression as", "SET EXPRESSION"},
    {17, "", "set access method", "default", "SET ACCESS METHOD DEFAULT"},
    {17, "", "set statistics", "default", "SET STATISTICS DEFAULT"},
    {17, "merge", "", "returning", "MERGE … RETURNING"},
    {17, "merge", "not matched", "by source/target", "WHEN NOT MATCHED BY SOURCE"},
    {17, "", "at", "local", "AT LOCAL"},
    {18, "", "not", "enforced", "NOT ENFORCED"},
    {18, "", ")", "enforced $", "ENFORCED"},
    {18, "alter", "alter constraint *", "enforced", "ENFORCED"},
    {18, "alter", "alter constraint *", "inherit", "ALTER CONSTRAINT … INHERIT"},
    {18, "", "constraint *", "not null *", "NOT NULL as a constraint with a name"},
    {18, "alter", "add", "not null *", "ADD NOT NULL"},
    {18, "create", ",", "not null *", "NOT NULL as a constraint of the table"},
    {18, "", "not null", "no inherit", "NOT NULL … NO INHERIT"},
    {18, "", "*", "without overlaps", "WITHOUT OVERLAPS"},
    {18, "", ", period", "* )", "PERIOD in a foreign key"},
    {18, "", "returning", "with (", "RETURNING WITH (OLD AS …)"},
    {18, "vacuum", "", "only *", "VACUUM ONLY"},
    {18, "analyze", "", "only *", "ANALYZE ONLY"},
    {18, "alter", "on", "large objects", "default privileges ON LARGE OBJECTS"},
};

// SQL/JSON, by the function that encloses the stop.
struct JsonFunction {
  int version;
  std::string_view name;
};
constexpr JsonFunction kJsonFunctions[] = {
    {16, "json_array"}, {16, "json_arrayagg"},  {16, "json_object"}, {16, "json_objectagg"},
    {17, "json"},       {17, "json_exists"},    {17, "json_query"},  {17, "json_scalar"},
    {17, "json_table"}, {17, "json_serialize"}, {17, "json_value"},
};

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    parts.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

bool is_end(const Reader& reader, std::size_t index) {
  return index >= reader.size() || reader.symbol(index, ",") || reader.symbol(index, ")");
}

bool is_name(const Reader& reader, std::size_t index) {
  return index < reader.size() && (reader.tokens()[index].kind == TokenKind::word ||
                                   reader.tokens()[index].kind == TokenKind::quoted_name);
}

bool matches(const Reader& reader, std::size_t index, std::string_view pattern) {
  if (pattern == "$") return is_end(reader, index);
  if (pattern == "*") return is_name(reader, index);
  const auto words = split(pattern, '/');
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return reader.word(index, word) || reader.symbol(index, word);
  });
}

bool matches_all(const Reader& reader, std::size_t first,
                 const std::vector<std::string_view>& patterns) {
  for (std::size_t i = 0; i < patterns.size(); ++i)
    if (!matches(reader, first + i, patterns[i])) return false;
  return true;
}

bool matches(const Stop& stop, const Novelty& novelty) {
  const auto before = split(novelty.before, ' ');
  return (novelty.verb.empty() || stop.reader.word(0, novelty.verb)) && stop.at >= before.size() &&
         matches_all(stop.reader, stop.at - before.size(), before) &&
         matches_all(stop.reader, stop.at, split(novelty.from, ' '));
}

// The opening parentheses that are not closed before the stop.
std::vector<std::size_t> open_parentheses(const Stop& stop) {
  std::vector<std::size_t> open;
  for (std::size_t at = 0; at < stop.at; ++at) {
    if (stop.reader.symbol(at, "(")) open.push_back(at);
    if (stop.reader.symbol(at, ")") && !open.empty()) open.pop_back();
  }
  return open;
}

std::optional<NewerSyntax> json_function(const Stop& stop) {
  for (const std::size_t open : open_parentheses(stop))
    for (const JsonFunction& function : kJsonFunctions)
      if (open > 0 && stop.reader.word(open - 1, function.name))
        return NewerSyntax{function.version, upper(function.name)};
  return std::nullopt;
}

// The parenthesis that the one at `close` closes; 0 when there is none.
std::size_t opening_of(const Reader& reader, std::size_t close) {
  std::size_t depth = 0;
  for (std::size_t at = close + 1; at-- > 0;) {
    if (reader.symbol(at, ")")) ++depth;
    if (reader.symbol(at, "(") && --depth == 0) return at;
  }
  return 0;
}

// GENERATED ALWAYS AS (…), where only STORED could follow.
std::optional<NewerSyntax> virtual_column(const Stop& stop) {
  const Reader& reader = stop.reader;
  if (stop.at == 0 || !reader.symbol(stop.at - 1, ")")) return std::nullopt;
  const std::size_t open = opening_of(reader, stop.at - 1);
  const bool follows =
      is_end(reader, stop.at) || matches(reader, stop.at, "virtual/not/null/check/constraint");
  if (!follows || open < 3 || !matches_all(reader, open - 3, {"generated", "always", "as"}))
    return std::nullopt;
  return NewerSyntax{18, "a VIRTUAL generated column"};
}

std::optional<NewerSyntax> by_message(const Stop& stop) {
  const auto says = [&](std::string_view text) {
    return stop.message.find(text) != std::string_view::npos;
  };
  if (says("in FROM must have an alias")) return NewerSyntax{16, "FROM (…) without an alias"};
  if (says("constraints cannot be marked NO INHERIT") && stop.reader.word(0, "alter"))
    return NewerSyntax{18, "ALTER CONSTRAINT … NO INHERIT"};
  if (!says("trailing junk after numeric literal")) return std::nullopt;
  // 1_000, 0x1F, 0o17, 0b11
  const std::string_view number =
      stop.at < stop.reader.size() ? stop.reader.text_of_tokens(stop.at, stop.at + 1) : "";
  const bool novel = number.find('_') != std::string_view::npos ||
                     (number.size() > 2 && number[0] == '0' &&
                      std::string_view("xXoObB").find(number[1]) != std::string_view::npos);
  return novel ? std::optional(NewerSyntax{16, "numbers like 0x1F and 1_000"}) : std::nullopt;
}

std::optional<NewerSyntax> by_words(const Stop& stop) {
  for (const Novelty& novelty : kNovelties)
    if (matches(stop, novelty)) return NewerSyntax{novelty.version, std::string(novelty.what)};
  return std::nullopt;
}

}  // namespace

std::optional<NewerSyntax> newer_syntax(std::string_view statement, std::size_t at,
                                        std::string_view message, int grammar) {
  const Reader reader(statement, 0);
  const Stop stop{reader, reader.token_at(at), message};
  for (const auto find : {by_words, virtual_column, by_message, json_function})
    if (auto found = find(stop); found && found->version > grammar) return found;
  return std::nullopt;
}

}  // namespace migc::compiler
