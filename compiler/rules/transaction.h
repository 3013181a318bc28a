// What the transaction of a migration has done before a statement: which locks
// last until it ends, and what cannot be used before that.
#pragma once

#include <string>
#include <vector>

#include "compiler/forecast/lock_mode.h"
#include "compiler/schema/object.h"

namespace migc::compiler {

// That makes programs wait, on a table or materialized view that was there before.
struct TransactionLock {
  ObjectId relation = 0;
  LockMode mode = LockMode::none;
};

struct TransactionSoFar {
  std::vector<TransactionLock> locks;  // the strongest of each relation, in the order of the first
  bool adds_enum_value = false;
  bool works_under_lock = false;  // a statement went through rows while there were locks
};

}  // namespace migc::compiler
