#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  for (const ForbiddenText& found : cx.options().forbidden(cx.sql(), cx.statement().kind)) {
    const std::size_t base = cx.statement().span.begin;
    out.add({base + found.begin, base + found.end}, found.message)
        .help_with("see [[forbid]] in migc.toml");
  }
}

constexpr Example kExamples[] = {{
    .title = "No CASCADE in this project",
    .bad = R"sql(
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE TABLE lines (article bigint REFERENCES orders (id) ON DELETE CASCADE);  -- expect: forbidden-text
)sql",
    .good = R"sql(
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE TABLE lines (article bigint REFERENCES orders (id));
)sql",
    .config = R"toml(
[[forbid]]
pattern = '(?i)\bcascade\b'
message = "name what you drop"
)toml",
}};

}  // namespace

extern constexpr Rule rule_forbidden_text = checked({
    .id = "forbidden-text",
    .dialects = {.postgresql = true, .sqlite = true},
    .summary = "A text that the project's settings forbid",
    .rationale = "The project said so: [[forbid]] in migc.toml holds its own rules, each a pattern "
                 "with a message.",
    .remedy = "As the message says.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
