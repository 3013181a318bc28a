#include "compiler/sql/tree.h"

#include <algorithm>

#include "compiler/base/large_stack.h"
#include "compiler/source/tokens.h"

namespace migc::compiler {
namespace {

// Of a body's JSON.
constexpr std::size_t kDeepestBlock = 10'000;

// Each costs libpg_query up to 600 bytes; every other one can open a level.
constexpr std::size_t kMostTokens = 500'000;

// So deeply nests no text of this size that a common stack would not do.
constexpr std::size_t kShort = 4096;

bool has_too_many_tokens(std::string_view text) {
  if (text.size() <= kMostTokens) return false;
  Tokenizer tokenizer(text, Dialect::postgresql);
  std::size_t count = 0;
  for (Token token; count <= kMostTokens && tokenizer.next(token);) ++count;
  return count > kMostTokens;
}

ParseProblem too_long() {
  return {"the statement is too long to be read: it has more than " + std::to_string(kMostTokens) +
              " words and signs",
          "split it into several", 0, false};
}

// The byte at which the character number `position` (from 1) starts.
std::size_t byte_of_character(std::string_view text, int position) {
  std::size_t at = 0;
  for (int character = 1; character < position && at < text.size(); ++character) {
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80) ++at;
  }
  return at;
}

ParseProblem problem_of(const PgQueryError& error, std::string_view text) {
  const std::size_t at = byte_of_character(text, error.cursorpos);
  const std::string_view message = error.message;
  if (message.starts_with("memory exhausted"))
    return nested_too_deeply(at);  // the parser's own stack
  return {std::string(message), "", at, false};
}

std::optional<ParseProblem> read_json(std::string_view text, simdjson::dom::parser& json,
                                      std::size_t deepest, simdjson::dom::element& root) {
  auto error = simdjson::SUCCESS;
  if (json.max_depth() != deepest) error = json.allocate(text.size(), deepest);
  if (error == simdjson::SUCCESS) error = json.parse(text.data(), text.size()).get(root);
  if (error == simdjson::SUCCESS) return std::nullopt;
  return error == simdjson::DEPTH_ERROR ? nested_too_deeply(0) : too_long();
}

}  // namespace

ParseProblem nested_too_deeply(std::size_t at) {
  return {"the statement is nested too deeply to be read",
          "the server refuses it too, at its default max_stack_depth: write a long chain of "
          "operators or UNIONs as a list (IN, VALUES), or split the statement",
          at, true};
}

void with_stack_for(std::string_view text, const std::function<void()>& work) {
  if (text.size() <= kShort) return work();
  on_large_stack(work);
}

StatementTree::StatementTree(const std::string& sql, simdjson::dom::parser& json,
                             std::size_t deepest) {
  if (has_too_many_tokens(sql)) {
    problem_ = too_long();
    return;
  }
  result_ = pg_query_parse(sql.c_str());
  simdjson::dom::element root;
  problem_ = result_->error ? problem_of(*result_->error, sql)
                            : read_json(result_->parse_tree, json, deepest, root);
  if (problem_) return;
  const auto statements = Node(root).list("stmts");
  if (!statements.empty()) statement_ = statements.front()["stmt"];
}

StatementTree::~StatementTree() {
  if (result_) pg_query_free_parse_result(*result_);
}

PlpgsqlTree::PlpgsqlTree(const std::string& sql) {
  result_ = pg_query_parse_plpgsql(sql.c_str());
  simdjson::dom::element root;
  problem_ = result_->error ? problem_of(*result_->error, sql)
                            : read_json(result_->plpgsql_funcs, json_, kDeepestBlock, root);
  simdjson::dom::array functions;
  if (problem_ || root.get(functions) != simdjson::SUCCESS || functions.begin() == functions.end())
    return;
  function_ = Node(*functions.begin()).unwrapped();
}

PlpgsqlTree::~PlpgsqlTree() {
  pg_query_free_plpgsql_parse_result(*result_);
}

}  // namespace migc::compiler
