#include "compiler/forecast/effects.h"

#include <algorithm>
#include <utility>

#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

std::optional<RelationSort> sort_of(const Object& object) {
  switch (object.kind) {
    case Kind::table:
      return RelationSort::table;
    case Kind::index:
      return RelationSort::index;
    case Kind::sequence:
      return RelationSort::sequence;
    case Kind::composite_type:
      return RelationSort::composite_type;
    case Kind::view:
      return as_object<View>(&object)->materialized ? RelationSort::materialized_view
                                                    : RelationSort::view;
    default:
      return std::nullopt;
  }
}

bool is_same(const Affected& a, const Affected& b) {
  if (a.id != 0 || b.id != 0) return a.id == b.id;
  return a.schema == b.schema && a.name == b.name;
}

void add_once(std::vector<Affected>& list, Affected relation) {
  const auto found = std::find_if(list.begin(), list.end(),
                                  [&](const Affected& other) { return is_same(other, relation); });
  if (found == list.end()) return list.push_back(std::move(relation));
  found->certain |= relation.certain;
}

void add_once(std::vector<std::string>& list, std::string text) {
  if (std::find(list.begin(), list.end(), text) == list.end()) list.push_back(std::move(text));
}

Affected weakened(Affected relation, Sure sure) {
  relation.certain &= sure == Sure::yes;
  return relation;
}

}  // namespace

Affected Effects::affected(const Object& relation, Sure sure) const {
  Affected out;
  out.id = relation.id;
  out.schema = catalog().schema_name(relation);
  out.name = relation.name;
  out.sort = sort_of(relation).value_or(RelationSort::table);
  out.origin = relation.origin;
  out.certain = sure == Sure::yes;
  return out;
}

// One entry for what is sure and one for what may be: a stronger lock that may
// come does not make the weaker one unsure.
void Effects::add_lock(Affected relation, LockMode mode) {
  for (RelationLock& held : forecast_.locks) {
    if (!is_same(held.relation, relation) || held.relation.certain != relation.certain) continue;
    held.mode = std::max(held.mode, mode);
    return;
  }
  forecast_.locks.push_back({std::move(relation), mode});
}

Forecast Effects::take() {
  const auto is_covered = [&](const RelationLock& lock) {
    return !lock.relation.certain && std::any_of(forecast_.locks.begin(), forecast_.locks.end(),
                                                 [&](const RelationLock& other) {
                                                   return other.relation.certain &&
                                                          is_same(other.relation, lock.relation) &&
                                                          other.mode >= lock.mode;
                                                 });
  };
  std::vector<RelationLock> kept;
  for (const RelationLock& lock : forecast_.locks)
    if (!is_covered(lock)) kept.push_back(lock);
  forecast_.locks = std::move(kept);
  return std::move(forecast_);
}

void Effects::lock(const Object* relation, LockMode mode, Sure sure) {
  if (!relation || !sort_of(*relation)) return;
  if (!relation->uncertain.empty())
    unsure(quoted(relation->name) + " may not be as it seems: " + relation->uncertain);
  add_lock(affected(*relation, sure), mode);
}

const Object* Effects::lock_named(const QualifiedName& name, LockMode mode, RelationSort sort) {
  if (const Object* known = catalog().find(NameSpace::relation, name)) {
    lock(known, mode);
    return known;
  }
  Affected unknown;
  unknown.schema = name.schema.empty() ? "public" : name.schema;
  unknown.name = name.name;
  unknown.sort = sort;
  add_lock(std::move(unknown), mode);
  unsure("no migration made " + quoted(name.name) + ", so what depends on it is not known");
  return nullptr;
}

void Effects::rewrite(const Object& relation, Sure sure) {
  add_once(forecast_.rewrites, affected(relation, sure));
}

void Effects::scan(const Object& relation, Sure sure) {
  add_once(forecast_.scans, affected(relation, sure));
}

void Effects::change_rows(const Object& relation, Sure sure) {
  add_once(forecast_.changes, affected(relation, sure));
}

void Effects::because(const std::string& reason) {
  if (forecast_.why.find(reason) != std::string::npos) return;
  if (!forecast_.why.empty()) forecast_.why += "; ";
  forecast_.why += reason;
}

void Effects::unsure(std::string reason) {
  forecast_.certain = false;
  if (forecast_.uncertainty.empty()) forecast_.uncertainty = std::move(reason);
}

bool Effects::before_version(int version, const std::string& note) {
  const bool before = servers_.oldest < version;
  if (before && servers_.newest >= version)
    add_once(forecast_.versions, "from PostgreSQL " + std::to_string(version) + " on, " + note);
  return before;
}

bool Effects::is_new(const Affected& relation) const {
  return relation.id > catalog().size();
}

void Effects::include(const Forecast& inner, Sure sure) {
  for (const RelationLock& lock : inner.locks)
    if (!is_new(lock.relation)) add_lock(weakened(lock.relation, sure), lock.mode);
  const auto add_all = [&](const std::vector<Affected>& from, std::vector<Affected>& to) {
    for (const Affected& one : from)
      if (!is_new(one)) add_once(to, weakened(one, sure));
  };
  add_all(inner.rewrites, forecast_.rewrites);
  add_all(inner.scans, forecast_.scans);
  add_all(inner.changes, forecast_.changes);
  for (const std::string& note : inner.versions) add_once(forecast_.versions, note);
  if (!inner.certain) unsure(inner.uncertainty);
  if (!inner.why.empty()) because(inner.why);
}

}  // namespace migc::compiler
