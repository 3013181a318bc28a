// libpg_query's answers as JSON values, within bounds: a text that is too long
// or nests too deeply is refused before it costs the memory or the stack of the
// process. Private to compiler/sql.
#pragma once

#include <pg_query.h>
#include <simdjson.h>

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/sql/node.h"

namespace migc::compiler {

// What libpg_query, or a bound, has against a text.
struct ParseProblem {
  std::string message;
  std::string help;
  std::size_t at = 0;  // byte in the text
  bool too_deep = false;
};

ParseProblem nested_too_deeply(std::size_t at);

// Runs `work`, which parses `text` and walks its tree, with stack enough for the
// deepest one that the bounds allow.
void with_stack_for(std::string_view text, const std::function<void()>& work);

// The tree of one statement, or what is wrong with it.
class StatementTree {
 public:
  // Of the JSON: an operator takes two levels, a sub-select eight.
  static constexpr std::size_t kDeepest = 100'000;

  // `json` reads it and keeps its values; a reader can serve many trees in turn.
  StatementTree(const std::string& sql, simdjson::dom::parser& json,
                std::size_t deepest = kDeepest);
  StatementTree(const StatementTree&) = delete;
  StatementTree& operator=(const StatementTree&) = delete;
  ~StatementTree();

  const std::optional<ParseProblem>& problem() const { return problem_; }

  // A wrapped node; absent for an empty text.
  Node statement() const { return statement_; }

 private:
  std::optional<PgQueryParseResult> result_;  // nothing: a text that is too long
  Node statement_;
  std::optional<ParseProblem> problem_;
};

// The same of a PL/pgSQL body, given as a DO statement.
class PlpgsqlTree {
 public:
  explicit PlpgsqlTree(const std::string& sql);
  PlpgsqlTree(const PlpgsqlTree&) = delete;
  PlpgsqlTree& operator=(const PlpgsqlTree&) = delete;
  ~PlpgsqlTree();

  const std::optional<ParseProblem>& problem() const { return problem_; }

  // The function that holds the body.
  Node function() const { return function_; }

 private:
  std::optional<PgQueryPlpgsqlParseResult> result_;
  simdjson::dom::parser json_;
  Node function_;
  std::optional<ParseProblem> problem_;
};

}  // namespace migc::compiler
