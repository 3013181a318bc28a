#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/new_columns.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  for (const NewColumn& made : new_columns(cx)) {
    const std::string& type = made.column.type.name;
    const bool serial =
        type == "serial" || type == "serial4" || type == "smallserial" || type == "serial2";
    if (!serial && type != "int4" && type != "int2") continue;
    out.add(made.column.span,
            "column " + quoted(made.column.name) + " of table " + quoted(made.table.name) +
                " holds no more than " +
                (type == "int2" || type.starts_with("small") || type == "serial2" ? "32767"
                                                                                  : "2147483647"))
        .help_with(sql_name(made.column.name) +
                   (serial ? " bigint GENERATED ALWAYS AS IDENTITY" : " bigint"));
  }
}

constexpr Example kExamples[] = {{
    .title = "A number that grows",
    .bad = R"sql(
CREATE TABLE orders (id integer PRIMARY KEY);  -- expect: prefer-bigint
)sql",
    .good = R"sql(
CREATE TABLE orders (id bigint PRIMARY KEY);
)sql",
}};

}  // namespace

extern constexpr Rule rule_prefer_bigint = checked({
    .id = "prefer-bigint",
    .level = Level::off,
    .summary = "An integer or smallint column",
    .rationale = "A table that lives long enough outgrows 2147483647, and changing the type then "
                 "rewrites it while nobody can use it.",
    .remedy = "Use bigint. The four bytes are mostly lost to alignment anyway.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
