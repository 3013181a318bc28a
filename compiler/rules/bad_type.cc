#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/new_columns.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

bool sounds_like_money(const std::string& name) {
  for (const std::string_view word :
       {"price", "amount", "cost", "total", "balance", "salary", "fee"})
    if (name.find(word) != std::string::npos) return true;
  return false;
}

void check(const Context& cx, Findings& out) {
  for (const TypedColumn& column : typed_columns(cx)) {
    const std::string& type = column.type.name;
    const bool floating = (type == "float4" || type == "float8") && sounds_like_money(column.name);
    if (type != "money" && !floating) continue;
    out.add(column.span, floating ? "sums over column " + quoted(column.name) +
                                        " drift: floating point cannot hold 0.10"
                                  : "the currency of column " + quoted(column.name) +
                                        " is a setting of each session")
        .help_with(sql_name(column.name) + " numeric");
  }
}

constexpr Example kExamples[] = {{
    .title = "A price",
    .bad = R"sql(
CREATE TABLE articles (id bigint PRIMARY KEY, price double precision);  -- expect: bad-type
)sql",
    .good = R"sql(
CREATE TABLE articles (id bigint PRIMARY KEY, price numeric);
)sql",
}};

}  // namespace

extern constexpr Rule rule_bad_type = checked({
    .id = "bad-type",
    .level = Level::off,
    .summary = "A money column, or a floating-point column with the name of an amount",
    .rationale = "money means whatever currency lc_monetary of the session says. Floating point "
                 "cannot hold 0.10: sums of amounts drift.",
    .remedy = "Use numeric, with the currency in a column of its own.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
