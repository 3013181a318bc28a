#include "compiler/forecast/lock_class.h"

#include <algorithm>

namespace migc::compiler {
namespace {

// FOR UPDATE takes the lock that looking up a foreign key takes, too.
bool locks_rows(const Statement& statement) {
  const auto* query = as<RunQuery>(statement);
  return query && query->locks_rows;
}

// VACUUM has an index under the lock of those who change rows, and changes none.
LockClass class_of(const RelationLock& lock) {
  if (blocks_reads(lock.mode)) return LockClass::everyone;
  if (blocks_writes(lock.mode)) return LockClass::writers;
  const bool writes =
      lock.mode == LockMode::row_exclusive && lock.relation.sort != RelationSort::index;
  return writes ? LockClass::same_rows : LockClass::nonblocking;
}

}  // namespace

LockClass lock_class(const Statement& statement, const Forecast& forecast, std::size_t migration) {
  if (!forecast.certain) return LockClass::unknown;
  LockClass strongest = LockClass::none;
  for (const RelationLock& lock : forecast.locks)
    if (lock.relation.existed_before(migration)) strongest = std::max(strongest, class_of(lock));
  if (strongest != LockClass::none && locks_rows(statement))
    strongest = std::max(strongest, LockClass::same_rows);
  return strongest;
}

}  // namespace migc::compiler
