// SET, DO and transaction control.
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

SetVariable read_set_variable(const Reader& reader, const Node& variable_set_stmt) {
  SetVariable out;
  out.name = variable_set_stmt.text("name");
  out.local = variable_set_stmt.flag("is_local");
  if (variable_set_stmt.text("kind") == "VAR_RESET_ALL") out.name.clear();
  if (variable_set_stmt.text("kind") == "VAR_SET_VALUE")
    for (const Node& argument : variable_set_stmt.list("args"))
      out.values.push_back(reader.value(argument, location_of(argument["A_Const"])));
  return out;
}

DoBlock read_do(const Reader& reader, const Node& do_stmt) {
  DoBlock out;
  out.language = "plpgsql";
  for (const auto& [name, value] : reader.options(do_stmt.list("args"))) {
    if (name == "language") out.language = value;
    if (name == "as") out.body = value;
  }
  out.body_offset = body_offset(reader, out.body);
  return out;
}

}  // namespace migc::compiler
