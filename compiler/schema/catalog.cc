#include "compiler/schema/catalog.h"

#include <algorithm>
#include <utility>

namespace migc::compiler {
namespace {

constexpr std::string_view kTemporary = "pg_temp";

}  // namespace

NameSpace name_space_of(const Object& object) {
  switch (object.kind) {
    case Kind::schema:
      return NameSpace::schema;
    case Kind::extension:
      return NameSpace::extension;
    case Kind::table:
    case Kind::view:
    case Kind::index:
    case Kind::sequence:
    case Kind::composite_type:
      return NameSpace::relation;
    case Kind::enum_type:
    case Kind::domain:
    case Kind::range_type:
      return NameSpace::type;
    case Kind::routine:
      return NameSpace::routine;
    case Kind::publication:
      return NameSpace::publication;
    case Kind::statistics:
      return NameSpace::statistics;
    default:
      return NameSpace::other;
  }
}

Catalog::Catalog() {
  auto schema = std::make_unique<Schema>();
  schema->name = "public";
  add(std::move(schema), {});
}

Catalog::Catalog(const Catalog* below)
    : below_(below),
      first_(below->size()),
      by_name_(&below->by_name_),
      tombstones_(&below->tombstones_),
      users_(&below->users_),
      constraint_names_(&below->constraint_names_),
      temporary_(below->temporary_),
      search_path_(below->search_path_),
      privileges_(&below->privileges_),
      default_privileges_(below->default_privileges_) {}

std::unique_ptr<Catalog> Catalog::trial(const Catalog& below) {
  return std::unique_ptr<Catalog>(new Catalog(&below));
}

const Object* Catalog::get(ObjectId id) const {
  if (id == 0 || id > size()) return nullptr;
  if (id > first_) return objects_[id - first_ - 1].get();
  const auto changed = changed_.find(id);
  return changed == changed_.end() ? below_->get(id) : changed->second.get();
}

Object* Catalog::get(ObjectId id) {
  if (id == 0 || id > size()) return nullptr;
  if (id > first_) return objects_[id - first_ - 1].get();
  std::unique_ptr<Object>& changed = changed_[id];
  if (!changed) changed = copy_of(*below_->get(id));
  return changed.get();
}

void Catalog::for_each(const std::function<void(const Object&)>& visit) const {
  for (ObjectId id = 1; id <= size(); ++id)
    if (const Object* object = get(id); !object->dropped) visit(*object);
}

void Catalog::for_each_changed(const std::function<void(const Object&)>& visit) const {
  for (const auto& [id, object] : changed_) visit(*object);
}

void Catalog::take(std::unique_ptr<Object> object, Origin origin) {
  object->id = static_cast<ObjectId>(size() + 1);
  object->origin = origin;
  if (object->kind == Kind::schema && object->name == kTemporary) temporary_ = object->id;
  enter(*object);
  objects_.push_back(std::move(object));
}

std::vector<ObjectId>& Catalog::named_like(const Object& object) {
  return by_name_.edit({name_space_of(object), object.schema, object.name});
}

void Catalog::enter(Object& object) {
  named_like(object).push_back(object.id);
}

void Catalog::leave(const Object& object) {
  std::erase(named_like(object), object.id);
}

const Object* Catalog::find_in(NameSpace space, ObjectId schema, std::string_view name) const {
  const auto* found = by_name_.find(Key<std::string_view>{space, schema, name});
  return !found || found->empty() ? nullptr : get(found->back());
}

Object* Catalog::find_in(NameSpace space, ObjectId schema, std::string_view name) {
  const Object* found = std::as_const(*this).find_in(space, schema, name);
  return found ? get(found->id) : nullptr;
}

const Object* Catalog::find(NameSpace space, const QualifiedName& name) const {
  const bool in_schema = space == NameSpace::relation || space == NameSpace::type ||
                         space == NameSpace::routine || space == NameSpace::statistics;
  if (!in_schema) return find_in(space, 0, name.name);
  if (!name.schema.empty()) {
    const ObjectId schema = find_schema(name.schema);
    return schema == 0 ? nullptr : find_in(space, schema, name.name);
  }
  if (temporary_ != 0 && !get(temporary_)->dropped)
    if (const Object* found = find_in(space, temporary_, name.name)) return found;
  for (const std::string& entry : search_path_)
    if (const ObjectId schema = find_schema(entry))
      if (const Object* found = find_in(space, schema, name.name)) return found;
  return nullptr;
}

Object* Catalog::find(NameSpace space, const QualifiedName& name) {
  const Object* found = std::as_const(*this).find(space, name);
  return found ? get(found->id) : nullptr;
}

std::vector<Routine*> Catalog::find_routines(const QualifiedName& name) {
  std::vector<Routine*> out;
  const Object* first = find(NameSpace::routine, name);
  if (!first) return out;
  const auto* named =
      by_name_.find(Key<std::string_view>{NameSpace::routine, first->schema, first->name});
  for (const ObjectId id : *named) out.push_back(get_as<Routine>(id));
  return out;
}

const Object* Catalog::find_type(const QualifiedName& name) const {
  const Object* type = find(NameSpace::type, name);
  const Object* relation = find(NameSpace::relation, name);
  const bool has_row_type =
      relation && relation->kind != Kind::index && relation->kind != Kind::sequence;
  return type || !has_row_type ? type : relation;
}

void Catalog::rename(Object& object, const std::string& name) {
  leave(object);
  object.name = name;
  enter(object);
}

void Catalog::move(Object& object, ObjectId schema) {
  leave(object);
  object.schema = schema;
  enter(object);
}

void Catalog::drop(Object& object, Origin origin) {
  if (object.dropped) return;
  leave(object);
  object.dropped = origin;
  tombstones_.edit({name_space_of(object), object.schema, object.name}) = origin;
  privileges_.edit(object.id).clear();
}

std::optional<Origin> Catalog::dropped_at(NameSpace space, const QualifiedName& name) const {
  const ObjectId schema = find_schema(name.schema.empty() ? "public" : name.schema);
  const auto* found = tombstones_.find(Key<std::string_view>{space, schema, name.name});
  return found ? *found : std::nullopt;
}

ObjectId Catalog::find_schema(std::string_view name) const {
  const Object* found = find_in(NameSpace::schema, 0, name);
  return found ? found->id : 0;
}

ObjectId Catalog::schema_for_creation(const QualifiedName& name, Origin origin) {
  std::string wanted = name.schema;
  if (wanted.empty()) {
    const auto known =
        std::find_if(search_path_.begin(), search_path_.end(),
                     [&](const std::string& entry) { return find_schema(entry) != 0; });
    wanted = known == search_path_.end() ? "public" : *known;
  }
  if (const ObjectId id = find_schema(wanted)) return id;
  auto schema = std::make_unique<Schema>();
  schema->name = wanted;
  schema->uncertain = "no statement created it";
  return add(std::move(schema), origin).id;
}

ObjectId Catalog::temporary_schema(Origin origin) {
  if (const ObjectId id = find_schema(kTemporary)) return id;
  auto schema = std::make_unique<Schema>();
  schema->name = kTemporary;
  return add(std::move(schema), origin).id;
}

void Catalog::set_search_path(std::vector<std::string> names) {
  search_path_ = std::move(names);
}

std::string Catalog::schema_name(const Object& object) const {
  const Object* schema = get(object.schema);
  return schema ? schema->name : std::string();
}

void Catalog::note_use(ObjectId used, ObjectId user) {
  if (used == 0 || user == 0 || used == user) return;
  auto& users = users_.edit(used);
  if (users.empty() || users.back() != user) users.push_back(user);
}

std::span<const ObjectId> Catalog::users_of(ObjectId used) const {
  const auto* found = users_.find(used);
  if (!found) return {};
  return *found;
}

std::span<const Privilege> Catalog::privileges_on(ObjectId object) const {
  const auto* found = privileges_.find(object);
  if (!found) return {};
  return *found;
}

void Catalog::note_constraint(ObjectId schema, const std::string& name, int change) {
  auto& schemas = constraint_names_.edit(name);
  int& count = schemas[schema];
  count += change;
  if (count <= 0) schemas.erase(schema);
}

bool Catalog::constraint_exists(ObjectId schema, const std::string& name) const {
  const auto* schemas = constraint_names_.find(name);
  return schemas && schemas->count(schema) > 0;
}

bool Catalog::constraint_exists(const std::string& name) const {
  const auto* schemas = constraint_names_.find(name);
  return schemas && !schemas->empty();
}

}  // namespace migc::compiler
