// Column definitions and constraints, of CREATE TABLE, ALTER TABLE and domains.
#include <algorithm>
#include <optional>

#include "compiler/sql/names.h"
#include "compiler/sql/read_statement.h"

namespace migc::compiler {
namespace {

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

std::string action_as_sql(std::string_view action) {
  if (action == "r") return "RESTRICT";
  if (action == "c") return "CASCADE";
  if (action == "n") return "SET NULL";
  if (action == "d") return "SET DEFAULT";
  return {};
}

void read_foreign_key(const Reader& reader, const Node& constraint, ConstraintDefinition& out) {
  out.columns = strings(constraint.list("fk_attrs"));
  out.referenced_columns = strings(constraint.list("pk_attrs"));
  out.referenced_table = reader.range_var(constraint["pktable"]);
  if (constraint.text("fk_matchtype") == "f") out.match = "FULL";
  out.on_update = action_as_sql(constraint.text("fk_upd_action"));
  out.on_delete = action_as_sql(constraint.text("fk_del_action"));
  out.on_delete_columns = strings(constraint.list("fk_del_set_cols"));
  out.with_period = constraint.flag("fk_with_period");
}

std::string operator_as_sql(const std::vector<Node>& names) {
  if (names.size() < 2) return names.empty() ? std::string() : std::string(names[0].string());
  return "OPERATOR(" + sql_name(names[0].string()) + "." + std::string(names[1].string()) + ")";
}

// Each element of EXCLUDE is a list of an IndexElem and an operator.
void read_exclusion(const Reader& reader, const Node& constraint, std::size_t first,
                    std::size_t last, ConstraintDefinition& out) {
  std::vector<Node> elements;
  std::vector<std::string> operators;
  for (const Node& pair : constraint.list("exclusions")) {
    const auto items = pair.unwrapped().list("items");
    if (items.size() != 2) continue;
    elements.push_back(items[0]);
    operators.push_back(operator_as_sql(items[1].unwrapped().list("items")));
  }
  out.elements = read_index_keys(reader, elements, reader.find_open(first, last) + 1);
  for (std::size_t i = 0; i < out.elements.size(); ++i) {
    out.elements[i].exclusion_operator = operators[i];
    out.columns.push_back(out.elements[i].column);
  }
}

Expression where_clause(const Reader& reader, const Node& tree, std::size_t first,
                        std::size_t last) {
  const std::size_t keyword = reader.find_outer_word("where", first, last);
  std::size_t begin = keyword + 1;
  std::size_t end = last;
  if (reader.symbol(begin, "(")) {  // an exclusion constraint's is always in parentheses
    end = reader.after_parenthesis(begin) - 1;
    ++begin;
  }
  return reader.expression(tree, begin, end);
}

void read_index_constraint(const Reader& reader, const Node& constraint, std::size_t first,
                           std::size_t last, ConstraintDefinition& out) {
  out.columns = strings(constraint.list("keys"));
  out.using_index = constraint.text("indexname");
  out.method = constraint.text("access_method");
  out.included = strings(constraint.list("including"));
  out.nulls_not_distinct = constraint.flag("nulls_not_distinct");
  out.without_overlaps = constraint.flag("without_overlaps");
  out.options = reader.options(constraint.list("options"));
  out.tablespace = constraint.text("indexspace");
  if (out.kind == ConstraintKind::exclusion) read_exclusion(reader, constraint, first, last, out);
  if (const Node condition = constraint["where_clause"])
    out.condition = where_clause(reader, condition, first, last);
}

// The tree's flag for it is a default that the JSON leaves out, so the text says it.
bool is_not_enforced(const Reader& reader, std::size_t first, std::size_t last) {
  const std::size_t enforced = reader.find_outer_word("enforced", first, last);
  return enforced < last && enforced > first && reader.word(enforced - 1, "not");
}

Deferral deferral_of(const Node& constraint) {
  if (constraint.flag("initdeferred")) return Deferral::initially_deferred;
  return constraint.flag("deferrable") ? Deferral::deferrable : Deferral::none;
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

// DEFERRABLE and its like follow the constraint that they are about.
bool read_attribute(std::string_view contype, ColumnDefinition& out) {
  if (!contype.starts_with("CONSTR_ATTR_")) return false;
  if (out.constraints.empty()) return true;
  Deferral& deferral = out.constraints.back().deferral;
  if (contype == "CONSTR_ATTR_DEFERRABLE" && deferral == Deferral::none)
    deferral = Deferral::deferrable;
  if (contype == "CONSTR_ATTR_DEFERRED") deferral = Deferral::initially_deferred;
  if (contype == "CONSTR_ATTR_NOT_ENFORCED") out.constraints.back().not_enforced = true;
  return true;
}

void read_generated(const Reader& reader, const Node& constraint, std::size_t first,
                    std::size_t last, ColumnDefinition& out) {
  out.generated = reader.parenthesized(constraint["raw_expr"], "as", first, last);
  const bool is_virtual = constraint.text("generated_kind") == "v";
  out.generation = is_virtual ? Generated::on_read : Generated::stored;
}

// A name alone is no reason to keep it apart: before PostgreSQL 18 it was lost.
void read_not_null(const Reader& reader, const Node& constraint, std::size_t first,
                   std::size_t last, ColumnDefinition& out) {
  out.not_null = true;
  if (!constraint.flag("is_no_inherit")) return;
  out.constraints.push_back(read_constraint(reader, constraint, first, last));
  out.constraints.back().columns = {out.name};
}

void read_column_constraint(const Reader& reader, const Node& constraint, std::size_t first,
                            std::size_t last, ColumnDefinition& out) {
  const std::string_view contype = constraint.text("contype");
  if (read_attribute(contype, out)) return;
  if (contype == "CONSTR_NOTNULL") {
    read_not_null(reader, constraint, first, last, out);
  } else if (contype == "CONSTR_NULL") {
    out.explicit_null = true;
  } else if (contype == "CONSTR_DEFAULT") {
    const std::size_t keyword = reader.find_word("default", first, last);
    out.default_value = reader.expression(constraint["raw_expr"], keyword + 1, last);
  } else if (contype == "CONSTR_IDENTITY") {
    out.identity =
        constraint.text("generated_when") == "a" ? Identity::always : Identity::by_default;
    out.sequence_options = reader.options(constraint.list("options"));
    out.not_null = true;
  } else if (contype == "CONSTR_GENERATED") {
    read_generated(reader, constraint, first, last, out);
  } else if (constraint_kind(contype)) {
    ConstraintDefinition definition = read_constraint(reader, constraint, first, last);
    if (definition.columns.empty()) definition.columns.push_back(out.name);
    if (definition.kind == ConstraintKind::primary_key) out.not_null = true;
    out.constraints.push_back(std::move(definition));
  }
}

std::string collation_as_sql(const Node& clause) {
  const QualifiedName name = name_from_strings(clause.list("collname"));
  return name.name.empty() ? std::string() : sql_name(name);
}

}  // namespace

ColumnDefinition read_column(const Reader& reader, const Node& column_def, std::size_t last) {
  ColumnDefinition out;
  const std::size_t first = reader.token_at(location_of(column_def));
  out.name = column_def.text("colname");
  out.has_type = static_cast<bool>(column_def["typeName"]);
  if (out.has_type) out.type = reader.type_name(column_def["typeName"]);
  out.collation = collation_as_sql(column_def["collClause"]);
  out.compression = column_def.text("compression");
  out.storage = column_def.text("storage_name");
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
  out.not_valid = constraint.flag("skip_validation");
  out.no_inherit = constraint.flag("is_no_inherit");
  out.deferral = deferral_of(constraint);
  out.span = reader.span_of_tokens(first, last);
  out.not_enforced = is_not_enforced(reader, first, last);
  if (out.kind == ConstraintKind::foreign_key) {
    read_foreign_key(reader, constraint, out);
  } else if (out.kind == ConstraintKind::check) {
    out.expression = reader.parenthesized(constraint["raw_expr"], "check", first, last);
    collect_not_null(constraint["raw_expr"], out.implies_not_null);
  } else {
    read_index_constraint(reader, constraint, first, last, out);
  }
  return out;
}

}  // namespace migc::compiler
