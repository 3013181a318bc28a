// Connections: where they come from, how borrowed ones come back, and that no
// message holds a password.
#include <libpq-fe.h>

#include <cstdlib>

#include "postgres_migrator_test.h"

namespace migc::testing {
namespace {

class PostgresBorrow : public PostgresMigratorTest {
 protected:
  // All that a session can have set, but for what changes by itself.
  static std::string state_of(Client& client) {
    return client.query(
               "SELECT name, setting FROM pg_settings WHERE name NOT LIKE 'transaction%' "
               "ORDER BY name") +
           client.query("SELECT current_user, session_user, current_setting('role')") +
           pg_encoding_to_char(PQclientEncoding(client.raw()));
  }

  SetBuilder set_{Dialect::postgresql};
};

TEST_F(PostgresBorrow, ComesBackAsItWas) {
  client().run(
      "DROP ROLE IF EXISTS borrower; CREATE ROLE borrower; "
      "GRANT ALL ON SCHEMA public TO borrower");
  Client mine(conninfo());
  mine.run(
      "SET client_encoding = 'LATIN1'; SET search_path = public, pg_catalog; "
      "SET lock_timeout = '7s'; SET statement_timeout = '1min'; SET DateStyle = 'German'; "
      "SET application_name = 'my program'; SET my.own = 'it''s mine'; "
      "SET default_transaction_isolation = 'serializable'; SET ROLE borrower; "
      "CREATE TEMP TABLE mine (id int); PREPARE p AS SELECT 1; LISTEN something");
  const std::string before = state_of(mine);
  set_.add("0001", "a",
           {{"CREATE TABLE a (id int)"}, setting("SET work_mem = '1MB'"), {"RESET ROLE"}})
      .add("0002", "b", {repeatable("VACUUM"), setting("SET lock_timeout = 1")});
  {
    const auto database = must(postgres::Database::borrow(mine.raw()));
    EXPECT_EQ(must(Migrator(*database, set_.set()).apply()).applied.size(), 2U);
    set_.add("0003", "c", {setting("SET search_path = pg_catalog"), {"SELECT nonsense"}});
    must_fail(Migrator(*database, set_.set()).apply());
  }
  EXPECT_EQ(state_of(mine), before);
  EXPECT_EQ(mine.query("SELECT count(*) FROM mine"), "0");
  EXPECT_EQ(mine.query("EXECUTE p"), "1");
  EXPECT_EQ(mine.query("SELECT pg_listening_channels()"), "something");
  EXPECT_EQ(mine.query("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"), "0");
  EXPECT_EQ(PQtransactionStatus(mine.raw()), PQTRANS_IDLE);
  EXPECT_EQ(mine.query("SELECT application FROM public.migc_ledger LIMIT 1"), "my program");
  mine.run("RESET ROLE");
  client().run("DROP OWNED BY borrower CASCADE; DROP ROLE borrower");
}

TEST_F(PostgresBorrow, NamesTravelInUtf8) {
  Client mine(conninfo());
  mine.run("SET client_encoding = 'LATIN1'");
  SetBuilder set{Dialect::postgresql, "größe"};
  set.add("0001", "überschrift", {{"CREATE TABLE \"größe\" (id int)"}});
  const auto database = must(postgres::Database::borrow(mine.raw()));
  must(Migrator(*database, set.set()).apply());
  EXPECT_EQ(must(Migrator(*database, set.set()).apply()).applied, Versions{});
  EXPECT_EQ(client().query("SELECT set_name, name FROM public.migc_ledger"), "größe|überschrift");
  EXPECT_TRUE(has_table("größe"));
  EXPECT_STREQ(pg_encoding_to_char(PQclientEncoding(mine.raw())), "LATIN1");
}

TEST_F(PostgresBorrow, RefusesAConnectionInsideATransaction) {
  Client mine(conninfo());
  mine.run("BEGIN");
  EXPECT_EQ(must_fail(postgres::Database::borrow(mine.raw())).code, ErrorCode::usage);
  mine.run("COMMIT");
  const auto database = must(postgres::Database::borrow(mine.raw()));
  mine.run("BEGIN");
  set_.add("0001", "a", {{"CREATE TABLE a (id int)"}});
  EXPECT_EQ(must_fail(Migrator(*database, set_.set()).apply()).code, ErrorCode::usage);
  EXPECT_EQ(PQtransactionStatus(mine.raw()), PQTRANS_INTRANS);
}

TEST_F(PostgresBorrow, RefusesPipelineModeAndNothing) {
  Client mine(conninfo());
  ASSERT_EQ(PQenterPipelineMode(mine.raw()), 1);
  EXPECT_EQ(must_fail(postgres::Database::borrow(mine.raw())).code, ErrorCode::usage);
  EXPECT_EQ(must_fail(postgres::Database::borrow(nullptr)).code, ErrorCode::usage);
}

class PostgresConnect : public PostgresMigratorTest {
 protected:
  void SetUp() override {
    PostgresMigratorTest::SetUp();
    forget_environment();
  }
  void TearDown() override {
    forget_environment();
    PostgresMigratorTest::TearDown();
  }

