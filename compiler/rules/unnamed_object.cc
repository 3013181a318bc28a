#include "compiler/rules/alterations.h"
#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/new_columns.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  const auto report = [&](const ConstraintDefinition& constraint) {
    if (!constraint.name.empty() || constraint.kind == ConstraintKind::not_null) return;
    out.add(constraint.span,
            "the server chooses this constraint's name, and not everywhere the same")
        .help_with("CONSTRAINT NAME " + std::string(cx.text(constraint.span)));
  };
  if (const auto* create = cx.as<CreateTable>())
    for (const ConstraintDefinition& constraint : create->constraints) report(constraint);
  for (const NewColumn& made : new_columns(cx))
    for (const ConstraintDefinition& constraint : made.column.constraints) report(constraint);
  for (const auto& added : alterations<AddConstraint>(cx))
    if (added.change.constraint.using_index.empty()) report(added.change.constraint);
  if (const auto* index = cx.as<CreateIndex>(); index && index->name.empty())
    out.add(cx.place(index->table),
            "the server chooses this index's name, and not everywhere the same")
        .help_with("CREATE INDEX " + sql_name(index->table.name + "_idx") + " ON " +
                   sql_name(index->table) + " …");
}

constexpr Example kExamples[] = {{
    .title = "A CHECK without a name",
    .bad = R"sql(
CREATE TABLE orders (id bigint, CHECK (id > 0));  -- expect: unnamed-object
)sql",
    .good = R"sql(
CREATE TABLE orders (id bigint, CONSTRAINT id_positive CHECK (id > 0));
)sql",
}};

}  // namespace

extern constexpr Rule rule_unnamed_object = checked({
    .id = "unnamed-object",
    .level = Level::off,
    .summary = "A constraint or index that the server names",
    .rationale = "The name differs when the table was renamed or another object had it first. A "
                 "later migration that drops the constraint by its name fails on that database.",
    .remedy = "Name it: CONSTRAINT, its name, and then the constraint.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
