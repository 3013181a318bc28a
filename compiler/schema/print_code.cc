// Views, routines, triggers, policies and rules.
#include "compiler/schema/print.h"
#include "compiler/schema/render.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

std::string_view routine_word(const Routine& routine) {
  if (routine.routine_kind == ObjectKind::procedure) return "PROCEDURE";
  return routine.routine_kind == ObjectKind::aggregate ? "AGGREGATE" : "FUNCTION";
}

std::string names_of_columns(const View& view) {
  std::string out;
  for (const ViewColumn& column : view.columns)
    out += (out.empty() ? " (" : ", ") + sql_name(column.name);
  return out.empty() ? out : out + ")";
}

std::string joined(const std::vector<std::string>& parts, const char* separator) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : separator) + part;
  return out;
}

std::string events_sql(const Catalog& catalog, const Trigger& trigger) {
  std::vector<std::string> events = trigger.definition.events;
  std::string columns;
  for (const ColumnNumber number : trigger.columns)
    columns +=
        (columns.empty() ? "" : ", ") + sql_name(column_name(catalog, trigger.table, number));
  if (columns.empty()) columns = joined(trigger.definition.columns, ", ");
  for (std::string& event : events)
    if (event == "UPDATE" && !columns.empty()) event += " OF " + columns;
  return joined(events, " OR ");
}

std::string transition_sql(const CreateTrigger& definition) {
  std::string out;
  if (!definition.new_table.empty()) out += " NEW TABLE AS " + sql_name(definition.new_table);
  if (!definition.old_table.empty()) out += " OLD TABLE AS " + sql_name(definition.old_table);
  return out.empty() ? out : "\n  REFERENCING" + out;
}

std::string call_sql(const Catalog& catalog, const Trigger& trigger) {
  const Object* function = catalog.get(trigger.function);
  std::string arguments;
  for (const std::string& argument : trigger.definition.arguments)
    arguments += (arguments.empty() ? "" : ", ") + string_literal(argument);
  return (function ? to_sql(catalog, *function) : sql_name(trigger.definition.function)) + "(" +
         arguments + ")";
}

}  // namespace

std::string create_sql(const Catalog& catalog, const View& view) {
  std::string out = view.materialized ? "CREATE MATERIALIZED VIEW "
                    : view.recursive  ? "CREATE RECURSIVE VIEW "
                                      : "CREATE VIEW ";
  out += to_sql(catalog, view) + (view.columns_known ? names_of_columns(view) : std::string());
  if (!view.method.empty()) out += " USING " + sql_name(view.method);
  out += with_options(view.options);
  if (!view.tablespace.empty()) out += " TABLESPACE " + sql_name(view.tablespace);
  out += " AS\n" + to_sql(catalog, view.query);
  if (!view.check_option.empty()) out += "\nWITH " + view.check_option + " CHECK OPTION";
  if (view.materialized) out += "\nWITH NO DATA";
  out += ";\n";
  const std::string alter = std::string("ALTER ") + (view.materialized ? "MATERIALIZED " : "") +
                            "VIEW " + to_sql(catalog, view) + " ALTER COLUMN ";
  for (const ViewColumn& column : view.columns) {
    const std::string change = alter + sql_name(column.name) + " SET ";
    if (column.default_value)
      out += change + "DEFAULT " + to_sql(catalog, *column.default_value) + ";\n";
    if (!column.statistics.empty()) out += change + "STATISTICS " + column.statistics + ";\n";
    if (!column.storage.empty()) out += change + "STORAGE " + column.storage + ";\n";
  }
  return out;
}

std::string routine_signature(const Catalog& catalog, const Routine& routine) {
  std::string arguments;
  for (const TypeRef& argument : routine.arguments)
    arguments += (arguments.empty() ? "" : ", ") + to_sql(catalog, argument);
  const bool any = routine.routine_kind == ObjectKind::aggregate && arguments.empty();
  return to_sql(catalog, routine) + "(" + (any ? "*" : arguments) + ")";
}

std::string create_sql(const Catalog& catalog, const Routine& routine) {
  const std::string word(routine_word(routine));
  std::string out = "CREATE " + word + " " + to_sql(catalog, routine) +
                    to_sql(catalog, routine.signature) + ";\n";
  for (const std::string& actions : routine.alterations)
    out += "ALTER " + word + " " + routine_signature(catalog, routine) + " " + actions + ";\n";
  return out;
}

std::string create_sql(const Catalog& catalog, const Trigger& trigger) {
  const CreateTrigger& definition = trigger.definition;
  const std::string table = to_sql(catalog, *catalog.get(trigger.table));
  std::string out = definition.constraint ? "CREATE CONSTRAINT TRIGGER " : "CREATE TRIGGER ";
  out += sql_name(trigger.name) + "\n  " + definition.timing + " " + events_sql(catalog, trigger) +
         " ON " + table;
  if (const Object* from = catalog.get(trigger.from_table))
    out += "\n  FROM " + to_sql(catalog, *from);
  out += deferral_sql(definition.deferral) + transition_sql(definition);
  out += definition.for_each_row ? "\n  FOR EACH ROW" : "\n  FOR EACH STATEMENT";
  if (trigger.condition) out += " WHEN (" + to_sql(catalog, *trigger.condition) + ")";
  out += "\n  EXECUTE FUNCTION " + call_sql(catalog, trigger) + ";\n";
  if (!trigger.state.empty())
    out +=
        "ALTER TABLE " + table + " " + trigger.state + " TRIGGER " + sql_name(trigger.name) + ";\n";
  return out;
}

std::string create_sql(const Catalog& catalog, const Policy& policy) {
  std::string out = "CREATE POLICY " + sql_name(policy.name) + " ON " +
                    to_sql(catalog, *catalog.get(policy.table));
  if (!policy.permissive) out += " AS RESTRICTIVE";
  if (!policy.command.empty() && policy.command != "all") out += " FOR " + policy.command;
  if (!policy.roles.empty()) out += " TO " + joined(policy.roles, ", ");
  if (policy.using_expression) out += " USING (" + to_sql(catalog, *policy.using_expression) + ")";
  if (policy.check_expression)
    out += " WITH CHECK (" + to_sql(catalog, *policy.check_expression) + ")";
  return out + ";\n";
}

std::string create_sql(const Catalog& catalog, const RewriteRule& rule) {
  const std::string table = to_sql(catalog, *catalog.get(rule.table));
  // The event stands before ON; the text holds what follows the table.
  std::string out = "CREATE RULE " + sql_name(rule.name) + " AS ON " + rule.event + " TO " + table +
                    " " + to_sql(catalog, rule.definition) + ";\n";
  if (!rule.state.empty())
    out += "ALTER TABLE " + table + " " + rule.state + " RULE " + sql_name(rule.name) + ";\n";
  return out;
}

}  // namespace migc::compiler
