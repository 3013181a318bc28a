#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/source/tokens.h"

namespace migc::compiler {
namespace {

bool is_static(std::string_view body, const Token& next) {
  if (next.kind != TokenKind::string) return false;
  const auto rest = body.find_first_not_of(" \t\n", next.end);
  return rest == std::string_view::npos || body[rest] == ';';
}

// EXECUTE of anything but a literal; EXECUTE FUNCTION is part of CREATE TRIGGER.
bool builds_sql(std::string_view body) {
  const auto tokens = tokenize(body, Dialect::postgresql);
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (!is_word(tokens[i], body, "execute")) continue;
    const Token& next = tokens[i + 1];
    const bool trigger = is_word(next, body, "function") || is_word(next, body, "procedure") ||
                         is_word(next, body, "on");
    if (!trigger && !is_static(body, next)) return true;
  }
  return false;
}

void check(const Context& cx, Findings& out) {
  const auto* block = cx.as<DoBlock>();
  // Some texts can be known all the same: those that the model could follow.
  if (!block || !builds_sql(block->body) || cx.forecast().certain) return;
  const Span span = cx.statement().span;
  constexpr std::size_t kWordDo = 2;
  out.add({span.begin, span.begin + kWordDo},
          "this block builds SQL that is only known when it runs: migc cannot judge all of it")
      .help_with(
          "write the statements out; or, after a review: -- migc: allow(do-block-unchecked): "
          "REASON");
}

constexpr Example kExamples[] = {{
    .title = "A statement made of pieces",
    .bad = R"sql(
-- file: 0001_years.sql
CREATE TABLE years (year integer PRIMARY KEY);
-- file: 0002_orders.sql
DO $$  -- expect: do-block-unchecked
DECLARE
  newest integer;
BEGIN
  SELECT max(year) INTO newest FROM years;
  EXECUTE format('CREATE TABLE %I (id bigint PRIMARY KEY)', 'orders_' || newest);
END $$;
)sql",
    .good = R"sql(
CREATE TABLE orders_2026 (id bigint PRIMARY KEY);
)sql",
}};

}  // namespace

extern constexpr Rule rule_do_block_unchecked = checked({
    .id = "do-block-unchecked",
    .level = Level::warning,
    .summary = "A DO block with SQL that is only known when it runs",
    .rationale = "The block builds a statement from pieces and executes it. migc cannot say what "
                 "it locks, rewrites or drops; it can be anything.",
    .remedy = "Write the statements out. Where that cannot be, review the block by hand, and say "
              "so in an `allow`.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
