// A start with nothing to do: what it costs and what it needs.
#include "postgres_migrator_test.h"

namespace migc::testing {
namespace {

class PostgresStartUp : public PostgresMigratorTest {
 protected:
  void SetUp() override {
    PostgresMigratorTest::SetUp();
    set_.add("0001", "a", {{"CREATE TABLE a (id int)"}});
  }

  // What the server logged for sessions of this name.
  static std::vector<std::string> statements_of(const std::string& application) {
    std::vector<std::string> statements;
    const std::string log = server()->log();
    const std::string prefix = application + "|LOG:  ";
    for (std::size_t at = log.find(prefix); at != std::string::npos;
         at = log.find(prefix, at + 1)) {
      const std::size_t begin = at + prefix.size();
      statements.push_back(log.substr(begin, log.find('\n', begin) - begin));
    }
    return statements;
  }

  static std::string logged(const std::string& application) {
    return "application_name=" + application + " options='-c log_statement=all'";
  }

  SetBuilder set_{Dialect::postgresql};
};

TEST_F(PostgresStartUp, CostsOneQuery) {
  must(apply(set_));
  const auto database = open(logged("one_query"));
  EXPECT_EQ(must(Migrator(*database, set_.set()).apply()).applied, Versions{});
  const auto statements = statements_of("one_query");
  ASSERT_EQ(statements.size(), 1U) << ::testing::PrintToString(statements);
  EXPECT_NE(statements[0].find("SELECT"), std::string::npos);
}

TEST_F(PostgresStartUp, KnowsFromOneQueryWhatIsPending) {
  must(apply(set_));
  set_.add("0002", "b", {{"CREATE TABLE b (id int)"}});
  const auto database = open(logged("pending_query"));
  EXPECT_EQ(must(Migrator(*database, set_.set()).plan()).pending.size(), 1U);
  EXPECT_EQ(statements_of("pending_query").size(), 1U);
}

TEST_F(PostgresStartUp, CostsOneQueryOnABorrowedConnection) {
  must(apply(set_));
  Client other(conninfo() + " " + logged("borrowed_query"));
  const auto database = must(postgres::Database::borrow(other.raw()));
  must(Migrator(*database, set_.set()).apply());
  EXPECT_EQ(statements_of("borrowed_query").size(), 1U);
}

TEST_F(PostgresStartUp, TakesNoLockAndWritesNothing) {
  must(apply(set_));
  Client other(conninfo());
  other.run(
      "BEGIN; LOCK TABLE public.migc_ledger, public.migc_sets IN EXCLUSIVE MODE; "
      "SELECT pg_advisory_lock(1)");
  const std::string before = client().query("SELECT pg_current_wal_lsn()");
  EXPECT_EQ(must(apply(set_)).applied, Versions{});
  EXPECT_EQ(client().query("SELECT pg_current_wal_lsn()"), before);
}

TEST_F(PostgresStartUp, WorksWithARoleThatMayOnlyRead) {
  must(apply(set_));
  client().run(
      "DROP ROLE IF EXISTS reader; CREATE ROLE reader LOGIN; "
      "GRANT SELECT ON public.migc_ledger, public.migc_sets TO reader");
  const auto database = open("options='-c default_transaction_read_only=on'", "reader");
  EXPECT_EQ(must(Migrator(*database, set_.set()).apply()).applied, Versions{});
  client().run("DROP OWNED BY reader; DROP ROLE reader");
}

TEST_F(PostgresStartUp, NamesTheGrantThatReadingNeeds) {
  must(apply(set_));
  client().run("DROP ROLE IF EXISTS nobody_special; CREATE ROLE nobody_special LOGIN");
  const auto database = open("", "nobody_special");
  const Error error = must_fail(Migrator(*database, set_.set()).apply());
  EXPECT_EQ(error.code, ErrorCode::permission);
  EXPECT_EQ(error.help,
            "GRANT USAGE ON SCHEMA \"public\" TO \"nobody_special\"; GRANT SELECT ON "
            "\"public\".\"migc_ledger\", \"public\".\"migc_sets\" TO \"nobody_special\"");
  client().run("DROP ROLE nobody_special");
}

TEST_F(PostgresStartUp, NamesTheGrantThatCreatingNeeds) {
  client().run("DROP ROLE IF EXISTS creator; CREATE ROLE creator LOGIN");
  const auto database = open("", "creator");
  const Error error = must_fail(Migrator(*database, set_.set()).apply());
  EXPECT_EQ(error.code, ErrorCode::permission);
  EXPECT_EQ(error.state, DatabaseState::unchanged);
  EXPECT_EQ(error.help, "GRANT CREATE, USAGE ON SCHEMA \"public\" TO \"creator\"");
  const Error schema =
      must_fail(Migrator(*database, set_.set(), {.ledger_schema = "migc"}).apply());
  EXPECT_EQ(schema.code, ErrorCode::permission);
  EXPECT_NE(schema.help.find("CREATE SCHEMA \"migc\" AUTHORIZATION \"creator\""), std::string::npos)
      << schema.help;
  client().run("DROP ROLE creator");
}

TEST_F(PostgresStartUp, AnEmptySetNeedsNoLedger) {
  SetBuilder empty{Dialect::postgresql, "empty"};
  EXPECT_EQ(must(apply(empty)).applied, Versions{});
  EXPECT_FALSE(has_table("public.migc_ledger"));
}

TEST_F(PostgresStartUp, PlanWritesNothing) {
  const auto database = open();
  const Plan plan = must(Migrator(*database, set_.set()).plan());
  EXPECT_EQ(plan.standing, Standing::pending);
  EXPECT_EQ(plan.pending.size(), 1U);
  EXPECT_FALSE(has_table("public.migc_ledger"));
}

TEST_F(PostgresStartUp, WritesAlthoughTheDefaultIsReadOnly) {
  const auto database = open("options='-c default_transaction_read_only=on'");
  EXPECT_EQ(must(Migrator(*database, set_.set()).apply()).applied, Versions{"0001"});
}

TEST_F(PostgresStartUp, AStandbyServesAProgramThatHasNothingToDo) {
  std::string why_not;
  const auto own = PostgresServer::start(why_not);
  ASSERT_TRUE(own) << why_not;
  const std::string conninfo = own->conninfo("postgres");
  must(Migrator(*must(postgres::Database::connect(conninfo)), set_.set()).apply());
  ASSERT_TRUE(own->restart_as_standby(why_not)) << why_not;
  const auto database = must(postgres::Database::connect(conninfo));
  EXPECT_EQ(must(Migrator(*database, set_.set()).apply()).applied, Versions{});
  set_.add("0002", "b", {{"CREATE TABLE b (id int)"}});
  EXPECT_EQ(must(Migrator(*database, set_.set()).plan()).pending.size(), 1U);
  const Error error = must_fail(Migrator(*database, set_.set()).apply());
  EXPECT_EQ(error.code, ErrorCode::permission);
  EXPECT_EQ(error.message, "the server is a standby: it accepts no writes");
}

}  // namespace
}  // namespace migc::testing
