#include "compiler/sql/names.h"
#include "compiler/sql/read_statement.h"

namespace migc::compiler {
namespace {

PrivilegeName read_privilege(const Node& privilege) {
  PrivilegeName out{upper(privilege.text("priv_name")), strings(privilege.list("cols"))};
  if (out.name.empty()) out.name = "ALL";
  return out;
}

ObjectName read_target(const Reader& reader, const Node& grant, const Node& object) {
  const std::string_view type = grant.text("objtype");
  if (object.type() == "RangeVar") return read_object(reader, type, {}, object.unwrapped());
  return read_object(reader, type, object, {});
}

}  // namespace

Grant read_grant(const Reader& reader, const Node& grant_stmt) {
  Grant out;
  out.grant = grant_stmt.flag("is_grant");
  out.kind = object_kind(grant_stmt.text("objtype"));
  out.all_in_schema = grant_stmt.text("targtype") == "ACL_TARGET_ALL_IN_SCHEMA";
  out.with_grant_option = grant_stmt.flag("grant_option");
  out.cascade = grant_stmt.text("behavior") == "DROP_CASCADE";
  for (const Node& object : grant_stmt.list("objects"))
    out.objects.push_back(read_target(reader, grant_stmt, object));
  for (const Node& privilege : grant_stmt.list("privileges"))
    out.privileges.push_back(read_privilege(privilege.unwrapped()));
  for (const Node& grantee : grant_stmt.list("grantees"))
    out.grantees.push_back(role_as_sql(grantee.unwrapped()));
  return out;
}

AlterDefaultPrivileges read_default_privileges(const Reader& reader, const Node& statement) {
  AlterDefaultPrivileges out;
  out.action = read_grant(reader, statement["action"]);
  for (const Node& wrapped : statement.list("options")) {
    const Node option = wrapped.unwrapped();
    const auto items = option["arg"].unwrapped().list("items");
    if (option.text("defname") == "schemas") out.schemas = strings(items);
    if (option.text("defname") == "roles")
      for (const Node& role : items) out.roles.push_back(role_as_sql(role.unwrapped()));
  }
  return out;
}

}  // namespace migc::compiler
