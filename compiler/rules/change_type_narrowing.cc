#include <charconv>
#include <optional>

#include "compiler/rules/alterations.h"
#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/rules/type_names.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

std::optional<int> limit(const std::vector<std::string>& modifiers, std::size_t index) {
  int value = 0;
  if (index >= modifiers.size()) return std::nullopt;
  const std::string& text = modifiers[index];
  if (std::from_chars(text.data(), text.data() + text.size(), value).ec != std::errc())
    return std::nullopt;
  return value;
}

int rank(std::string_view type) {
  constexpr std::string_view kBySize[] = {"int2",   "int4", "int8", "",         "float4",
                                          "float8", "",     "date", "timestamp"};
  for (int i = 0; i < static_cast<int>(std::size(kBySize)); ++i)
    if (type == kBySize[i]) return i;
  return type == "timestamptz" ? rank("timestamp") : -1;
}

// Of one family, where a lower rank holds less.
bool ranks_lower(std::string_view from, std::string_view to) {
  constexpr int kFamily = 3;
  const int before = rank(from);
  const int after = rank(to);
  return before >= 0 && after >= 0 && before / kFamily == after / kFamily && after < before;
}

bool is_text(std::string_view type) {
  return type == "text" || type == "varchar" || type == "bpchar" || type == "citext";
}

bool digits_shrink(const TypeRef& from, const TypeName& to) {
  const auto precision = limit(to.modifiers, 0);
  if (!precision) return false;
  const int scale = limit(to.modifiers, 1).value_or(0);
  const auto old_precision = limit(from.modifiers, 0);
  const int old_scale = limit(from.modifiers, 1).value_or(0);
  return !old_precision || *precision - scale < *old_precision - old_scale || scale < old_scale;
}

bool is_narrower(const TypeRef& from, const TypeName& to) {
  if (from.object != 0 || from.array_dimensions != 0 || to.array_dimensions != 0) return false;
  if (ranks_lower(from.name, to.name)) return true;
  if (from.name == "numeric" && to.name == "numeric") return digits_shrink(from, to);
  if (!is_text(from.name) || !is_text(to.name)) return false;
  const auto after = limit(to.modifiers, 0);
  const auto before = limit(from.modifiers, 0);
  return after && (!before || *after < *before);
}

// What shows whether all values fit.
std::string extremes(const TypeRef& type, const std::string& column) {
  return is_text(type.name) ? "max(length(" + column + "))"
                            : "min(" + column + "), max(" + column + ")";
}

void check(const Context& cx, Findings& out) {
  for (const auto& altered : alterations<AlterColumnType>(cx)) {
    const Column* column = altered.column(altered.change.column);
    if (!column || !cx.may_hold_rows(altered.alter.table)) continue;
    if (!is_narrower(column->type, altered.change.type)) continue;
    out.add(altered.command.target, "values of column " + quoted(column->name) + " that fit " +
                                        spelled(cx.model().catalog(), column->type) +
                                        " may not fit " + spelled(altered.change.type) +
                                        ": the statement fails, or cuts them")
        .help_with("see what production holds first: SELECT " +
                   extremes(column->type, sql_name(column->name)) + " FROM " +
                   sql_name(altered.alter.table) + ";")
        .note(column->origin, "column " + quoted(column->name) + " got its type");
  }
}

constexpr Example kExamples[] = {{
    .title = "A shorter column",
    .bad = R"sql(
-- file: 0001_accounts.sql
CREATE TABLE accounts (id bigint PRIMARY KEY, code varchar(20));
-- file: 0002_shorter.sql
ALTER TABLE accounts ALTER COLUMN code TYPE varchar(10);  -- expect: change-type-narrowing
)sql",
    .good = R"sql(
-- file: 0001_accounts.sql
CREATE TABLE accounts (id bigint PRIMARY KEY, code varchar(20));
-- file: 0002_longer.sql
ALTER TABLE accounts ALTER COLUMN code TYPE varchar(40);
)sql",
}};

}  // namespace

extern constexpr Rule rule_change_type_narrowing = checked({
    .id = "change-type-narrowing",
    .level = Level::warning,
    .summary = "A type change to a type that holds less",
    .rationale = "The statement fails as soon as one row holds a value that does not fit, after it "
                 "has rewritten all the rows before that one. Where it cuts instead, as from "
                 "timestamp to date, the rest of each value is gone for good.",
    .remedy = "Look whether all values fit, in production. Better: add a new column, and let the "
              "program move the values that do.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
