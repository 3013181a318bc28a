// SQLite text -> typed statements.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "compiler/sql/statement.h"

struct sqlite3;

namespace migc::compiler {

// Splits and reads the text; executes nothing.
std::vector<Statement> parse_sqlite(std::string_view text);

// An empty database in memory that follows the history: the real engine says
// whether a statement can run. Statements that would leave the database (ATTACH,
// VACUUM INTO) are not executed.
class SqliteEngine {
 public:
  SqliteEngine();
  SqliteEngine(const SqliteEngine&) = delete;
  SqliteEngine& operator=(const SqliteEngine&) = delete;
  ~SqliteEngine();

  // parse_sqlite, and executes each statement. One that the engine refuses
  // becomes Unparsed with the engine's message.
  std::vector<Statement> execute(std::string_view text);

 private:
  void execute_one(std::string_view text, Statement& statement);

  sqlite3* database_ = nullptr;  // opened by the first execution
};

}  // namespace migc::compiler
