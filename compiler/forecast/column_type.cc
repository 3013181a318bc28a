#include "compiler/forecast/column_type.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "compiler/facts/builtin.h"
#include "compiler/forecast/type_change.h"

namespace migc::compiler {
namespace {

const Object* find_own_type(const Catalog& catalog, const TypeName& type) {
  const bool builtin =
      type.schema == "pg_catalog" || (type.schema.empty() && is_builtin_type(type.name));
  return builtin ? nullptr : catalog.find_type({type.schema, type.name, {}});
}

// What a domain is made of, at the bottom.
TypeRef base_of(const Catalog& catalog, TypeRef type) {
  while (type.array_dimensions == 0) {
    const auto* domain = catalog.get_as<Domain>(type.object);
    if (!domain) break;
    type = domain->type;
  }
  return type;
}

TypeName spelled(const TypeRef& type) {
  TypeName out;
  out.schema = type.schema;
  out.name = type.name;
  out.modifiers = type.modifiers;
  out.array_dimensions = type.array_dimensions;
  return out;
}

// Stored alike, but ordered or hashed by operators of their own.
// Source: the default operator classes in pg_opclass.
std::string_view index_family(std::string_view type) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kShared = {
      {{"varchar", "text"}, {"cidr", "inet"}, {"regclass", "oid"}}};
  for (const auto& [name, family] : kShared)
    if (type == name) return family;
  return type;
}

bool hangs_on_time_zone(const TypeRef& from, const TypeRef& to) {
  const bool pair = (from.name == "timestamp" && to.name == "timestamptz") ||
                    (from.name == "timestamptz" && to.name == "timestamp");
  return pair && from.array_dimensions == 0 && to.array_dimensions == 0 &&
         (to.modifiers.empty() || to.modifiers == from.modifiers);
}

}  // namespace

const Domain* domain_of(const Catalog& catalog, const TypeName& type) {
  return type.array_dimensions == 0 ? as_object<Domain>(find_own_type(catalog, type)) : nullptr;
}

bool is_constrained(const Catalog& catalog, const Domain& domain) {
  if (domain.not_null || !domain.checks.empty()) return true;
  const auto* below = catalog.get_as<Domain>(domain.type.object);
  return below && is_constrained(catalog, *below);
}

TypeChange type_change(const Catalog& catalog, const TypeRef& from, const NewType& to) {
  const Object* own = find_own_type(catalog, to.type);
  if (to.converts) return {TypeChange::Table::rewritten, true};
  if (own && own->id == from.object && to.type.array_dimensions == from.array_dimensions)
    return {TypeChange::Table::kept, to.other_collation};
  const TypeRef before = base_of(catalog, from);
  TypeRef after;
  if (const Domain* domain = domain_of(catalog, to.type)) {
    if (is_constrained(catalog, *domain)) return {TypeChange::Table::rewritten, true};
    after = base_of(catalog, domain->type);
  } else if (own) {
    return {TypeChange::Table::rewritten, true};
  } else {
    after.name = to.type.name;
    after.modifiers = to.type.modifiers;
    after.array_dimensions = to.type.array_dimensions;
  }
  if (before.object != 0 || after.object != 0)
    return {before.object == after.object ? TypeChange::Table::kept : TypeChange::Table::rewritten,
            before.object != after.object};
  if (hangs_on_time_zone(before, after)) return {TypeChange::Table::time_zone, true};
  if (type_change_cost(before, spelled(after)) == TypeChangeCost::rewrite)
    return {TypeChange::Table::rewritten, true};
  return {TypeChange::Table::kept,
          to.other_collation || index_family(before.name) != index_family(after.name)};
}

}  // namespace migc::compiler
