// Every claim of claims/*.sql: the server is the judge of the forecast.
#include <gtest/gtest.h>
#include <libpq-fe.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "claim_file.h"
#include "comparison.h"
#include "compiler/sql/parse.h"
#include "eventually.h"
#include "observer.h"
#include "postgres_test.h"

namespace migc::testing {
namespace {

using compiler::Forecast;
using compiler::Model;

class Claims : public PostgresTest, public ::testing::WithParamInterface<std::string> {
 protected:
  void check(const ClaimSection& section) {
    Model model;
    for (const compiler::Statement& statement : compiler::parse_postgresql(section.given))
      model.apply(statement, {});
    model.end_migration();
    std::unique_ptr<Client> in_database = fresh(section);
    for (const Claim& claim : section.claims) {
      SCOPED_TRACE(claim.sql);
      const int version = PQserverVersion(in_database->raw()) / 10000;
      if (version < claim.since) continue;
      const Forecast forecast = compiler::forecast(claim.statement, model, {version, version});
      if (claim.held_up_by.empty()) {
        check_in_transaction(*in_database, claim, forecast);
      } else {
        in_database.reset();
        in_database = fresh(section);
        check_waiting(*in_database, claim, forecast);
        in_database.reset();
        in_database = fresh(section);
      }
    }
  }

 private:
  std::unique_ptr<Client> fresh(const ClaimSection& section) {
    client().run("DROP DATABASE IF EXISTS claims WITH (FORCE)");
    client().run("CREATE DATABASE claims");
    auto made = std::make_unique<Client>(server()->conninfo("claims"));
    made->run(section.given);
    return made;
  }

  static void check_in_transaction(Client& session, const Claim& claim, const Forecast& forecast) {
    session.run("BEGIN");
    Observer observer(session.raw());
    observer.before();
    session.run(claim.sql);
    for (const Disagreement& one : compare(forecast, observer.after())) ADD_FAILURE() << one.text;
    session.run("ROLLBACK");
  }

  static void check_waiting(Client& session, const Claim& claim, const Forecast& forecast) {
    Client blocker(server()->conninfo("claims"));
    Client watcher(server()->conninfo("claims"));
    blocker.run("BEGIN");
    blocker.run(claim.held_up_by);
    Observer observer(session.raw(), watcher.raw());
    observer.before();
    ASSERT_EQ(PQsendQuery(session.raw(), claim.sql.c_str()), 1);
    const std::string pid = std::to_string(PQbackendPID(session.raw()));
    const bool waits = eventually([&] {
      return watcher.query(
                 "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' "
                 "AND pid = " +
                 pid) == "1";
    });
    ASSERT_TRUE(waits) << "nothing holds it up";
    EXPECT_EQ(compare_waiting(forecast, observer.after()), "");
    blocker.run("ROLLBACK");
    while (PGresult* const result = PQgetResult(session.raw())) {
      EXPECT_EQ(PQresultStatus(result), PGRES_COMMAND_OK) << PQresultErrorMessage(result);
      PQclear(result);
    }
    for (const Observed& seen : observer.after()) check_rewrite(seen, forecast);
  }

  static void check_rewrite(const Observed& seen, const Forecast& forecast) {
    bool wanted = false;
    for (const compiler::Affected& one : forecast.rewrites)
      wanted |= one.schema == seen.schema && one.name == seen.name;
    EXPECT_EQ(seen.rewritten, wanted) << seen.schema << "." << seen.name << " written anew";
  }
};

TEST_P(Claims, TheServerAgrees) {
  const auto sections = read_claims(MIGC_CLAIMS_FOLDER "/" + GetParam() + ".sql");
  ASSERT_FALSE(sections.empty());
  for (const ClaimSection& section : sections) check(section);
}

std::vector<std::string> claim_files() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(MIGC_CLAIMS_FOLDER))
    names.push_back(entry.path().stem());
  std::sort(names.begin(), names.end());
  return names;
}

INSTANTIATE_TEST_SUITE_P(Files, Claims, ::testing::ValuesIn(claim_files()),
                         [](const auto& file) { return file.param; });

// So that a file that is not read does not go unnoticed.
TEST(ClaimFiles, HoldMoreThan250Claims) {
  std::size_t count = 0;
  for (const std::string& name : claim_files())
    for (const ClaimSection& section : read_claims(MIGC_CLAIMS_FOLDER "/" + name + ".sql"))
      count += section.claims.size();
  EXPECT_GE(count, 250U);
}

}  // namespace
}  // namespace migc::testing
