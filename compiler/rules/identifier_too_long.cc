#include <algorithm>

#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/source/tokens.h"

namespace migc::compiler {
namespace {

constexpr std::size_t kLongest = 63;

// Most statements have none, and need not be cut into tokens.
bool has_long_word(std::string_view sql) {
  constexpr std::string_view kEnds = " \t\n(),;='\"";
  std::size_t begin = 0;
  while (begin < sql.size()) {
    const std::size_t end = std::min(sql.find_first_of(kEnds, begin), sql.size());
    if (end - begin > kLongest) return true;
    begin = end + 1;
  }
  return false;
}

void check(const Context& cx, Findings& out) {
  if (!has_long_word(cx.sql())) return;
  for (const Token& token : tokenize(cx.sql(), cx.dialect())) {
    const bool quoted_name = token.kind == TokenKind::quoted_name;
    if (!quoted_name && token.kind != TokenKind::word) continue;
    std::string_view name = token.text(cx.sql());
    if (quoted_name && name.size() > 2) name = name.substr(1, name.size() - 2);
    if (name.size() <= kLongest) continue;
    const std::size_t begin = cx.statement().span.begin + token.begin;
    out.add({begin, begin + name.size()},
            "PostgreSQL cuts this name of " + std::to_string(name.size()) + " bytes to 63")
        .help_with("choose a shorter name, or write what the server keeps: " +
                   std::string(name.substr(0, kLongest)));
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
