// What applying does to a database, when all goes well and when it does not.
#include <unistd.h>

#include "postgres_migrator_test.h"

namespace migc::testing {
namespace {

class PostgresApply : public PostgresMigratorTest {
 protected:
  std::string failures() {
    return client().query(
        "SELECT version, statement, error, sqlstate FROM public.migc_history "
        "WHERE event = 'failed' ORDER BY id");
  }

  SetBuilder set_{Dialect::postgresql};
};

TEST_F(PostgresApply, AppliesInOrderAndRecords) {
  set_.add("0001", "a", {{"CREATE TABLE a (id int)"}})
      .add("0002", "b", {{"CREATE TABLE b (id int)"}, {"INSERT INTO a VALUES (1)"}});
  EXPECT_EQ(must(apply(set_)).applied, (Versions{"0001", "0002"}));
  EXPECT_EQ(ledger(), "0001|applied|1\n0002|applied|2");
  EXPECT_EQ(client().query("SELECT event, version FROM public.migc_history ORDER BY id"),
            "applied|0001\napplied|0002");
  EXPECT_EQ(must(apply(set_)).applied, Versions{});
}

TEST_F(PostgresApply, GoesOnWhereTheLastRunEnded) {
  set_.add("0001", "a", {{"CREATE TABLE a (id int)"}});
  must(apply(set_));
  set_.add("0002", "b", {{"CREATE TABLE b (id int)"}});
  EXPECT_EQ(must(apply(set_)).applied, Versions{"0002"});
  EXPECT_EQ(client().query("SELECT batch FROM public.migc_ledger ORDER BY ordinal"), "1\n2");
}

TEST_F(PostgresApply, RecordsWhoAndWhat) {
  set_.add("0001", "a", {{"CREATE TABLE a (id int)"}});
  must(apply(set_, {.application = "shop 4.2"}));
  EXPECT_EQ(client().query("SELECT set_name, name, applied_by, application, length(digest), "
                           "length(chain) FROM public.migc_ledger"),
            "shop|a|postgres|shop 4.2|64|64");
  EXPECT_EQ(client().query("SELECT set_name, format FROM public.migc_sets"), "shop|2");
}

TEST_F(PostgresApply, TellsTheObserver) {
  struct Recorder : Observer {
    std::string log;
    void planned(const Plan& plan) override { log += std::to_string(plan.pending.size()) + " "; }
    void started(const Migration& migration) override { log += std::string(migration.name) + " "; }
    void running(const Migration&, const Statement& statement) override {
      log += std::to_string(statement.line) + " ";
    }
    void finished(const Migration&, std::chrono::milliseconds) override { log += "done "; }
  } recorder;
  set_.add("0001", "a", {{"CREATE TABLE a (id int)"}, {"INSERT INTO a VALUES (1)"}});
  must(apply(set_, {}, &recorder));
  EXPECT_EQ(recorder.log, "1 a 1 2 done ");
}

TEST_F(PostgresApply, RollsBackAFailureAndSaysWhere) {
  set_.add("0001", "a", {{"CREATE TABLE a (id int)"}})
      .add("0002", "b",
           {{"CREATE TABLE b (id int)"}, {"INSERT INTO b\n  SELECT 'é', missing\n  FROM a"}});
  const Error error = must_fail(apply(set_));
  EXPECT_EQ(error.code, ErrorCode::statement_failed);
  EXPECT_EQ(error.state, DatabaseState::advanced);
  EXPECT_FALSE(error.retryable);
  EXPECT_EQ(describe(error),
            "migrations/0002_b.sql:3:16: error: column \"missing\" does not exist (42703)");
  EXPECT_EQ(ledger(), "0001|applied|1");
  EXPECT_FALSE(has_table("b"));
  EXPECT_EQ(failures(), "0002|2|statement_failed|42703");
}

TEST_F(PostgresApply, LeavesAnUnchangedDatabaseWhenTheFirstFails) {
  set_.add("0001", "a", {{"CREATE TABLE a (id int)"}, {"SELECT 1/0"}});
  const Error error = must_fail(apply(set_));
  EXPECT_EQ(error.state, DatabaseState::unchanged);
  EXPECT_EQ(error.migration, "0001");
  EXPECT_EQ(error.line, 2U);
  EXPECT_FALSE(has_table("a"));
  EXPECT_EQ(ledger(), "");
}

TEST_F(PostgresApply, KeepsRowValuesOutOfMessages) {
  set_.add("0001", "a", {{"SELECT 'my secret'::int"}});
  const Error error = must_fail(apply(set_));
  EXPECT_EQ(error.sqlstate, "22P02");
  EXPECT_EQ(error.message.find("secret"), std::string::npos) << error.message;
}

TEST_F(PostgresApply, ReportsADeferredConstraintAtCommit) {
  set_.add("0001", "a",
           {{"CREATE TABLE a (id int PRIMARY KEY)"},
            {"CREATE TABLE b (a int REFERENCES a DEFERRABLE INITIALLY DEFERRED)"},
            {"INSERT INTO b VALUES (7)"}});
  const Error error = must_fail(apply(set_));
  EXPECT_EQ(error.code, ErrorCode::statement_failed);
  EXPECT_EQ(error.state, DatabaseState::unchanged);
  EXPECT_EQ(error.sqlstate, "23503");
  EXPECT_EQ(error.file, "migrations/0001_a.sql");
  EXPECT_FALSE(has_table("a"));
}

TEST_F(PostgresApply, RefusesTwoStatementsInOne) {
  set_.add("0001", "a", {{"CREATE TABLE a (id int); CREATE TABLE b (id int)"}});
  EXPECT_EQ(must_fail(apply(set_)).sqlstate, "42601");
}

TEST_F(PostgresApply, RefusesCopyFromTheClient) {
  set_.add("0001", "a", {{"CREATE TABLE a (id int)"}, {"COPY a FROM STDIN"}});
  const Error error = must_fail(apply(set_));
  EXPECT_EQ(error.code, ErrorCode::statement_failed);
  EXPECT_EQ(error.line, 2U);
  EXPECT_EQ(ledger(), "");
}

TEST_F(PostgresApply, ReportsALockTimeoutAsRetryable) {
  set_.add("0001", "a", {{"CREATE TABLE a (id int)"}});
  must(apply(set_));
  set_.add("0002", "b", {{"ALTER TABLE a ADD COLUMN b int"}});
  Client other(conninfo());
  other.run("BEGIN; LOCK TABLE a IN ACCESS SHARE MODE");
  const Error error = must_fail(apply(set_, {.lock_timeout = std::chrono::milliseconds(50),
                                             .retry_locks_for = std::chrono::milliseconds(0)}));
  EXPECT_EQ(error.code, ErrorCode::lock_timeout);
  EXPECT_TRUE(error.retryable);
  EXPECT_EQ(error.sqlstate, "55P03");
  other.run("COMMIT");
  EXPECT_EQ(must(apply(set_)).applied, Versions{"0002"});
}

TEST_F(PostgresApply, HonoursTheMigrationsOwnLockTimeout) {
  set_.add("0001", "a",
           {{"SELECT set_config('test.seen', current_setting('lock_timeout'), false)"},
            {"CREATE TABLE seen AS SELECT current_setting('test.seen') AS value, "
             "current_setting('statement_timeout') AS statement"}})
      .lock_timeout(1234);
  must(apply(set_, {.statement_timeout = std::chrono::seconds(9)}));
  EXPECT_EQ(client().query("SELECT * FROM seen"), "1234ms|9s");
}

struct Escape {
  const char* name;
  const char* statement;
  bool commits;
};

class PostgresEscape : public PostgresApply, public ::testing::WithParamInterface<Escape> {};

TEST_P(PostgresEscape, IsAnError) {
  set_.add("0001", "a", {{"CREATE TABLE a (id int)"}, {GetParam().statement}, {"SELECT 1"}});
  const Error error = must_fail(apply(set_));
  EXPECT_EQ(error.code, ErrorCode::stopped) << describe(error);
  EXPECT_EQ(error.state, DatabaseState::partial);
  EXPECT_EQ(has_table("a"), GetParam().commits);
  EXPECT_EQ(ledger(), "");
}

INSTANTIATE_TEST_SUITE_P(Statements, PostgresEscape,
                         ::testing::Values(Escape{"Commit", "COMMIT", true},
                                           Escape{"CommitAndChain", "COMMIT AND CHAIN", true},
                                           Escape{"Rollback", "ROLLBACK", false},
                                           Escape{"RollbackAndChain", "ROLLBACK AND CHAIN", false}),
                         [](const auto& test) { return test.param.name; });

TEST_F(PostgresApply, AllowsSavepoints) {
  set_.add("0001", "a",
           {{"CREATE TABLE a (id int)"},
            {"SAVEPOINT s"},
            {"INSERT INTO a VALUES (1)"},
            {"ROLLBACK TO s"},
            {"RELEASE s"}});
  must(apply(set_));
  EXPECT_EQ(client().query("SELECT count(*) FROM a"), "0");
}

TEST_F(PostgresApply, SettingsDoNotLeakIntoTheNextMigration) {
  client().run("CREATE SCHEMA other; CREATE ROLE PUBLIC_READER_" + std::to_string(getpid()));
  set_.add("0001", "a",
           {setting("SET search_path = other"),
            setting("SET work_mem = '1MB'"),
            {"CREATE TEMP TABLE scratch (id int)"},
            {"SET ROLE PUBLIC_READER_" + std::to_string(getpid())}})
      .add("0002", "b",
           {{"CREATE TABLE b AS SELECT current_setting('work_mem') AS work_mem, "
             "current_schema() AS schema, current_user = session_user AS same_user, "
             "to_regclass('pg_temp.scratch') IS NULL AS clean"}});
  must(apply(set_));
  EXPECT_EQ(client().query("SELECT * FROM public.b"), "4MB|public|t|t");
  client().run("DROP ROLE PUBLIC_READER_" + std::to_string(getpid()));
}

TEST_F(PostgresApply, ALaterStatementSeesTheMigrationsOwnSettings) {
  client().run("CREATE SCHEMA other");
  set_.add("0001", "a", {setting("SET search_path = other"), {"CREATE TABLE a (id int)"}})
      .add("0002", "b",
           {setting("SET search_path = other"), repeatable("VACUUM"), {"CREATE TABLE b (id int)"}});
  must(apply(set_));
  EXPECT_TRUE(has_table("other.a"));
  EXPECT_TRUE(has_table("other.b"));
}

// A table or an operator in front of pg_catalog must not redirect bookkeeping.
TEST_F(PostgresApply, IsNotMisledByTheSearchPath) {
  client().run(
      "CREATE SCHEMA evil; SET search_path = evil, pg_catalog; "
      "CREATE FUNCTION evil.wrong(text, text) RETURNS boolean LANGUAGE sql AS 'SELECT false'; "
      "CREATE OPERATOR evil.= (LEFTARG = text, RIGHTARG = text, FUNCTION = evil.wrong); "
      "CREATE FUNCTION evil.clock_timestamp() RETURNS timestamptz LANGUAGE sql "
      "AS 'SELECT ''epoch''::timestamptz'; "
      "CREATE TABLE evil.migc_ledger (id int); CREATE TABLE evil.migc_sets (id int); "
      "RESET search_path");
  set_.add("0001", "a", {{"CREATE TABLE public.a (id int)"}});
  const std::string options = "options='-c search_path=evil,pg_catalog'";
  {
    const auto database = open(options);
    must(Migrator(*database, set_.set()).baseline("0"));
    must(Migrator(*database, set_.set()).apply());
    EXPECT_EQ(must(Migrator(*database, set_.set()).plan()).standing, Standing::up_to_date);
  }
  EXPECT_EQ(ledger(), "0001|applied|1");
  EXPECT_EQ(client().query("SELECT count(*) FROM evil.migc_ledger"), "0");
  EXPECT_EQ(client().query("SELECT applied_at > '2020-01-01' FROM public.migc_ledger"), "t");
}

TEST_F(PostgresApply, PutsTheLedgerWhereItIsTold) {
  set_.add("0001", "a", {{"CREATE TABLE a (id int)"}});
  const Options options{.ledger_schema = "My \"own\" schema", .ledger_table = "Ünïque ledger;"};
  must(apply(set_, options));
  EXPECT_EQ(must(apply(set_, options)).applied, Versions{});
  EXPECT_EQ(client().query("SELECT version FROM \"My \"\"own\"\" schema\".\"Ünïque ledger;\""),
            "0001");
  EXPECT_EQ(
      client().query("SELECT event FROM \"My \"\"own\"\" schema\".\"Ünïque ledger;_history\""),
      "applied");
}

TEST_F(PostgresApply, TwoSetsShareADatabase) {
  SetBuilder other{Dialect::postgresql, "reports; '\"ü"};
  set_.add("0001", "a", {{"CREATE TABLE a (id int)"}});
  other.add("0001", "b", {{"CREATE TABLE b (id int)"}});
  must(apply(set_));
  EXPECT_EQ(must(apply(other)).applied, Versions{"0001"});
  EXPECT_EQ(must(apply(other)).applied, Versions{});
  EXPECT_EQ(must(apply(set_)).applied, Versions{});
}

TEST_F(PostgresApply, AppliesAThousandMigrations) {
  for (int i = 1; i <= 1000; ++i) {
    set_.add(std::to_string(i), "m", {{"SELECT " + std::to_string(i)}});
  }
  EXPECT_EQ(must(apply(set_)).applied.size(), 1000U);
}

TEST_F(PostgresApply, AppliesAMigrationOfTwentyMegabytes) {
  constexpr std::size_t kSize = 20 << 20;
  set_.add("0001", "a", {{"CREATE TABLE a (t text)"}})
      .add("0002", "large", {{"INSERT INTO a VALUES ('" + std::string(kSize, 'x') + "')"}});
  must(apply(set_));
  EXPECT_EQ(client().query("SELECT length(t) FROM a"), std::to_string(kSize));
}

// The text of a migration is UTF-8, whatever the database is in.
TEST_F(PostgresApply, ADatabaseInAnotherEncodingTakesWhatItCan) {
  client().run(
      "CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'");
  {
    const std::string info = conninfo();
    const auto database =
        must(postgres::Database::connect(info.substr(0, info.rfind('=') + 1) + "latin"));
    set_.add("0001", "größe",
             {{"CREATE TABLE größe (wert text)"}, {"INSERT INTO größe VALUES ('äöü')"}});
    must(Migrator(*database, set_.set()).apply());
    Client latin(info.substr(0, info.rfind('=') + 1) + "latin");
    latin.run("SET client_encoding = 'UTF8'");
    EXPECT_EQ(latin.query("SELECT octet_length(wert) FROM größe"), "3");
    EXPECT_EQ(must(Migrator(*database, set_.set()).status()).front().name, "größe");
    set_.add("0002", "script", {{"INSERT INTO größe VALUES ('語')"}});
    const Error error = must_fail(Migrator(*database, set_.set()).apply());
    EXPECT_EQ(error.sqlstate, "22P05");
    EXPECT_EQ(error.state, DatabaseState::unchanged);
  }
  client().run("DROP DATABASE latin");
}

TEST_F(PostgresApply, RefusesASetOfAnotherDialectOrFormat) {
  SetBuilder lite{Dialect::sqlite};
  EXPECT_EQ(must_fail(apply(lite)).code, ErrorCode::unsupported);
  MigrationSet newer = set_.set();
  newer.format = kEmbeddedFormat + 1;
  const auto database = open();
  EXPECT_EQ(must_fail(Migrator(*database, newer).plan()).code, ErrorCode::unsupported);
}

TEST_F(PostgresApply, RefusesALedgerOfANewerFormat) {
  set_.add("0001", "a", {{"CREATE TABLE a (id int)"}});
  must(apply(set_));
  client().run("UPDATE public.migc_sets SET format = format + 1");
  EXPECT_EQ(must_fail(apply(set_)).code, ErrorCode::unsupported);
}

}  // namespace
}  // namespace migc::testing
