#include "compiler/schema/catalog.h"

#include <algorithm>
#include <tuple>

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

void Catalog::copy_from(const Catalog& other) {
  objects_.clear();
  objects_.reserve(other.objects_.size());
  for (const auto& object : other.objects_) objects_.push_back(copy_of(*object));
  by_name_ = other.by_name_;
  tombstones_ = other.tombstones_;
  users_ = other.users_;
  constraint_names_ = other.constraint_names_;
  search_path_ = other.search_path_;
  privileges_ = other.privileges_;
  default_privileges_ = other.default_privileges_;
}

const Object* Catalog::get(ObjectId id) const {
  return id == 0 || id > objects_.size() ? nullptr : objects_[id - 1].get();
}

Object* Catalog::get(ObjectId id) {
  return const_cast<Object*>(std::as_const(*this).get(id));
}

void Catalog::for_each(const std::function<void(const Object&)>& visit) const {
  for (const auto& object : objects_)
    if (!object->dropped) visit(*object);
}

void Catalog::take(std::unique_ptr<Object> object, Origin origin) {
  object->id = static_cast<ObjectId>(objects_.size() + 1);
  object->origin = origin;
  enter(*object);
  objects_.push_back(std::move(object));
}

void Catalog::enter(Object& object) {
  by_name_[{name_space_of(object), object.schema, object.name}].push_back(object.id);
}

void Catalog::leave(const Object& object) {
  const auto found = by_name_.find({name_space_of(object), object.schema, object.name});
  if (found == by_name_.end()) return;
  std::erase(found->second, object.id);
  if (found->second.empty()) by_name_.erase(found);
}

const Object* Catalog::find_in(NameSpace space, ObjectId schema, std::string_view name) const {
  const auto found = by_name_.find({space, schema, std::string(name)});
  return found == by_name_.end() ? nullptr : get(found->second.back());
}

Object* Catalog::find_in(NameSpace space, ObjectId schema, std::string_view name) {
  return const_cast<Object*>(std::as_const(*this).find_in(space, schema, name));
}

const Object* Catalog::find(NameSpace space, const QualifiedName& name) const {
  const bool in_schema = space == NameSpace::relation || space == NameSpace::type ||
                         space == NameSpace::routine || space == NameSpace::statistics;
  if (!in_schema) return find_in(space, 0, name.name);
  if (!name.schema.empty()) {
    const ObjectId schema = find_schema(name.schema);
    return schema == 0 ? nullptr : find_in(space, schema, name.name);
  }
  if (const ObjectId temporary = find_schema(kTemporary))
    if (const Object* found = find_in(space, temporary, name.name)) return found;
  for (const std::string& entry : search_path_)
    if (const ObjectId schema = find_schema(entry))
      if (const Object* found = find_in(space, schema, name.name)) return found;
  return nullptr;
}

Object* Catalog::find(NameSpace space, const QualifiedName& name) {
  return const_cast<Object*>(std::as_const(*this).find(space, name));
}

std::vector<Routine*> Catalog::find_routines(const QualifiedName& name) {
  std::vector<Routine*> out;
  const Object* first = find(NameSpace::routine, name);
  if (!first) return out;
  for (const ObjectId id : by_name_.at({NameSpace::routine, first->schema, first->name}))
    out.push_back(get_as<Routine>(id));
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
  tombstones_[{name_space_of(object), object.schema, object.name}] = origin;
  privileges_.erase(object.id);
}

std::optional<Origin> Catalog::dropped_at(NameSpace space, const QualifiedName& name) const {
  const ObjectId schema = find_schema(name.schema.empty() ? "public" : name.schema);
  const auto found = tombstones_.find({space, schema, name.name});
  if (found == tombstones_.end()) return std::nullopt;
  return found->second;
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
  auto& users = users_[used];
  if (users.empty() || users.back() != user) users.push_back(user);
}

std::span<const ObjectId> Catalog::users_of(ObjectId used) const {
  const auto found = users_.find(used);
  if (found == users_.end()) return {};
  return found->second;
}

std::span<const Privilege> Catalog::privileges_on(ObjectId object) const {
  const auto found = privileges_.find(object);
  if (found == privileges_.end()) return {};
  return found->second;
}

void Catalog::note_constraint(ObjectId schema, const std::string& name, int change) {
  const auto noted = constraint_names_.try_emplace({name, schema}, 0).first;
  noted->second += change;
  if (noted->second <= 0) constraint_names_.erase(noted);
}

bool Catalog::constraint_exists(ObjectId schema, const std::string& name) const {
  return constraint_names_.count({name, schema}) > 0;
}

bool Catalog::constraint_exists(const std::string& name) const {
  const auto found = constraint_names_.lower_bound({name, 0});
  return found != constraint_names_.end() && found->first.first == name;
}

}  // namespace migc::compiler
