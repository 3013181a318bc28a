#include "compiler/sql/parse.h"

#include <pg_query.h>

#include <algorithm>
#include <memory>
#include <string>

#include "compiler/sql/node.h"
#include "compiler/sql/read_statement.h"
#include "compiler/sql/reader.h"
#include "compiler/sql/split.h"
#include "compiler/sql/transactional.h"

namespace migc::compiler {
namespace {

// libpg_query's answer about one statement, freed with it.
class ParseTree {
 public:
  explicit ParseTree(const std::string& sql) : result_(pg_query_parse(sql.c_str())) {}
  ParseTree(const ParseTree&) = delete;
  ParseTree& operator=(const ParseTree&) = delete;
  ~ParseTree() { pg_query_free_parse_result(result_); }

  const PgQueryError* error() const { return result_.error; }
  std::string_view json() const { return result_.parse_tree; }

 private:
  PgQueryParseResult result_;
};

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

// The byte at which the character number `position` (from 1) starts.
std::size_t byte_of_character(std::string_view text, int position) {
  std::size_t at = 0;
  for (int character = 1; character < position && at < text.size(); ++character) {
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80) ++at;
  }
  return at;
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Statement parse(Span span) {
    Statement out;
    out.span = span;
    const std::string sql(text_.substr(span.begin, span.end - span.begin));
    const ParseTree tree(sql);
    if (const PgQueryError* error = tree.error()) {
      out.kind = "unparsed";
      out.body = Unparsed{short_message(error->message),
                          span.begin + byte_of_character(sql, error->cursorpos)};
      return out;
    }
    read_tree(sql, tree, out);
    return out;
  }

 private:
  void read_tree(const std::string& sql, const ParseTree& tree, Statement& out) {
    simdjson::dom::element root;
    const auto error = json_.parse(tree.json().data(), tree.json().size()).get(root);
    if (error != simdjson::SUCCESS) {
      out.kind = "unparsed";
      out.body = Unparsed{"the statement is nested too deeply", out.span.begin};
      return;
    }
    const auto statements = Node(root).list("stmts");
    if (statements.empty()) {
      out.body = Opaque{};
      return;
    }
    const Node wrapped = statements.front()["stmt"];
    const std::string_view type = wrapped.type();
    const Node node = wrapped.unwrapped();
    out.kind = kind_of(type);
    out.transactional = is_transactional(type, node);
    out.body = read_body(Reader(sql, out.span.begin), type, node);
  }

  std::string_view text_;
  simdjson::dom::parser json_;
};

}  // namespace

std::vector<Statement> parse_postgresql(std::string_view text) {
  std::vector<Statement> statements;
  Parser parser(text);
  for (const Span span : split_postgresql(text)) statements.push_back(parser.parse(span));
  return statements;
}

int grammar_version() {
  return PG_VERSION_NUM / 10000;
}

}  // namespace migc::compiler
