#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  const auto* alter = cx.as<AlterEnum>();
  if (!alter || !alter->new_label.empty() || !alter->neighbour.empty()) return;
  const auto* type = as_object<EnumType>(cx.model().catalog().find_type(alter->type));
  const std::string last = type && !type->labels.empty() ? type->labels.back() : "…";
  out.add(cx.statement().span,
          "value '" + alter->label + "' sorts after all others of enum " + quoted(alter->type.name))
      .help_with("ALTER TYPE " + sql_name(alter->type) + " ADD VALUE '" + alter->label +
                 "' AFTER '" + last + "';");
}

constexpr Example kExamples[] = {{
    .title = "A value in between",
    .bad = R"sql(
-- file: 0001_status.sql
CREATE TYPE status AS ENUM ('new', 'paid');
-- file: 0002_packed.sql
ALTER TYPE status ADD VALUE 'packed';  -- expect: enum-value-order
)sql",
    .good = R"sql(
-- file: 0001_status.sql
CREATE TYPE status AS ENUM ('new', 'paid');
-- file: 0002_packed.sql
ALTER TYPE status ADD VALUE 'packed' AFTER 'new';
)sql",
}};

}  // namespace

extern constexpr Rule rule_enum_value_order = checked({
    .id = "enum-value-order",
    .level = Level::off,
    .summary = "A new value of an enum without BEFORE or AFTER",
    .rationale = "The value goes to the end, whatever it means: comparisons and ORDER BY take it "
                 "for the greatest.",
    .remedy = "Say BEFORE or AFTER which value it belongs.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
