// Comments and privileges.
#include "compiler/schema/print.h"
#include "compiler/schema/render.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

std::string comment_on(const std::string& what, const std::optional<std::string>& text) {
  return text ? "COMMENT ON " + what + " IS " + string_literal(*text) + ";\n" : std::string();
}

std::string word_for(const Object& object) {
  switch (object.kind) {
    case Kind::schema:
      return "SCHEMA";
    case Kind::extension:
      return "EXTENSION";
    case Kind::table:
      return "TABLE";
    case Kind::view:
      return as_object<View>(&object)->materialized ? "MATERIALIZED VIEW" : "VIEW";
    case Kind::index:
      return "INDEX";
    case Kind::sequence:
      return "SEQUENCE";
    case Kind::domain:
      return "DOMAIN";
    case Kind::enum_type:
    case Kind::composite_type:
    case Kind::range_type:
      return "TYPE";
    case Kind::publication:
      return "PUBLICATION";
    case Kind::statistics:
      return "STATISTICS";
    case Kind::trigger:
      return "TRIGGER";
    case Kind::policy:
      return "POLICY";
    case Kind::rule:
      return "RULE";
    default:
      return {};
  }
}

std::string own_comment(const Catalog& catalog, const Object& object) {
  if (const auto* routine = as_object<Routine>(&object)) {
    const bool aggregate = routine->routine_kind == ObjectKind::aggregate;
    const bool procedure = routine->routine_kind == ObjectKind::procedure;
    const std::string word = aggregate ? "AGGREGATE " : procedure ? "PROCEDURE " : "FUNCTION ";
    return comment_on(word + routine_signature(catalog, *routine), object.comment);
  }
  if (const Object* holder = catalog.get(holder_of(object)))
    return comment_on(
        word_for(object) + " " + sql_name(object.name) + " ON " + to_sql(catalog, *holder),
        object.comment);
  return comment_on(word_for(object) + " " + to_sql(catalog, object), object.comment);
}

template <class Columns>
std::string column_comments(const std::string& relation, const Columns& columns) {
  std::string out;
  for (const auto& column : columns)
    out += comment_on("COLUMN " + relation + "." + sql_name(column.name), column.comment);
  return out;
}

}  // namespace

ObjectId holder_of(const Object& object) {
  if (const auto* trigger = as_object<Trigger>(&object)) return trigger->table;
  if (const auto* policy = as_object<Policy>(&object)) return policy->table;
  if (const auto* rule = as_object<RewriteRule>(&object)) return rule->table;
  return 0;
}

std::string comments_sql(const Catalog& catalog, const Object& object) {
  const std::string name = to_sql(catalog, object);
  std::string out = own_comment(catalog, object);
  if (const auto* table = as_object<Table>(&object)) {
    out += column_comments(name, table->columns);
    for (const Constraint& constraint : table->constraints)
      out +=
          comment_on("CONSTRAINT " + sql_name(constraint.name) + " ON " + name, constraint.comment);
  }
  if (const auto* view = as_object<View>(&object)) out += column_comments(name, view->columns);
  if (const auto* type = as_object<CompositeType>(&object))
    out += column_comments(name, type->attributes);
  if (const auto* domain = as_object<Domain>(&object))
    for (const DomainCheck& check : domain->checks)
      out += comment_on("CONSTRAINT " + sql_name(check.name) + " ON DOMAIN " + name, check.comment);
  return out;
}

std::string privilege_sql(const Catalog& catalog, const Object& object,
                          const Privilege& privilege) {
  const auto* routine = as_object<Routine>(&object);
  const auto* table = as_object<Table>(&object);
  const std::string target =
      privilege.kind + " " +
      (routine ? routine_signature(catalog, *routine) : to_sql(catalog, object));
  std::string what = privilege.privilege;
  if (table && !privilege.columns.empty())
    what += " (" + column_list(*table, privilege.columns) + ")";
  if (privilege.revoked)
    return std::string("REVOKE ") + (privilege.grant_option ? "GRANT OPTION FOR " : "") + what +
           " ON " + target + " FROM " + privilege.grantee + ";\n";
  return "GRANT " + what + " ON " + target + " TO " + privilege.grantee +
         (privilege.grant_option ? " WITH GRANT OPTION" : "") + ";\n";
}

std::string privilege_sql(const Catalog& catalog, const DefaultPrivilege& privilege) {
  const Object* schema = catalog.get(privilege.schema);
  return "ALTER DEFAULT PRIVILEGES " +
         (privilege.role.empty() ? "" : "FOR ROLE " + privilege.role + " ") +
         (schema ? "IN SCHEMA " + sql_name(schema->name) + " " : "") + privilege.action + ";\n";
}

}  // namespace migc::compiler
