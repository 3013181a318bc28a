#include "compiler/sql/script.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "compiler/sql/parse.h"

namespace migc::compiler {
namespace {

// "numbers | mode": "0 1 0 | one transaction".
std::string dump(std::string_view sql, bool asked_for_none = false) {
  const Script script = make_script(parse_postgresql(sql), asked_for_none);
  std::string out;
  for (const Statement& statement : script.statements)
    out += std::to_string(statement.number) + " ";
  return out + "| " + (script.transactional ? "one transaction" : script.reason);
}

TEST(Script, NumbersAndElision) {
  struct Case {
    std::string_view sql;
    std::string_view script;
  };
  constexpr Case kCases[] = {
      {"", "| one transaction"},
      {"SELECT 1; SELECT 2", "1 2 | one transaction"},
      {"BEGIN; SELECT 1; COMMIT", "0 1 0 | one transaction"},
      {"BEGIN; COMMIT", "0 0 | one transaction"},
      {"START TRANSACTION; SELECT 1; END", "0 1 0 | one transaction"},
      {"BEGIN WORK; SELECT 1; COMMIT TRANSACTION", "0 1 0 | one transaction"},
      {"BEGIN; SAVEPOINT s; SELECT 1; RELEASE s; COMMIT", "0 1 2 3 0 | one transaction"},
      {"BEGIN", "1 | one transaction"},
      {"COMMIT; BEGIN", "1 2 | one transaction"},
      {"BEGIN; SELECT 1", "1 2 | one transaction"},
      {"SELECT 1; COMMIT", "1 2 | one transaction"},
      {"BEGIN; SELECT 1; COMMIT; SELECT 2", "1 2 3 4 | one transaction"},
      {"BEGIN; SELECT 1; COMMIT; BEGIN; SELECT 2; COMMIT", "1 2 3 4 5 6 | one transaction"},
      {"BEGIN; SELECT 1; ROLLBACK", "1 2 3 | one transaction"},
      {"BEGIN ISOLATION LEVEL SERIALIZABLE; SELECT 1; COMMIT", "1 2 3 | one transaction"},
      {"BEGIN; SELECT 1; COMMIT AND CHAIN", "1 2 3 | one transaction"},
  };
  for (const Case& c : kCases) EXPECT_EQ(dump(c.sql), c.script) << c.sql;
}

TEST(Script, Mode) {
  EXPECT_EQ(dump("SELECT 1; CREATE INDEX CONCURRENTLY i ON a (x); VACUUM"),
            "1 2 3 | statement 2 (create-index) cannot run inside a transaction block");
  EXPECT_EQ(dump("BEGIN; VACUUM; COMMIT"),
            "0 1 0 | statement 1 (vacuum) cannot run inside a transaction block");
  EXPECT_EQ(dump("SELECT 1", true), "1 | the file says no-transaction");
  EXPECT_EQ(dump("VACUUM", true), "1 | statement 1 (vacuum) cannot run inside a transaction block");
}

}  // namespace
}  // namespace migc::compiler
