// The server as the judge of the model: what a history makes of a database, and
// what the model's own text of it makes of another, must be the same.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/source/source_set.h"
#include "dumped_objects.h"
#include "postgres_server.h"

namespace migc::testing {

struct RefusedStatement {
  std::string file;
  std::size_t line = 0;
  std::string sql;
  std::string message;
};

struct Uncertain {
  std::string object;
  std::string reason;
};

struct Verdict {
  std::optional<RefusedStatement> history;  // the server refused it: nothing was compared
  std::vector<RefusedStatement> schema;     // of what the model printed
  std::vector<Difference> differences;      // left: of the history; right: of the model
  std::vector<Uncertain> uncertain;         // what the model does not vouch for
  std::size_t objects = 0;                  // that the history made

  bool same() const { return !history && schema.empty() && differences.empty(); }
};

// Thread-safe. Roles are the server's: what creates one leaves it behind.
Verdict compare_schemas(const PostgresServer& server, const compiler::SourceSet& history);

// For a person; empty when all is the same.
std::string describe(const Verdict& verdict);

}  // namespace migc::testing
