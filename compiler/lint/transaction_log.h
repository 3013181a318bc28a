// Keeps what the transaction of a migration has done, statement by statement.
#pragma once

#include "compiler/rules/context.h"
#include "compiler/rules/transaction.h"

namespace migc::compiler {

class TransactionLog {
 public:
  // `transactional`: the runner wraps the migration in one transaction.
  void begin_migration(bool transactional);

  // Takes what a statement does; before the model applies it.
  void add(const Context& cx);

  const TransactionSoFar& so_far() const { return so_far_; }

 private:
  void add_locks(const Context& cx);

  bool open_ = false;
  TransactionSoFar so_far_;
};

}  // namespace migc::compiler
