#include <algorithm>

#include "compiler/sql/read_statement.h"

namespace migc::compiler {
namespace {

// Source: TRIGGER_TYPE_… in PostgreSQL's pg_trigger.h.
std::vector<std::string> events_of(std::int64_t bits) {
  std::vector<std::string> events;
  if (bits & 4) events.emplace_back("INSERT");
  if (bits & 8) events.emplace_back("DELETE");
  if (bits & 16) events.emplace_back("UPDATE");
  if (bits & 32) events.emplace_back("TRUNCATE");
  return events;
}

std::string timing_of(std::int64_t bits) {
  if (bits & 2) return "BEFORE";
  return bits & 64 ? "INSTEAD OF" : "AFTER";
}

Expression condition_of(const Reader& reader, const Node& tree) {
  return reader.parenthesized(tree, "when", 0, reader.size());
}

std::optional<Expression> clause(const Reader& reader, const Node& tree, std::string_view keyword,
                                 std::size_t first) {
  if (!tree) return std::nullopt;
  Expression out = reader.parenthesized(tree, keyword, first, reader.size());
  out.select = read_subselects(reader, tree, reader.token_at(out.span.begin - reader.offset()));
  return out;
}

std::vector<std::string> roles_of(const Node& statement) {
  std::vector<std::string> roles;
  for (const Node& role : statement.list("roles")) roles.push_back(role_as_sql(role.unwrapped()));
  return roles;
}

template <class Policy>
void read_policy(const Reader& reader, const Node& statement, Policy& out) {
  out.name = statement.text("policy_name");
  out.table = reader.range_var(statement["table"]);
  out.roles = roles_of(statement);
  const std::size_t first = reader.after_name(reader.token_at(location_of(statement["table"])));
  out.using_expression = clause(reader, statement["qual"], "using", first);
  std::size_t check = reader.find_outer_word("check", first, reader.size());
  out.check_expression = clause(reader, statement["with_check"], "check", check);
}

}  // namespace

CreateTrigger read_create_trigger(const Reader& reader, const Node& create_trig_stmt) {
  CreateTrigger out;
  out.name = create_trig_stmt.text("trigname");
  out.table = reader.range_var(create_trig_stmt["relation"]);
  out.timing = timing_of(create_trig_stmt.number("timing"));
  out.events = events_of(create_trig_stmt.number("events"));
  out.columns = strings(create_trig_stmt.list("columns"));
  out.for_each_row = create_trig_stmt.flag("row");
  out.constraint = create_trig_stmt.flag("isconstraint");
  out.or_replace = create_trig_stmt.flag("replace");
  if (create_trig_stmt.flag("deferrable")) out.deferral = Deferral::deferrable;
  if (create_trig_stmt.flag("initdeferred")) out.deferral = Deferral::initially_deferred;
  if (const Node from = create_trig_stmt["constrrel"]) out.from_table = reader.range_var(from);
  for (const Node& wrapped : create_trig_stmt.list("transitionRels")) {
    const Node transition = wrapped.unwrapped();
    (transition.flag("isNew") ? out.new_table : out.old_table) = transition.text("name");
  }
  if (const Node condition = create_trig_stmt["whenClause"])
    out.condition = condition_of(reader, condition);
  out.function = name_from_strings(create_trig_stmt.list("funcname"));
  out.arguments = strings(create_trig_stmt.list("args"));
  return out;
}

CreatePolicy read_create_policy(const Reader& reader, const Node& create_policy_stmt) {
  CreatePolicy out;
  read_policy(reader, create_policy_stmt, out);
  out.command = create_policy_stmt.text("cmd_name");
  // The tree leaves out a false; only RESTRICTIVE is one.
  out.permissive = create_policy_stmt.flag("permissive");
  return out;
}

AlterPolicy read_alter_policy(const Reader& reader, const Node& alter_policy_stmt) {
  AlterPolicy out;
  read_policy(reader, alter_policy_stmt, out);
  return out;
}

CreateRule read_create_rule(const Reader& reader, const Node& rule_stmt) {
  CreateRule out;
  out.name = rule_stmt.text("rulename");
  out.table = reader.range_var(rule_stmt["relation"]);
  out.or_replace = rule_stmt.flag("replace");
  // CMD_INSERT
  out.event =
      rule_stmt.text("event").substr(std::min<std::size_t>(4, rule_stmt.text("event").size()));
  const std::size_t after = reader.after_name(reader.token_at(location_of(rule_stmt["relation"])));
  out.definition = reader.sql_text(rule_stmt, after, reader.size());
  return out;
}

}  // namespace migc::compiler
