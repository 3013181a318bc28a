// Indexes made and made anew, and the other maintenance of tables.
#include "compiler/forecast/foresee.h"
#include "compiler/forecast/relations.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

bool exists(const Catalog& catalog, const CreateIndex& create) {
  return !create.name.empty() &&
         catalog.find(NameSpace::relation, {create.table.schema, create.name, {}}) != nullptr;
}

// The table or materialized view that an index is on.
const Object* owner_of(const Catalog& catalog, const Index& index) {
  return catalog.get(index.table);
}

void rebuild(Effects& effects, const Index& index, bool concurrently) {
  effects.lock(&index,
               concurrently ? LockMode::share_update_exclusive : LockMode::access_exclusive);
  effects.rewrite(index);
}

void reindex_relation(Effects& effects, const Object& relation, bool concurrently) {
  const LockMode mode = concurrently ? LockMode::share_update_exclusive : LockMode::share;
  const auto* table = as_object<Table>(&relation);
  const auto tables =
      table ? with_descendants(effects.catalog(), *table) : std::vector<const Table*>();
  effects.lock(&relation, mode);
  if (table && table->partitioned())
    for (const Table* part : tables)
      if (part != table) reindex_relation(effects, *part, concurrently);
  const auto indexes = indexes_of(effects.catalog(), relation);
  if (indexes.empty() || (table && table->partitioned())) return;
  effects.scan(relation);
  for (const Index* index : indexes) rebuild(effects, *index, concurrently);
}

void reindex(Effects& effects, const Maintain& maintain) {
  const LockMode mode = maintain.concurrently ? LockMode::share_update_exclusive : LockMode::share;
  effects.because(maintain.concurrently ? "each index is built a second time beside the old one"
                                        : "each index is built anew while rows must not change");
  if (maintain.tables.empty())  // a schema, a database or the system's catalogs
    return effects.unsure("which tables are in it is not followed");
  for (const QualifiedName& name : maintain.tables) {
    if (maintain.object == ObjectKind::index) {
      const auto [table, index] = effects.before().find_index(name);
      if (!index) {
        effects.lock_named(name, LockMode::access_exclusive, RelationSort::index);
        continue;
      }
      const Object* owner = owner_of(effects.catalog(), *index);
      effects.lock(owner, mode);
      if (owner) effects.scan(*owner);
      rebuild(effects, *index, maintain.concurrently);
    } else if (const Object* relation = effects.lock_named(name, mode)) {
      reindex_relation(effects, *relation, maintain.concurrently);
    }
  }
}

void rewrite_relation(Effects& effects, const Object& relation) {
  effects.rewrite(relation);
  effects.scan(relation);
  for (const Index* index : indexes_of(effects.catalog(), relation)) {
    effects.lock(index, LockMode::access_exclusive);
    effects.rewrite(*index);
  }
}

// Partitions are gone through in every version, other descendants since 18; before,
// ANALYZE samples those for the statistics of their parent.
void go_through_descendants(Effects& effects, const Table& table, bool samples) {
  const bool whole = table.partitioned() ||
                     !effects.before_version(18, "tables that inherit from " + quoted(table.name) +
                                                     " are vacuumed and analyzed as well");
  if (!whole && !samples) return;
  for (const Table* one : with_descendants(effects.catalog(), table)) {
    if (one == &table) continue;
    effects.lock(one, whole ? LockMode::share_update_exclusive : LockMode::access_share);
    for (const Index* index : indexes_of(effects.catalog(), *one))
      effects.lock(index, LockMode::access_share, Sure::no);
  }
}

void vacuum_or_analyze(Effects& effects, const Object& relation, Maintain::Kind kind) {
  const bool analyzes = kind == Maintain::Kind::analyze;
  const auto* table = as_object<Table>(&relation);
  const Sure sure = table && table->partitioned() ? Sure::no : Sure::yes;
  for (const Index* index : indexes_of(effects.catalog(), relation))
    effects.lock(index, analyzes ? LockMode::access_share : LockMode::row_exclusive, sure);
  if (!analyzes) effects.scan(relation, Sure::no);
  if (table && table->children.empty()) return;
  if (table) go_through_descendants(effects, *table, analyzes);
}

void maintain_one(Effects& effects, const QualifiedName& name, Maintain::Kind kind) {
  const bool anew = kind == Maintain::Kind::vacuum_full || kind == Maintain::Kind::cluster;
  const Object* relation = effects.lock_named(
      name, anew ? LockMode::access_exclusive : LockMode::share_update_exclusive);
  if (!relation) return;
  if (anew) return rewrite_relation(effects, *relation);
  vacuum_or_analyze(effects, *relation, kind);
}

std::string reason(Maintain::Kind kind) {
  switch (kind) {
    case Maintain::Kind::vacuum_full:
    case Maintain::Kind::cluster:
      return "the table and its indexes are written anew while nobody can use them";
    case Maintain::Kind::analyze:
      return "a sample of the rows is read, while readers and writers go on";
    default:
      return "dead rows are cleared away, while readers and writers go on";
  }
}

}  // namespace

void foresee(Effects& effects, const CreateIndex& create) {
  const LockMode mode = create.concurrently ? LockMode::share_update_exclusive : LockMode::share;
  const Object* found = effects.lock_named(create.table, mode);
  if (exists(effects.catalog(), create))
    return effects.because("the index " + quoted(create.name) + " is there already");
  effects.because(create.concurrently ? "the table is read twice, while readers and writers go on"
                                      : "the table is read while its rows must not change");
  if (const auto* view = as_object<View>(found)) effects.scan(*view);
  const auto* table = as_object<Table>(found);
  if (!table) return;
  if (!table->partitioned()) return effects.scan(*table);
  for (const Table* part : with_descendants(effects.catalog(), *table)) {
    effects.lock(part, mode, create.only && part != table ? Sure::no : Sure::yes);
    if (create.only || part->partitioned()) continue;
    effects.scan(*part, Sure::yes);
  }
}

void foresee(Effects& effects, const Maintain& maintain) {
  if (maintain.kind == Maintain::Kind::reindex) return reindex(effects, maintain);
  effects.because(reason(maintain.kind));
  if (maintain.tables.empty()) effects.unsure("it is about every table of the database");
  for (const QualifiedName& name : maintain.tables) maintain_one(effects, name, maintain.kind);
}

}  // namespace migc::compiler
