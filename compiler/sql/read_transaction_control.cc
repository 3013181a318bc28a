#include "compiler/sql/read_statement.h"

namespace migc::compiler {

TransactionControl read_transaction_control(const Node& transaction_stmt) {
  TransactionControl out;
  const std::string_view kind = transaction_stmt.text("kind");
  if (kind == "TRANS_STMT_BEGIN" || kind == "TRANS_STMT_START")
    out.kind = TransactionControlKind::begin;
  if (kind == "TRANS_STMT_COMMIT") out.kind = TransactionControlKind::commit;
  if (kind == "TRANS_STMT_ROLLBACK") out.kind = TransactionControlKind::rollback;
  if (kind == "TRANS_STMT_SAVEPOINT" || kind == "TRANS_STMT_RELEASE" ||
      kind == "TRANS_STMT_ROLLBACK_TO")
    out.kind = TransactionControlKind::savepoint;
  out.plain = transaction_stmt.list("options").empty() && !transaction_stmt.flag("chain");
  return out;
}

}  // namespace migc::compiler
