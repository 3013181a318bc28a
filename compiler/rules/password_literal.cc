#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/source/tokens.h"

namespace migc::compiler {
namespace {

bool is_hash(std::string_view text) {
  return text.starts_with("'SCRAM-SHA-256$") || text.starts_with("'md5");
}

bool is_about_role(std::string_view kind) {
  return kind == "create-role" || kind == "alter-role" || kind == "create-user-mapping";
}

void check(const Context& cx, Findings& out) {
  if (!is_about_role(cx.statement().kind)) return;
  const auto tokens = tokenize(cx.sql(), cx.dialect());
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    const Token& value = tokens[i + 1];
    if (!is_word(tokens[i], cx.sql(), "password") || value.kind != TokenKind::string ||
        is_hash(value.text(cx.sql())))
      continue;
    const std::size_t base = cx.statement().span.begin;
    out.add({base + tokens[i].begin, base + tokens[i].end},
            "everybody who can read the file, the program or the server's log knows this password")
        .help_with(
            "create the role outside the migrations, or use the hash that \\password of psql "
            "makes");
  }
}

constexpr Example kExamples[] = {{
    .title = "A role with its password",
    .bad = R"sql(
CREATE ROLE shop LOGIN PASSWORD 'secret';  -- expect: password-literal
)sql",
    .good = R"sql(
CREATE ROLE shop LOGIN;
)sql",
}};

}  // namespace

extern constexpr Rule rule_password_literal = checked({
    .id = "password-literal",
    .level = Level::warning,
    .summary = "A password in clear text",
    .rationale = "The file is in version control and in the program, and the server may write the "
                 "statement to its log: everybody who reads one of them knows the password.",
    .remedy = "Create roles outside the migrations. If it must be here, use the hash that "
              "\\password of psql makes.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
