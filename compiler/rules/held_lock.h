// The locks that keep programs from tables in use while a statement runs.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "compiler/rules/context.h"
#include "compiler/sql/names.h"

namespace migc::compiler {

struct HeldLock {
  const Table* table;  // never null
  LockMode mode;
};

// Of earlier statements of the transaction, in the order in which they were
// taken. A table that it has dropped since is missed by nobody.
inline std::vector<HeldLock> held_locks(const Context& cx) {
  std::vector<HeldLock> out;
  for (const TransactionLock& lock : cx.so_far().locks) {
    const Table* table = cx.model().catalog().get_as<Table>(lock.relation);
    if (table && !table->dropped) out.push_back({table, lock.mode});
  }
  return out;
}

// The first of the strongest. Requires: there is one.
inline const HeldLock& strongest(const std::vector<HeldLock>& locks) {
  return *std::max_element(locks.begin(), locks.end(), [](const HeldLock& a, const HeldLock& b) {
    return blocks_reads(a.mode) < blocks_reads(b.mode);
  });
}

// "nobody can read or write table "t"", as a message begins.
inline std::string who_waits(const HeldLock& lock) {
  return std::string("nobody can ") + (blocks_reads(lock.mode) ? "read or write" : "write to") +
         " table " + quoted(lock.table->name);
}

}  // namespace migc::compiler
