// PL/pgSQL bodies as values: control flow, with the SQL inside as text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace migc::compiler {

enum class PlKind : std::uint8_t {
  sql,          // a static SQL statement
  execute,      // EXECUTE of an expression
  perform,      // PERFORM, and expressions that are only evaluated
  conditional,  // IF … ELSIF … ELSE
  block,        // BEGIN … EXCEPTION … END
  loop,         // of any kind
  transaction,  // COMMIT, ROLLBACK
  other,        // assignments, RAISE, RETURN: no change of the schema
};

struct PlStatement;

struct PlBranch {
  std::string condition;  // an SQL expression
  std::vector<PlStatement> body;
};

struct PlHandler {
  std::vector<std::string> conditions;  // "duplicate_object", "others", …
  std::vector<PlStatement> body;
};

struct PlStatement {
  PlKind kind = PlKind::other;
  std::size_t line = 0;             // in the body, from 1
  std::string sql;                  // sql: the statement; execute, perform: the expression
  std::vector<PlBranch> branches;   // conditional
  std::vector<PlStatement> body;    // block, loop; conditional: what ELSE does
  std::vector<PlHandler> handlers;  // block
  bool raises = false;              // RAISE EXCEPTION
};

// The body of a DO block or a function; nothing when it does not parse.
std::optional<std::vector<PlStatement>> parse_plpgsql(std::string_view body);

}  // namespace migc::compiler
