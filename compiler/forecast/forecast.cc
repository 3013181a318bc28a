#include "compiler/forecast/forecast.h"

#include <algorithm>

#include "compiler/forecast/foresee.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

struct Foresee {
  Effects& effects;

  template <class T>
  void operator()(const T& statement) const {
    if constexpr (requires { foresee(effects, statement); }) foresee(effects, statement);
  }
};

// What the strongest lock means, when nothing more special can be said.
std::string why_of(const Forecast& forecast) {
  if (!forecast.certain && forecast.locks.empty()) return forecast.uncertainty;
  const RelationLock* strongest = nullptr;
  for (const RelationLock& lock : forecast.locks)
    if (lock.relation.sort != RelationSort::index && (!strongest || lock.mode > strongest->mode))
      strongest = &lock;
  if (!strongest) return "it locks no table";
  const std::string name = quoted(strongest->relation.name);
  if (blocks_reads(strongest->mode)) return "only the catalog entry of " + name + " changes";
  if (blocks_writes(strongest->mode)) return "the rows of " + name + " must not change meanwhile";
  return "readers and writers of " + name + " go on";
}

}  // namespace

std::string_view name_of(RelationSort sort) {
  switch (sort) {
    case RelationSort::table:
      return "table";
    case RelationSort::index:
      return "index";
    case RelationSort::view:
      return "view";
    case RelationSort::materialized_view:
      return "materialized-view";
    case RelationSort::sequence:
      return "sequence";
    case RelationSort::composite_type:
      break;
  }
  return "composite-type";
}

bool Affected::existed_before(std::size_t migration) const {
  return schema != "pg_temp" && (!origin || origin->migration != migration);
}

LockMode Forecast::strongest() const {
  LockMode mode = LockMode::none;
  for (const RelationLock& lock : locks) mode = std::max(mode, lock.mode);
  return mode;
}

Forecast forecast(const Statement& statement, const Model& before, ServerRange servers) {
  Effects effects(before, statement, servers);
  std::visit(Foresee{effects}, statement.body);
  Forecast out = effects.take();
  if (out.why.empty()) out.why = why_of(out);
  return out;
}

}  // namespace migc::compiler
