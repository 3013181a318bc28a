#include "compiler/sql/parse.h"

#include <pg_query.h>

#include <algorithm>
#include <string>

#include "compiler/base/parallel.h"
#include "compiler/sql/abridge.h"
#include "compiler/sql/newer_syntax.h"
#include "compiler/sql/plpgsql.h"
#include "compiler/sql/read_statement.h"
#include "compiler/sql/reader.h"
#include "compiler/sql/split.h"
#include "compiler/sql/transactional.h"
#include "compiler/sql/tree.h"

namespace migc::compiler {
namespace {

// "CreateTableAsStmt" -> "create-table-as".
std::string kind_of(std::string_view type) {
  if (type == "IndexStmt") return "create-index";
  if (type == "CreateStmt") return "create-table";
  if (type.ends_with("Stmt")) type.remove_suffix(4);
  std::string out;
  for (const char c : type) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper && !out.empty()) out += '-';
    out += upper ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

// An open string would bring the rest of the file along.
std::string short_message(std::string_view message) {
  constexpr std::size_t kMost = 120;
  const auto end = std::min(message.find('\n'), kMost);
  if (end >= message.size()) return std::string(message);
  std::size_t cut = end;
  while (cut > 0 && (static_cast<unsigned char>(message[cut]) & 0xC0U) == 0x80) --cut;
  return std::string(message.substr(0, cut)) + "…";
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Statement parse(Span span) {
    Statement out;
    out.span = span;
    const std::string sql = abridge(text_.substr(span.begin, span.end - span.begin));
    with_stack_for(sql, [&] { read(sql, out); });
    return out;
  }

 private:
  void read(const std::string& sql, Statement& out) {
    const StatementTree tree(sql, json_);
    if (tree.problem()) return refuse(*tree.problem(), sql, out);
    if (!tree.statement()) {
      out.body = Opaque{};
      return;
    }
    const std::string_view type = tree.statement().type();
    const Node node = tree.statement().unwrapped();
    out.kind = kind_of(type);
    out.transactional = is_transactional(type, node);
    const Reader reader(sql, out.span.begin);
    if (!out.transactional) out.probe = probe_of(reader, type, node);
    out.body = read_body(reader, type, node);
    const auto* block = as<DoBlock>(out);
    if (block && block->language == "plpgsql" && nests_too_deeply(block->body))
      refuse(nested_too_deeply(0), sql, out);
  }

  static void refuse(const ParseProblem& problem, const std::string& sql, Statement& out) {
    Unparsed unparsed{
        short_message(problem.message), out.span.begin + problem.at, problem.help, {}, {}};
    if (!problem.too_deep)
      unparsed.newer = newer_syntax(sql, problem.at, problem.message, grammar_version());
    if (unparsed.newer) unparsed.text = sql;
    out.kind = "unparsed";
    out.body = std::move(unparsed);
  }

  std::string_view text_;
  simdjson::dom::parser json_;
};

}  // namespace

std::vector<Statement> parse_postgresql(std::string_view text) {
  constexpr std::size_t kTogether = 64;  // more are worth another thread
  const std::vector<Span> spans = split_postgresql(text);
  std::vector<Statement> statements(spans.size());
  in_parallel((spans.size() + kTogether - 1) / kTogether, [&](std::size_t part) {
    Parser parser(text);
    const std::size_t end = std::min((part + 1) * kTogether, spans.size());
    for (std::size_t i = part * kTogether; i < end; ++i) statements[i] = parser.parse(spans[i]);
  });
  return statements;
}

int grammar_version() {
  return PG_VERSION_NUM / 10000;
}

}  // namespace migc::compiler
