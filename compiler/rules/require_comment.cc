#include "compiler/rules/findings.h"
#include "compiler/rules/outcome.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Outcome& outcome, Findings& out) {
  outcome.catalog().for_each([&](const Object& object) {
    const auto* table = as_object<Table>(&object);
    if (!table || table->temporary() || table->is_partition() || table->comment) return;
    out.add_at(table->origin, "nothing says what a row of table " + quoted(table->name) + " is")
        .help_with("COMMENT ON TABLE " + sql_name(table->name) + " IS '…';");
  });
}

constexpr Example kExamples[] = {{
    .title = "A table that nobody explains",
    .bad = R"sql(
CREATE TABLE orders (id bigint PRIMARY KEY);  -- expect: require-comment
)sql",
    .good = R"sql(
CREATE TABLE orders (id bigint PRIMARY KEY);
COMMENT ON TABLE orders IS 'One order of one customer, from the click to the parcel';
)sql",
}};

}  // namespace

extern constexpr Rule rule_require_comment = checked({
    .id = "require-comment",
    .level = Level::off,
    .summary = "A table without a comment",
    .rationale =
        "Who finds the table in the catalog, years later, does not learn what a row of it is.",
    .remedy = "COMMENT ON TABLE, in one sentence: what one row means.",
    .examples = kExamples,
    .check_outcome = check,
});

}  // namespace migc::compiler
