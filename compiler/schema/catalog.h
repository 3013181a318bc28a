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

#include "compiler/schema/layered_map.h"
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

  // A catalog to try changes on: equal to another one, through which it sees.
  // That must outlive it and not change meanwhile.
  static std::unique_ptr<Catalog> trial(const Catalog& below);

  // Takes an object with its schema and name set, and gives it an identity.
  template <class T>
  T& add(std::unique_ptr<T> object, Origin origin) {
    T& added = *object;
    take(std::move(object), origin);
    return added;
  }

  // Null for 0. Also finds what was dropped. In a trial the second may give
  // another object than the first did before it: only that one can be changed.
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
  // How many there ever were: identities go from 1 to this.
  std::size_t size() const { return first_ + objects_.size(); }
  // Of a trial: what may differ from what it sees through to, in the same order;
  // what is new is not among them.
  void for_each_changed(const std::function<void(const Object&)>& visit) const;

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
  std::vector<Privilege>& privileges_on(ObjectId object) { return privileges_.edit(object); }
  std::span<const Privilege> privileges_on(ObjectId object) const;
  std::vector<DefaultPrivilege>& default_privileges() { return default_privileges_; }
  const std::vector<DefaultPrivilege>& default_privileges() const { return default_privileges_; }

 private:
  // A name, or a view of one to look for.
  template <class Text>
  struct Key {
    NameSpace space;
    ObjectId schema;
    Text name;
  };
  struct HashName {
    using is_transparent = void;
    template <class Text>
    std::size_t operator()(const Key<Text>& key) const {
      const std::size_t place = key.schema * std::size_t{16} + static_cast<std::size_t>(key.space);
      return std::hash<std::string_view>()(key.name) ^ (place * 0x9E3779B97F4A7C15U);
    }
  };
  struct SameName {
    using is_transparent = void;
    template <class A, class B>
    bool operator()(const Key<A>& a, const Key<B>& b) const {
      return a.space == b.space && a.schema == b.schema && a.name == b.name;
    }
  };
  template <class Value>
  using NameMap = LayeredMap<std::unordered_map<Key<std::string>, Value, HashName, SameName>>;
  template <class Value>
  using IdMap = LayeredMap<std::unordered_map<ObjectId, Value>>;

  explicit Catalog(const Catalog* below);

  void take(std::unique_ptr<Object> object, Origin origin);
  void enter(Object& object);
  void leave(const Object& object);
  std::vector<ObjectId>& named_like(const Object& object);

  const Catalog* below_ = nullptr;                       // of a trial
  std::size_t first_ = 0;                                // the size of that
  std::map<ObjectId, std::unique_ptr<Object>> changed_;  // of its objects
  std::vector<std::unique_ptr<Object>> objects_;         // the others, by id - first_ - 1
  NameMap<std::vector<ObjectId>> by_name_;
  NameMap<std::optional<Origin>> tombstones_;
  IdMap<std::vector<ObjectId>> users_;
  LayeredMap<std::map<std::string, std::map<ObjectId, int>, std::less<>>> constraint_names_;
  ObjectId temporary_ = 0;  // the schema "pg_temp" that was made last
  std::vector<std::string> search_path_{"public"};
  IdMap<std::vector<Privilege>> privileges_;
  std::vector<DefaultPrivilege> default_privileges_;
};

NameSpace name_space_of(const Object& object);

}  // namespace migc::compiler
