// One file's statements, as the runner will execute them.
#pragma once

#include <string>
#include <vector>

#include "compiler/sql/statement.h"

namespace migc::compiler {

struct Script {
  std::vector<Statement> statements;  // also elided ones, which have number 0
  bool transactional = true;          // all of it in one transaction
  std::string reason;                 // why not, for a person; empty when transactional
};

// Numbers the statements and settles the transaction mode. A bare BEGIN and
// COMMIT around everything are elided: the runner makes the transaction. What
// the server refuses in a transaction block makes the whole file
// non-transactional, as does `asked_for_none`, the file's own directive.
Script make_script(std::vector<Statement> statements, bool asked_for_none);

}  // namespace migc::compiler
