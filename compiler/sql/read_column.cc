#include <algorithm>
#include <optional>

#include "compiler/sql/read_statement.h"

namespace migc::compiler {
namespace {

// The expression in the parentheses that follow `keyword` in [first, last).
Expression parenthesized(const Reader& reader, const Node& tree, std::string_view keyword,
                         std::size_t first, std::size_t last) {
  std::size_t open = reader.find_word(keyword, first, last);
  while (open < last && !is_symbol(reader.tokens()[open], reader.text(), "(")) ++open;
  const std::size_t after = std::min(reader.after_parenthesis(open), last);
  return reader.expression(tree, open + 1, after > open + 1 ? after - 1 : after);
}

// `a IS NOT NULL`, alone or as one side of an AND.
void collect_not_null(const Node& tree, std::vector<std::string>& columns) {
  if (const Node test = tree["NullTest"]; test.text("nulltesttype") == "IS_NOT_NULL") {
    const auto fields = test["arg"]["ColumnRef"].list("fields");
    if (fields.size() == 1) columns.emplace_back(fields.front().string());
  }
  if (const Node both = tree["BoolExpr"]; both.text("boolop") == "AND_EXPR")
    for (const Node& side : both.list("args")) collect_not_null(side, columns);
}

std::optional<ConstraintKind> constraint_kind(std::string_view contype) {
  if (contype == "CONSTR_CHECK") return ConstraintKind::check;
  if (contype == "CONSTR_PRIMARY") return ConstraintKind::primary_key;
  if (contype == "CONSTR_UNIQUE") return ConstraintKind::unique;
  if (contype == "CONSTR_EXCLUSION") return ConstraintKind::exclusion;
  if (contype == "CONSTR_FOREIGN") return ConstraintKind::foreign_key;
  if (contype == "CONSTR_NOTNULL") return ConstraintKind::not_null;
  return std::nullopt;
}

// Where the parts after the type begin, as token indexes, with the end last:
// each part ends where the next begins.
std::vector<std::size_t> part_starts(const Reader& reader, const Node& column, std::size_t last) {
  std::vector<std::size_t> starts{last};
  if (const Node collation = column["collClause"])
    starts.push_back(reader.token_at(location_of(collation)));
  for (const Node& constraint : column.list("constraints"))
    starts.push_back(reader.token_at(location_of(constraint.unwrapped())));
  std::sort(starts.begin(), starts.end());
  return starts;
}

void read_column_constraint(const Reader& reader, const Node& constraint, std::size_t first,
                            std::size_t last, ColumnDefinition& out) {
  const std::string_view contype = constraint.text("contype");
  if (contype == "CONSTR_NOTNULL") {
    out.not_null = true;
  } else if (contype == "CONSTR_DEFAULT") {
    const std::size_t keyword = reader.find_word("default", first, last);
    out.default_value = reader.expression(constraint["raw_expr"], keyword + 1, last);
  } else if (contype == "CONSTR_IDENTITY") {
    out.identity = constraint.text("generated_when") == "a" ? Identity::always : Identity::by_default;
    out.not_null = true;
  } else if (contype == "CONSTR_GENERATED") {
    out.generated = parenthesized(reader, constraint["raw_expr"], "as", first, last);
  } else if (constraint_kind(contype)) {
    ConstraintDefinition definition = read_constraint(reader, constraint, first, last);
    if (definition.columns.empty()) definition.columns.push_back(out.name);
    if (definition.kind == ConstraintKind::primary_key) out.not_null = true;
    out.constraints.push_back(std::move(definition));
  }
}

}  // namespace

ColumnDefinition read_column(const Reader& reader, const Node& column_def, std::size_t last) {
  ColumnDefinition out;
  const std::size_t first = reader.token_at(location_of(column_def));
  out.name = column_def.text("colname");
  out.type = reader.type_name(column_def["typeName"]);
  out.span = reader.span_of_tokens(first, last);
  out.name_span = reader.span_of_tokens(first, first + 1);
  const auto starts = part_starts(reader, column_def, last);
  for (const Node& constraint : column_def.list("constraints")) {
    const std::size_t begin = reader.token_at(location_of(constraint.unwrapped()));
    const std::size_t end = *std::upper_bound(starts.begin(), starts.end() - 1, begin);
    read_column_constraint(reader, constraint.unwrapped(), begin, end, out);
  }
  return out;
}

ConstraintDefinition read_constraint(const Reader& reader, const Node& constraint,
                                     std::size_t first, std::size_t last) {
  ConstraintDefinition out;
  out.kind = constraint_kind(constraint.text("contype")).value_or(ConstraintKind::check);
  out.name = constraint.text("conname");
  out.using_index = constraint.text("indexname");
  out.not_valid = constraint.flag("skip_validation");
  out.span = reader.span_of_tokens(first, last);
  const bool foreign = out.kind == ConstraintKind::foreign_key;
  out.columns = strings(constraint.list(foreign ? "fk_attrs" : "keys"));
  out.referenced_columns = strings(constraint.list("pk_attrs"));
  if (const Node table = constraint["pktable"]) out.referenced_table = reader.range_var(table);
  if (const Node tree = constraint["raw_expr"]) {
    out.expression = parenthesized(reader, tree, "check", first, last);
    collect_not_null(tree, out.implies_not_null);
  }
  return out;
}

}  // namespace migc::compiler
