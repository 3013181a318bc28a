// GRANT, REVOKE and ALTER DEFAULT PRIVILEGES.
#include <algorithm>

#include "compiler/schema/apply.h"

namespace migc::compiler {
namespace {

std::string_view privilege_kind(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::sequence:
      return "SEQUENCE";
    case ObjectKind::schema:
      return "SCHEMA";
    case ObjectKind::type:
      return "TYPE";
    case ObjectKind::domain:
      return "DOMAIN";
    case ObjectKind::function:
    case ObjectKind::aggregate:
      return "FUNCTION";
    case ObjectKind::procedure:
      return "PROCEDURE";
    case ObjectKind::routine:
      return "ROUTINE";
    default:
      return "TABLE";
  }
}

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : ", ") + part;
  return out;
}

// What stands after ALTER DEFAULT PRIVILEGES …
std::string default_action(const Grant& grant) {
  std::vector<std::string> privileges;
  for (const PrivilegeName& privilege : grant.privileges) privileges.push_back(privilege.name);
  const std::string what = (privileges.empty() ? "ALL" : joined(privileges)) + " ON " +
                           std::string(privilege_kind(grant.kind)) + "S ";
  if (!grant.grant) return "REVOKE " + what + "FROM " + joined(grant.grantees);
  return "GRANT " + what + "TO " + joined(grant.grantees) +
         (grant.with_grant_option ? " WITH GRANT OPTION" : "");
}

bool is_type(const Object& object) {
  return object.kind == Kind::enum_type || object.kind == Kind::domain ||
         object.kind == Kind::composite_type || object.kind == Kind::range_type;
}

bool is_covered(const Object& object, ObjectKind kind) {
  if (kind == ObjectKind::sequence) return object.kind == Kind::sequence;
  if (kind == ObjectKind::schema) return object.kind == Kind::schema;
  if (kind == ObjectKind::type) return is_type(object);
  if (kind == ObjectKind::table) return object.kind == Kind::table || object.kind == Kind::view;
  const auto* routine = as_object<Routine>(&object);
  if (!routine) return false;
  return kind == ObjectKind::routine || routine->routine_kind == kind ||
         (kind == ObjectKind::function && routine->routine_kind == ObjectKind::aggregate);
}

// ALTER DEFAULT PRIVILEGES has one word for both kinds of routines.
bool is_covered_by_default(const Object& object, ObjectKind kind) {
  return is_covered(object, kind == ObjectKind::function ? ObjectKind::routine : kind);
}

class Granting {
 public:
  Granting(Edit& edit, const Grant& grant) : edit_(edit), grant_(grant) {}

  void run() {
    for (const ObjectName& name : grant_.objects) {
      if (grant_.all_in_schema) {
        each_in_schema(name.name.name);
      } else if (const Object* object = find_object(edit_.catalog, name)) {
        change(*object);
      }
    }
  }

  void change(const Object& object) {
    const std::vector<PrivilegeName> all{{"ALL", {}}};
    for (const PrivilegeName& privilege : grant_.privileges.empty() ? all : grant_.privileges)
      for (const std::string& grantee : grant_.grantees) change(object, privilege, grantee);
  }

 private:
  void each_in_schema(const std::string& schema) {
    const ObjectId id = edit_.catalog.find_schema(schema);
    edit_.catalog.for_each([&](const Object& object) {
      if (object.schema == id && is_covered(object, grant_.kind)) change(object);
    });
  }

  // Kept in order: the last word about a privilege stands.
  void change(const Object& object, const PrivilegeName& named, const std::string& grantee) {
    auto& privileges = edit_.catalog.privileges_on(object.id);
    const auto* table = as_object<Table>(&object);
    Privilege privilege{word_for(object),         named.name,   {}, grantee,
                        grant_.with_grant_option, !grant_.grant};
    if (table) privilege.columns = column_numbers(*table, named.columns);
    const bool option_alone = !grant_.grant && grant_.with_grant_option;
    std::erase_if(privileges, [&](const Privilege& other) {
      const bool same = (other.privilege == named.name && other.columns == privilege.columns) ||
                        named.name == "ALL";
      return !option_alone && other.grantee == grantee && same &&
             (other.revoked || !grant_.grant || !other.grant_option || grant_.with_grant_option);
    });
    privileges.push_back(std::move(privilege));
  }

  // FUNCTIONS are procedures too, where no single one is named.
  std::string word_for(const Object& object) const {
    const auto* routine = as_object<Routine>(&object);
    const bool procedure = routine && routine->routine_kind == ObjectKind::procedure;
    return std::string(privilege_kind(procedure ? ObjectKind::procedure : grant_.kind));
  }

  Edit& edit_;
  const Grant& grant_;
};

}  // namespace

void apply(Edit& edit, const Grant& grant) {
  Granting(edit, grant).run();
}

void apply(Edit& edit, const AlterDefaultPrivileges& alter) {
  const std::vector<std::string> anywhere{""};
  for (const std::string& schema : alter.schemas.empty() ? anywhere : alter.schemas)
    for (const std::string& role : alter.roles.empty() ? anywhere : alter.roles) {
      DefaultPrivilege privilege{edit.catalog.find_schema(schema), role, alter.action,
                                 default_action(alter.action)};
      auto& all = edit.catalog.default_privileges();
      std::erase_if(all, [&](const DefaultPrivilege& other) {
        return other.schema == privilege.schema && other.role == role &&
               other.action == privilege.action;
      });
      all.push_back(std::move(privilege));
    }
}

void apply_default_privileges(Edit& edit, const Object& object) {
  // Those of another role are for what that role makes.
  for (const DefaultPrivilege& privilege : edit.catalog.default_privileges()) {
    const bool here = privilege.schema == 0 || privilege.schema == object.schema;
    if (here && privilege.role.empty() && is_covered_by_default(object, privilege.grant.kind))
      Granting(edit, privilege.grant).change(object);
  }
}

}  // namespace migc::compiler
