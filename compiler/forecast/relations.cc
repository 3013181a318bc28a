#include "compiler/forecast/relations.h"

#include <algorithm>

namespace migc::compiler {
namespace {

void collect(const Catalog& catalog, const Table& table, std::vector<const Table*>& out) {
  if (std::find(out.begin(), out.end(), &table) != out.end()) return;
  out.push_back(&table);
  for (const ObjectId child : table.children)
    if (const auto* below = catalog.get_as<Table>(child); below && !below->dropped)
      collect(catalog, *below, out);
}

template <class T>
std::vector<const T*> live(const Catalog& catalog, const std::vector<ObjectId>& ids) {
  std::vector<const T*> out;
  for (const ObjectId id : ids)
    if (const auto* object = catalog.get_as<T>(id); object && !object->dropped)
      out.push_back(object);
  return out;
}

}  // namespace

std::vector<const Table*> with_descendants(const Catalog& catalog, const Table& table) {
  std::vector<const Table*> out;
  collect(catalog, table, out);
  return out;
}

std::vector<const Index*> indexes_of(const Catalog& catalog, const Object& relation) {
  if (const auto* table = as_object<Table>(&relation)) return live<Index>(catalog, table->indexes);
  if (const auto* view = as_object<View>(&relation)) return live<Index>(catalog, view->indexes);
  return {};
}

std::vector<const Sequence*> owned_sequences(const Catalog& catalog, const Table& table) {
  std::vector<const Sequence*> out;
  for (const ObjectId user : catalog.users_of(table.id))
    if (const auto* sequence = catalog.get_as<Sequence>(user);
        sequence && !sequence->dropped && sequence->owner_table == table.id)
      out.push_back(sequence);
  return out;
}

std::vector<KeyTo> keys_to(const Catalog& catalog, const Table& referenced) {
  std::vector<KeyTo> out;
  std::vector<ObjectId> seen;
  for (const ObjectId user : catalog.users_of(referenced.id)) {
    const auto* table = catalog.get_as<Table>(user);
    if (!table || table->dropped || std::find(seen.begin(), seen.end(), user) != seen.end())
      continue;
    seen.push_back(user);
    for (const Table* one : with_descendants(catalog, *table))
      for (const Constraint& constraint : one->constraints)
        if (constraint.referenced == referenced.id) out.push_back({one, &constraint});
  }
  return out;
}

const Table* default_partition(const Catalog& catalog, const Table& parent) {
  for (const Table* child : live<Table>(catalog, parent.children))
    if (child->partition_bound == "DEFAULT") return child;
  return nullptr;
}

const Table* partitioned_parent(const Catalog& catalog, const Table& partition) {
  if (!partition.is_partition() || partition.parents.empty()) return nullptr;
  return catalog.get_as<Table>(partition.parents.front());
}

std::vector<const Table*> tables_of_type(const Catalog& catalog, ObjectId type) {
  std::vector<const Table*> out;
  catalog.for_each([&](const Object& object) {
    if (const auto* domain = as_object<Domain>(&object); domain && domain->type.object == type) {
      const auto below = tables_of_type(catalog, domain->id);
      out.insert(out.end(), below.begin(), below.end());
    }
    const auto* table = as_object<Table>(&object);
    const bool has_it =
        table && std::any_of(table->columns.begin(), table->columns.end(),
                             [&](const Column& column) { return column.type.object == type; });
    if (has_it && std::find(out.begin(), out.end(), table) == out.end()) out.push_back(table);
  });
  return out;
}

bool uses_column(const BoundText& text, const Table& table, ColumnNumber column) {
  return std::any_of(text.references.begin(), text.references.end(),
                     [&](const BoundReference& reference) {
                       return reference.object == table.id && reference.column == column;
                     });
}

}  // namespace migc::compiler
