#include "compiler/sql/script.h"

namespace migc::compiler {
namespace {

bool is_plain(const Statement& statement, TransactionControlKind kind) {
  const auto* control = as<TransactionControl>(statement);
  return control && control->kind == kind && control->plain;
}

bool controls_transaction(const Statement& statement) {
  const auto* control = as<TransactionControl>(statement);
  return control && control->kind != TransactionControlKind::savepoint;
}

// One pair, at the very ends, with no other transaction control between.
bool is_wrapped(const std::vector<Statement>& statements) {
  if (statements.size() < 2 || !is_plain(statements.front(), TransactionControlKind::begin) ||
      !is_plain(statements.back(), TransactionControlKind::commit))
    return false;
  for (std::size_t i = 1; i + 1 < statements.size(); ++i)
    if (controls_transaction(statements[i])) return false;
  return true;
}

}  // namespace

Script make_script(std::vector<Statement> statements, bool asked_for_none) {
  Script script;
  const bool wrapped = is_wrapped(statements);
  std::size_t number = 0;
  for (std::size_t i = 0; i < statements.size(); ++i) {
    Statement& statement = statements[i];
    if (wrapped && (i == 0 || i + 1 == statements.size())) continue;
    statement.number = ++number;
    if (statement.transactional || !script.transactional) continue;
    script.transactional = false;
    script.reason = "statement " + std::to_string(number) + " (" + statement.kind +
                    ") cannot run inside a transaction block";
  }
  if (asked_for_none && script.transactional) {
    script.transactional = false;
    script.reason = "the file says no-transaction";
  }
  script.statements = std::move(statements);
  return script;
}

}  // namespace migc::compiler
