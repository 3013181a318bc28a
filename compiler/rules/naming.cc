#include <algorithm>

#include "compiler/rules/alterations.h"
#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/new_columns.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

bool is_plain(std::string_view name) {
  const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
  return is_lower(name.front()) && std::all_of(name.begin(), name.end(), [&](char c) {
           return is_lower(c) || (c >= '0' && c <= '9') || c == '_';
         });
}

void report(const Context& cx, const char* kind, const std::string& name, Span place,
            Findings& out) {
  const std::string_view pattern = cx.options().pattern("naming", kind);
  const bool fits =
      pattern.empty() ? name.empty() || is_plain(name) : cx.options().matches("naming", kind, name);
  if (name.empty() || fits) return;
  out.add(place, quoted(name) + " is not named like other " + kind)
      .help_with("choose a name that matches " +
                 std::string(pattern.empty() ? "^[a-z][a-z0-9_]*$" : pattern));
}

void check_constraints(const Context& cx, const std::vector<ConstraintDefinition>& constraints,
                       Findings& out) {
  for (const ConstraintDefinition& constraint : constraints)
    report(cx, "constraints", constraint.name, constraint.span, out);
}

void check(const Context& cx, Findings& out) {
  if (const auto* create = cx.as<CreateTable>()) {
    report(cx, "tables", create->table.name, cx.place(create->table), out);
    check_constraints(cx, create->constraints, out);
  }
  for (const NewColumn& made : new_columns(cx)) {
    report(cx, "columns", made.column.name, made.column.name_span, out);
    check_constraints(cx, made.column.constraints, out);
  }
  for (const auto& added : alterations<AddConstraint>(cx))
    report(cx, "constraints", added.change.constraint.name, added.change.constraint.span, out);
  if (const auto* index = cx.as<CreateIndex>())
    report(cx, "indexes", index->name, cx.place(index->table), out);
  if (const auto* view = cx.as<CreateView>())
    report(cx, "views", view->view.name, cx.place(view->view), out);
  if (const auto* type = cx.as<CreateEnum>())
    report(cx, "types", type->type.name, cx.place(type->type), out);
}

constexpr std::string_view kOptions[] = {"tables",      "columns", "indexes",
                                         "constraints", "views",   "types"};

constexpr Example kExamples[] = {{
                                     .title = "A name with capitals",
                                     .bad = R"sql(
CREATE TABLE "Orders" (id bigint PRIMARY KEY);  -- expect: naming
)sql",
                                     .good = R"sql(
CREATE TABLE orders (id bigint PRIMARY KEY);
)sql",
                                 },
                                 {
                                     .title = "A pattern of the project",
                                     .bad = R"sql(
CREATE TABLE orders (id bigint PRIMARY KEY, status text);
CREATE INDEX orders_status ON orders (status);  -- expect: naming
)sql",
                                     .good = R"sql(
CREATE TABLE orders (id bigint PRIMARY KEY, status text);
CREATE INDEX orders_status_idx ON orders (status);
)sql",
                                     .config = R"toml(
[rules]
naming = { level = "warning", indexes = "_idx$" }
)toml",
                                 }};

}  // namespace

extern constexpr Rule rule_naming = checked({
    .id = "naming",
    .level = Level::off,
    .summary = "A name that does not keep the convention",
    .rationale = "Names that are written in different ways must be looked up each time; names with "
                 "capitals must be quoted in every query.",
    .remedy = "Choose a name that matches. The patterns are settings: tables, columns, indexes, "
              "constraints, views, types; without one it is ^[a-z][a-z0-9_]*$.",
    .examples = kExamples,
    .options = kOptions,
    .check = check,
});

}  // namespace migc::compiler
