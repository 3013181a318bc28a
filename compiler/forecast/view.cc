// Views and materialized views, and what queries lock: parsing one locks what it
// names, running one also what that is made of.
#include <algorithm>
#include <functional>

#include "compiler/forecast/foresee.h"
#include "compiler/forecast/relations.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

// Calls `visit` for each relation that the query names, those of WITH left out.
class Relations {
 public:
  explicit Relations(const std::function<void(const QualifiedName&)>& visit) : visit_(visit) {}

  void of(const Select& select) {
    const std::size_t outer = common_.size();
    for (const CommonTable& common : select.with) common_.push_back(common.name);
    for (const CommonTable& common : select.with)
      if (common.query) of(*common.query);
    for (const FromItem& item : select.from) of(item);
    for (const auto& below : select.below)
      if (below) of(*below);
    for (const auto& branch : select.branches)
      if (branch) of(*branch);
    common_.resize(outer);
  }

 private:
  void of(const FromItem& item) {
    if (item.subquery) of(*item.subquery);
    for (const FromItem& side : item.sides) of(side);
    const bool common =
        item.relation.schema.empty() &&
        std::find(common_.begin(), common_.end(), item.relation.name) != common_.end();
    if (item.kind == FromItem::Kind::relation && !common) visit_(item.relation);
  }

  const std::function<void(const QualifiedName&)>& visit_;
  std::vector<std::string> common_;
};

void for_each_relation(const Query& query, const std::function<void(const QualifiedName&)>& visit) {
  if (query.select) Relations(visit).of(*query.select);
}

// The server's own catalogs are of no interest.
bool is_system(const QualifiedName& name) {
  return name.schema == "pg_catalog" || name.schema == "information_schema" ||
         (name.schema.empty() && name.name.starts_with("pg_"));
}

void run(Effects& effects, const Object& relation, LockMode mode);

void run_table(Effects& effects, const Table& table, LockMode mode) {
  for (const Table* one : with_descendants(effects.catalog(), table)) {
    // Partitions that cannot hold a wanted row are left out.
    const Sure sure = one == &table || !table.partitioned() ? Sure::yes : Sure::no;
    effects.lock(one, mode, sure);
    const Sure planned = one->partitioned() ? Sure::no : sure;  // as long as it has no partition
    for (const Index* index : indexes_of(effects.catalog(), *one))
      effects.lock(index, mode, planned);
    if (one->partitioned()) continue;
    effects.scan(*one, Sure::no);
  }
}

void run(Effects& effects, const Object& relation, LockMode mode) {
  if (const auto* table = as_object<Table>(&relation)) return run_table(effects, *table, mode);
  effects.lock(&relation, mode);
  const auto* view = as_object<View>(&relation);
  if (!view) return;
  if (view->materialized) {
    for (const Index* index : indexes_of(effects.catalog(), *view)) effects.lock(index, mode);
    return effects.scan(*view, Sure::no);
  }
  for (const ObjectId used : view->depends_on)
    if (const Object* below = effects.catalog().get(used); below && below->kind != Kind::sequence)
      run(effects, *below, mode);
}

void refresh(Effects& effects, const View& view, const RefreshView& statement) {
  if (statement.concurrently) {
    effects.because("the query is run and the difference is written, while readers go on");
    effects.lock(&view, LockMode::exclusive);
    effects.scan(view);
    for (const Index* index : indexes_of(effects.catalog(), view))
      effects.lock(index, LockMode::row_exclusive);
  } else {
    effects.because("the query is run and its rows are written while nobody can read the view");
    effects.rewrite(view);
    for (const Index* index : indexes_of(effects.catalog(), view)) {
      effects.lock(index, LockMode::access_exclusive);
      effects.rewrite(*index);
    }
  }
  if (!statement.with_data) return;
  for (const ObjectId used : view.depends_on)
    if (const Object* below = effects.catalog().get(used))
      run(effects, *below, LockMode::access_share);
}

}  // namespace

void read_when_run(Effects& effects, const QualifiedName& name, LockMode mode) {
  const Object* known = effects.catalog().find(NameSpace::relation, name);
  if (known) return run(effects, *known, mode);
  if (!is_system(name)) effects.lock_named(name, mode);
}

void read_when_parsed(Effects& effects, const QualifiedName& name) {
  if (!is_system(name)) effects.lock_named(name, LockMode::access_share);
}

void run_query(Effects& effects, const Query& query) {
  for_each_relation(query, [&](const QualifiedName& name) {
    read_when_run(effects, name, LockMode::access_share);
  });
}

void parse_query(Effects& effects, const Query& query) {
  for_each_relation(query, [&](const QualifiedName& name) { read_when_parsed(effects, name); });
}

void foresee(Effects& effects, const CreateView& create) {
  const Object* old = effects.catalog().find(NameSpace::relation, create.view);
  if (old && create.if_not_exists) {
    effects.because(quoted(create.view.name) + " is there already");
    return parse_query(effects, create.query);
  }
  if (old && create.or_replace) effects.lock(old, LockMode::access_exclusive);
  if (create.materialized && create.with_data) {
    effects.because("the query is run, and its rows are written");
    return run_query(effects, create.query);
  }
  effects.because(old ? "the view's query changes" : "what the view reads is only looked up");
  parse_query(effects, create.query);
}

void foresee(Effects& effects, const RefreshView& statement) {
  const LockMode mode = statement.concurrently ? LockMode::exclusive : LockMode::access_exclusive;
  const Object* found = effects.lock_named(statement.view, mode, RelationSort::materialized_view);
  if (const auto* view = as_object<View>(found)) refresh(effects, *view, statement);
}

}  // namespace migc::compiler
