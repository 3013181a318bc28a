// Schemas, extensions, privileges and the search path.
#include <algorithm>

#include "compiler/schema/apply.h"
#include "compiler/sql/names.h"

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

bool is_covered(const Object& object, ObjectKind kind) {
  if (kind == ObjectKind::sequence) return object.kind == Kind::sequence;
  if (kind == ObjectKind::table) return object.kind == Kind::table || object.kind == Kind::view;
  const auto* routine = as_object<Routine>(&object);
  if (!routine) return false;
  return kind == ObjectKind::routine || routine->routine_kind == kind ||
         (kind == ObjectKind::function && routine->routine_kind == ObjectKind::aggregate);
}

class Granting {
 public:
  Granting(Edit& edit, const Grant& grant) : edit_(edit), grant_(grant) {}

  void run() {
    for (const ObjectName& name : grant_.objects) {
      if (grant_.all_in_schema) {
        each_in_schema(name.name.name);
      } else if (const Object* object = find_object(edit_.catalog, name)) {
        change(object->id);
      }
    }
  }

 private:
  void each_in_schema(const std::string& schema) {
    const ObjectId id = edit_.catalog.find_schema(schema);
    for (const auto& object : edit_.catalog.all())
      if (!object->dropped && object->schema == id && is_covered(*object, grant_.kind))
        change(object->id);
  }

  void change(ObjectId object) {
    const std::vector<PrivilegeName> all{{"ALL", {}}};
    for (const PrivilegeName& privilege : grant_.privileges.empty() ? all : grant_.privileges)
      for (const std::string& grantee : grant_.grantees) change(object, privilege, grantee);
  }

  // Kept in order: the last word about a privilege stands.
  void change(ObjectId object, const PrivilegeName& named, const std::string& grantee) {
    auto& privileges = edit_.catalog.privileges();
    const auto* table = edit_.catalog.get_as<Table>(object);
    Privilege privilege{object,       std::string(privilege_kind(grant_.kind)),
                        named.name,   {},
                        grantee,      grant_.with_grant_option,
                        !grant_.grant};
    if (table) privilege.columns = column_numbers(*table, named.columns);
    std::erase_if(privileges, [&](const Privilege& other) {
      const bool same = (other.privilege == named.name && other.columns == privilege.columns) ||
                        named.name == "ALL";
      return other.object == object && other.grantee == grantee && same &&
             (other.revoked || !grant_.grant || !other.grant_option || grant_.with_grant_option);
    });
    privileges.push_back(std::move(privilege));
  }

  Edit& edit_;
  const Grant& grant_;
};

}  // namespace

void apply(Edit& edit, const CreateSchema& create) {
  if (Object* present = edit.catalog.find_in(NameSpace::schema, 0, create.name)) {
    // What was taken on trust has been made after all.
    present->uncertain.clear();
    return;
  }
  auto schema = std::make_unique<Schema>();
  schema->name = create.name;
  edit.catalog.add(std::move(schema), edit.origin);
}

void apply(Edit& edit, const CreateExtension& create) {
  if (edit.catalog.find_in(NameSpace::extension, 0, create.name)) return;
  auto extension = std::make_unique<Extension>();
  extension->name = create.name;
  extension->target_schema = create.schema;
  edit.catalog.add(std::move(extension), edit.origin);
}

void apply(Edit& edit, const Grant& grant) {
  Granting(edit, grant).run();
}

void apply(Edit& edit, const AlterDefaultPrivileges& alter) {
  const std::vector<std::string> anywhere{""};
  for (const std::string& schema : alter.schemas.empty() ? anywhere : alter.schemas)
    for (const std::string& role : alter.roles.empty() ? anywhere : alter.roles) {
      DefaultPrivilege privilege{edit.catalog.find_schema(schema), role,
                                 default_action(alter.action)};
      auto& all = edit.catalog.default_privileges();
      std::erase(all, privilege);
      all.push_back(std::move(privilege));
    }
}

void apply(Edit& edit, const SetVariable& set) {
  if (set.name != "search_path") return;
  std::vector<std::string> path;
  for (const std::string& entry : set.values)
    if (entry != "$user" && entry != "pg_catalog" && !entry.empty()) path.push_back(entry);
  const bool to_default = set.values.empty();
  edit.catalog.set_search_path(to_default ? std::vector<std::string>{"public"} : std::move(path));
}

}  // namespace migc::compiler
