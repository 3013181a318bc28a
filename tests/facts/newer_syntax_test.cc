// Which version of PostgreSQL brought which syntax: the server at hand decides.
#include "newer_syntax.h"

#include <libpq-fe.h>

#include <string>

#include "postgres_test.h"

namespace migc::testing {
namespace {

class NewerSyntax : public PostgresTest {
 protected:
  // False when the parser refuses it; what else may fail does not matter.
  bool parses(std::string_view sql) {
    PQclear(PQexec(client().raw(), "BEGIN"));
    PGresult* const result = PQexec(client().raw(), std::string(sql).c_str());
    const char* const state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const std::string code = state == nullptr ? "" : state;
    PQclear(result);
    PQclear(PQexec(client().raw(), "ROLLBACK"));
    return code != "42601" && code != "0A000";  // syntax error, not supported
  }
};

TEST_F(NewerSyntax, ServersTakeItSinceTheirVersion) {
  const int server = PQserverVersion(client().raw()) / 10000;
  client().run(std::string(kNewerSyntaxSchema));
  for (const NewerSyntaxCase& c : kNewerSyntax)
    EXPECT_EQ(parses(c.sql), server >= c.since) << c.sql << " in " << server;
  client().run("DROP ROLE r1");
}

}  // namespace
}  // namespace migc::testing
