#include <algorithm>

#include "compiler/schema/apply.h"

namespace migc::compiler {
namespace {

template <class T>
Object* part_named(Catalog& catalog, const std::vector<ObjectId>& parts, const std::string& name) {
  for (const ObjectId id : parts)
    if (auto* part = catalog.get_as<T>(id); part && part->name == name) return part;
  return nullptr;
}

Object* find_part(Catalog& catalog, const ObjectName& name) {
  Object* relation = catalog.find(NameSpace::relation, name.name);
  if (auto* table = as_object<Table>(relation)) {
    if (name.kind == ObjectKind::trigger)
      return part_named<Trigger>(catalog, table->triggers, name.part);
    if (name.kind == ObjectKind::policy)
      return part_named<Policy>(catalog, table->policies, name.part);
    if (name.kind == ObjectKind::rule)
      return part_named<RewriteRule>(catalog, table->rules, name.part);
  }
  if (auto* view = as_object<View>(relation)) {
    if (name.kind == ObjectKind::trigger)
      return part_named<Trigger>(catalog, view->triggers, name.part);
    if (name.kind == ObjectKind::rule)
      return part_named<RewriteRule>(catalog, view->rules, name.part);
  }
  return nullptr;
}

bool is_routine(ObjectKind kind) {
  return kind == ObjectKind::function || kind == ObjectKind::procedure ||
         kind == ObjectKind::routine || kind == ObjectKind::aggregate;
}

Object* find_routine(Catalog& catalog, const ObjectName& name) {
  const auto candidates = catalog.find_routines(name.name);
  if (!name.arguments) return candidates.size() == 1 ? candidates.front() : nullptr;
  std::vector<TypeRef> wanted;
  for (const TypeName& argument : *name.arguments) {
    wanted.push_back(Binder(catalog).type(argument));
    wanted.back().modifiers.clear();
  }
  for (Routine* candidate : candidates)
    if (candidate->arguments == wanted || candidate->all_arguments == wanted) return candidate;
  return nullptr;
}

}  // namespace

Object* find_object(Catalog& catalog, const ObjectName& name) {
  switch (name.kind) {
    case ObjectKind::table:
    case ObjectKind::view:
    case ObjectKind::materialized_view:
    case ObjectKind::index:
    case ObjectKind::sequence:
    case ObjectKind::foreign_table:
    case ObjectKind::column:
    case ObjectKind::attribute:
    case ObjectKind::constraint:
      return catalog.find(NameSpace::relation, name.name);
    case ObjectKind::type:
    case ObjectKind::domain:
    case ObjectKind::domain_constraint:
      return catalog.get(catalog.find_type(name.name) ? catalog.find_type(name.name)->id : 0);
    case ObjectKind::trigger:
    case ObjectKind::policy:
    case ObjectKind::rule:
      return find_part(catalog, name);
    case ObjectKind::schema:
      return catalog.find(NameSpace::schema, name.name);
    case ObjectKind::extension:
      return catalog.find(NameSpace::extension, name.name);
    case ObjectKind::publication:
      return catalog.find(NameSpace::publication, name.name);
    case ObjectKind::statistics:
      return catalog.find(NameSpace::statistics, name.name);
    default:
      break;
  }
  return is_routine(name.kind) ? find_routine(catalog, name) : nullptr;
}

}  // namespace migc::compiler