 private:
  static void forget_environment() {
    for (const char* const name : {"MIGRATION_DATABASE_URL", "DATABASE_URL", "PGHOST", "PGHOSTADDR",
                                   "PGPORT", "PGDATABASE", "PGUSER", "PGSERVICE"}) {
      unsetenv(name);
    }
  }
};

TEST_F(PostgresConnect, NeedsToBeToldWhere) {
  const Error error = must_fail(postgres::Database::connect());
  EXPECT_EQ(error.code, ErrorCode::usage);
  EXPECT_NE(error.help.find("DATABASE_URL"), std::string::npos);
}

TEST_F(PostgresConnect, ReadsDatabaseUrl) {
  setenv("DATABASE_URL", conninfo().c_str(), 1);
  EXPECT_TRUE(postgres::Database::connect());
}

TEST_F(PostgresConnect, PrefersTheUrlForMigrations) {
  setenv("DATABASE_URL", "host=/nowhere user=postgres", 1);
  setenv("MIGRATION_DATABASE_URL", conninfo().c_str(), 1);
  EXPECT_TRUE(postgres::Database::connect());
}

TEST_F(PostgresConnect, ExplainsTheParametersOfOtherLibraries) {
  const Error error =
      must_fail(postgres::Database::connect("postgresql://u:s3cr3t@h/db?schema=app"));
  EXPECT_EQ(error.code, ErrorCode::usage);
  EXPECT_NE(error.help.find("options=-csearch_path%3DNAME"), std::string::npos);
  EXPECT_EQ(describe(error).find("s3cr3t"), std::string::npos);
}

TEST_F(PostgresConnect, ReadsTheVariablesOfLibpq) {
  const std::string info = conninfo();
  const std::size_t begin = info.find('=') + 1;
  setenv("PGHOST", info.substr(begin, info.find(' ') - begin).c_str(), 1);
  setenv("PGUSER", "postgres", 1);
  EXPECT_TRUE(postgres::Database::connect());
}

TEST_F(PostgresConnect, ReportsAnUnreachableServer) {
  const Error error = must_fail(postgres::Database::connect("host=/nowhere user=postgres"));
  EXPECT_EQ(error.code, ErrorCode::connection);
  EXPECT_TRUE(error.retryable);
  EXPECT_NE(error.message.find("/nowhere"), std::string::npos) << error.message;
}

class PostgresPassword : public ::testing::TestWithParam<const char*> {};

TEST_P(PostgresPassword, IsNeverPrinted) {
  const Error error = must_fail(postgres::Database::connect(GetParam()));
  const std::string text = describe(error);
  for (const char* const piece : {"s3cr", "t0p", "p@", "hunter"}) {
    EXPECT_EQ(text.find(piece), std::string::npos) << text;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Broken, PostgresPassword,
    ::testing::Values(
        "postgresql://bob:s3cr3t@[::1/db", "postgresql://bob:s3cr%zzt@localhost/db",
        "postgresql://bob:s3cr%00t@localhost/db", "postgresql://bob:s3cr3t@localhost:port/db",
        "postgresql://bob:s3cr@t0p@localhost/db", "postgresql://bob:s3cr/t0p@localhost:1/db",
        "postgresql://bob:s3cr?t0p@localhost/db", "postgresql://bob:s3cr#t0p@nowhere.invalid/db",
        "postgresql://bob:s3cr3t", "postgresql://bob:s3cr3t/db",
        "postgresql://bob:s3cr3t@nowhere.invalid/db",
        "postgresql://bob:s3cr%33t@localhost:1/s3cr3t",
        "postgresql://localhost:1/db?password=s3cr3t&bogus=1",
        "postgresql://localhost:1/db?password=s3cr3t&host=s3cr3t", "postgres://:s3cr3t@:x/",
        "host=localhost port=1 password=s3cr3t", "host=localhost password=s3cr3t t0p",
        "host=localhost password='s3cr3t", "host=localhost passwd=s3cr3t",
        "password=s3cr3t host=s3cr3t.invalid", "s3cr3t", "postgresql:/bob:s3cr3t@localhost/db",
        "jdbc:postgresql://bob:s3cr3t@localhost/db"));

}  // namespace
}  // namespace migc::testing
