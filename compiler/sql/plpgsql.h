// PL/pgSQL bodies as values: control flow, with the SQL inside as text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace migc::compiler {

enum class PlKind : std::uint8_t {
  sql,           // a static SQL statement
  execute,       // EXECUTE of an expression
  perform,       // PERFORM and CALL
  assign,        // into the one variable
  conditional,   // IF … ELSIF … ELSE
  block,         // BEGIN … EXCEPTION … END
  query_loop,    // FOR variables IN a query
  array_loop,    // FOREACH variable IN ARRAY
  integer_loop,  // FOR variable IN from .. to
  loop,          // of another kind
  transaction,   // COMMIT, ROLLBACK
  leave,         // RETURN
  jump,          // EXIT, CONTINUE
  other,         // RAISE and the like: no change of the schema
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

struct PlVariable {
  std::string name;
  std::string value;    // an SQL expression; empty: none
  bool record = false;  // it takes a whole row
};

struct PlStatement {
  PlKind kind = PlKind::other;
  std::size_t line = 0;               // in the body, from 1
  std::string sql;                    // the statement, expression or query; from, of a range
  std::string to;                     // of a range
  std::vector<PlVariable> variables;  // that it sets
  std::vector<PlBranch> branches;     // conditional
  std::vector<PlStatement> body;      // block, loops; conditional: what ELSE does
  std::vector<PlHandler> handlers;    // block
  bool raises = false;                // RAISE EXCEPTION
};

struct PlBody {
  std::vector<PlVariable> variables;
  std::vector<PlStatement> statements;
};

// The body of a DO block or a function; nothing when it does not parse.
std::optional<PlBody> parse_plpgsql(std::string_view body);

// Whether that is because its blocks nest beyond what the grammar takes.
bool nests_too_deeply(std::string_view body);

}  // namespace migc::compiler
