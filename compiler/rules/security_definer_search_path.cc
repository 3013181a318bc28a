#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  const auto* create = cx.as<CreateRoutine>();
  if (!create || !create->security_definer || create->sets_search_path) return;
  constexpr std::size_t kWordCreate = 6;
  const Span span = cx.statement().span;
  const Span name = create->routine.span.end > 0 ? create->routine.span
                                                 : Span{span.begin, span.begin + kWordCreate};
  out.add(name, "function " + quoted(create->routine.name) +
                    " runs with its owner's rights along its caller's search_path: a caller can "
                    "slip in tables of his own")
      .help_with("add to the function: SET search_path = pg_catalog, public, pg_temp");
}

constexpr Example kExamples[] = {{
    .title = "A function with rights of its own",
    .bad = R"sql(
CREATE TABLE log (line text);
CREATE FUNCTION note(line text) RETURNS void LANGUAGE sql SECURITY DEFINER AS 'INSERT INTO log VALUES (line)';  -- expect: security-definer-search-path
)sql",
    .good = R"sql(
CREATE TABLE log (line text);
CREATE FUNCTION note(line text) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS 'INSERT INTO log VALUES (line)';
)sql",
}};

}  // namespace

extern constexpr Rule rule_security_definer_search_path = checked({
    .id = "security-definer-search-path",
    .level = Level::warning,
    .summary = "A SECURITY DEFINER function without a search_path of its own",
    .rationale = "The function runs with its owner's rights, but finds tables and functions along "
                 "the caller's search_path. Whoever can make a schema or a temporary table can put "
                 "his own in their place, and runs code as the owner.",
    .remedy = "Add SET search_path = pg_catalog, and the schemas that the function needs, with "
              "pg_temp last.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
