#include <algorithm>
#include <string>

#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/schema/generated_names.h"
#include "compiler/source/tokens.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

// Most statements have none, and need not be cut into tokens.
bool has_long_word(std::string_view sql) {
  constexpr std::string_view kEnds = " \t\n(),;='\"";
  std::size_t begin = 0;
  while (begin < sql.size()) {
    const std::size_t end = std::min(sql.find_first_of(kEnds, begin), sql.size());
    if (end - begin > kLongestName) return true;
    begin = end + 1;
  }
  return false;
}

// Whether two double quotes are that far apart, with doubled ones between them.
bool has_long_quotes(std::string_view sql) {
  std::size_t length = 0;
  bool doubled = false;
  std::size_t quote = sql.find('"');
  while (quote != std::string_view::npos) {
    const std::size_t next = sql.find('"', quote + 1);
    if (next == std::string_view::npos) return false;
    const std::size_t between = next - quote - 1;
    length = between == 0 || doubled ? length + std::max<std::size_t>(between, 1) : between;
    if (length > kLongestName) return true;
    doubled = between == 0;
    quote = next;
  }
  return false;
}

// As the server reads it: without the quotes around it, and those inside once.
std::string name_of(const Token& token, std::string_view sql) {
  const std::string_view text = token.text(sql);
  if (token.kind == TokenKind::word) return std::string(text);
  return path_of_text(text).front();
}

void check(const Context& cx, Findings& out) {
  if (!has_long_word(cx.sql()) && !has_long_quotes(cx.sql())) return;
  for (const Token& token : tokenize(cx.sql(), cx.dialect())) {
    if (token.kind != TokenKind::quoted_name && token.kind != TokenKind::word) continue;
    const std::string name = name_of(token, cx.sql());
    if (name.size() <= kLongestName) continue;
    const std::string kept = cut_name(name);
    const std::size_t offset = cx.statement().span.begin;
    out.add({offset + token.begin, offset + token.end},
            "PostgreSQL cuts this name of " + std::to_string(name.size()) + " bytes to " +
                std::to_string(kept.size()))
        .help_with("choose a shorter name, or write what the server keeps: " + kept);
    return;
  }
}

constexpr Example kExamples[] = {{
                                     .title = "A name that says it all",
                                     .bad = R"sql(
CREATE TABLE orders (id bigint PRIMARY KEY, status text);
CREATE INDEX orders_by_status_for_the_overview_page_of_the_warehouse_department ON orders (status);  -- expect: identifier-too-long
)sql",
                                     .good = R"sql(
CREATE TABLE orders (id bigint PRIMARY KEY, status text);
CREATE INDEX orders_status ON orders (status);
)sql",
                                 },
                                 {
                                     .title = "A name with blanks and a quote in it",
                                     .bad = R"sql(
CREATE TABLE orders (id bigint PRIMARY KEY, status text);
CREATE INDEX "orders by ""status"" for the overview page of the warehouse department" ON orders (status);  -- expect: identifier-too-long
)sql",
                                     .good = R"sql(
CREATE TABLE orders (id bigint PRIMARY KEY, "what the customer ""said"" when the parcel arrived, word by word" text);
)sql",
                                 }};

}  // namespace

extern constexpr Rule rule_identifier_too_long = checked({
    .id = "identifier-too-long",
    .level = Level::warning,
    .summary = "A name of more than 63 bytes",
    .rationale = "PostgreSQL cuts the name to 63 bytes with no more than a notice. Two names that "
                 "differ only after that are one; a later statement that spells the name in full "
                 "works, but every tool that compares names does not find it.",
    .remedy = "Choose a shorter name.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
