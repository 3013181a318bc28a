// All objects of a schema, found by identity or by name. It knows names and
// uses, not what statements mean: that is for schema/apply_*.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/schema/objects.h"
#include "compiler/sql/text.h"

namespace migc::compiler {

// Objects of one name space of one schema cannot share a name; routines can.
enum class NameSpace : std::uint8_t {
  schema,
  extension,
  relation,
  type,
  routine,
  publication,
  statistics,
  other
};

class Catalog {
 public:
  Catalog();  // holds the schema "public"
  Catalog(const Catalog&) = delete;
  Catalog& operator=(const Catalog&) = delete;

  // Makes this one, which must be new, equal to another.
  void copy_from(const Catalog& other);

  // Takes an object with its schema and name set, and gives it an identity.
  template <class T>
  T& add(std::unique_ptr<T> object, Origin origin) {
    T& added = *object;
    take(std::move(object), origin);
    return added;
  }

  // Null for 0. Also finds what was dropped.
  const Object* get(ObjectId id) const;
  Object* get(ObjectId id);
  template <class T>
  const T* get_as(ObjectId id) const {
    return as_object<T>(get(id));
  }
  template <class T>
  T* get_as(ObjectId id) {
    return as_object<T>(get(id));
  }

  // Live objects, in the order in which they were made.
  void for_each(const std::function<void(const Object&)>& visit) const;
  const std::vector<std::unique_ptr<Object>>& all() const { return objects_; }

  // By name; null when there is none. An unqualified name goes along the
  // search path.
  Object* find(NameSpace space, const QualifiedName& name);
  const Object* find(NameSpace space, const QualifiedName& name) const;
  Object* find_in(NameSpace space, ObjectId schema, std::string_view name);
  const Object* find_in(NameSpace space, ObjectId schema, std::string_view name) const;
  std::vector<Routine*> find_routines(const QualifiedName& name);
  template <class T>
  T* find_relation(const QualifiedName& name) {
    return as_object<T>(find(NameSpace::relation, name));
  }

  // A type of the model by its name: also the row type of a table.
  const Object* find_type(const QualifiedName& name) const;

  void rename(Object& object, const std::string& name);
  void move(Object& object, ObjectId schema);
  // Makes it a tombstone. What depends on it is the caller's concern.
  void drop(Object& object, Origin origin);
  std::optional<Origin> dropped_at(NameSpace space, const QualifiedName& name) const;

  // Schemas and the search path. 0: unknown schema.
  ObjectId find_schema(std::string_view name) const;
  // The schema that a new object goes to; an unknown one is taken on trust.
  ObjectId schema_for_creation(const QualifiedName& name, Origin origin);
  ObjectId temporary_schema(Origin origin);
  void set_search_path(std::vector<std::string> names);
  const std::vector<std::string>& search_path() const { return search_path_; }
  std::string schema_name(const Object& object) const;

  // Remembers that `user` refers to `used`, so that a cascade finds it. What is
  // remembered may have become untrue since.
  void note_use(ObjectId used, ObjectId user);
  std::span<const ObjectId> users_of(ObjectId used) const;

  // The names of the constraints of a schema's tables and domains: two may share
  // one, but the server avoids it when it chooses.
  void note_constraint(ObjectId schema, const std::string& name, int change);
  bool constraint_exists(ObjectId schema, const std::string& name) const;
  bool constraint_exists(const std::string& name) const;  // in any schema

  // What is granted on an object, in the order of the statements.
  std::vector<Privilege>& privileges_on(ObjectId object) { return privileges_[object]; }
  std::span<const Privilege> privileges_on(ObjectId object) const;
  std::vector<DefaultPrivilege>& default_privileges() { return default_privileges_; }
  const std::vector<DefaultPrivilege>& default_privileges() const { return default_privileges_; }

 private:
  struct Key {
    NameSpace space;
    ObjectId schema;
    std::string name;
    bool operator<(const Key& other) const {
      return std::tie(space, schema, name) < std::tie(other.space, other.schema, other.name);
    }
  };

  void take(std::unique_ptr<Object> object, Origin origin);
  void enter(Object& object);
  void leave(const Object& object);

  std::vector<std::unique_ptr<Object>> objects_;  // by id - 1
  std::map<Key, std::vector<ObjectId>> by_name_;
  std::map<Key, Origin> tombstones_;
  std::unordered_map<ObjectId, std::vector<ObjectId>> users_;
  std::map<std::pair<std::string, ObjectId>, int> constraint_names_;
  std::vector<std::string> search_path_{"public"};
  std::unordered_map<ObjectId, std::vector<Privilege>> privileges_;
  std::vector<DefaultPrivilege> default_privileges_;
};

NameSpace name_space_of(const Object& object);

}  // namespace migc::compiler
