// Migrations that cannot run in one transaction: what they leave behind when a
// statement fails, and how the next start goes on.
#include "postgres_migrator_test.h"

namespace migc::testing {
namespace {

class PostgresStepByStep : public PostgresMigratorTest {
 protected:
  void SetUp() override {
    PostgresMigratorTest::SetUp();
    set_.add("0001", "t", {{"CREATE TABLE t (id int, email text)"}});
  }

  // Index name and validity, of table t.
  std::string indexes() {
    return client().query(
        "SELECT indexrelid::regclass, indisvalid FROM pg_index "
        "WHERE indrelid = 't'::regclass ORDER BY 1");
  }

  // As if a run had been killed in statement `intent`.
  void pretend_interrupted(int done, int intent, const std::string& evidence) {
    client().run("UPDATE public.migc_ledger SET state = 'started', statements_done = " +
                 std::to_string(done) + ", intent_statement = " + std::to_string(intent) +
                 ", intent_evidence = '" + evidence + "' WHERE version = '0002'");
  }

  SetBuilder set_{Dialect::postgresql};
};

TEST_F(PostgresStepByStep, RunsOutsideATransaction) {
  set_.add("0002", "i",
           {{"INSERT INTO t VALUES (1, 'a')"},
            build_index("CREATE INDEX CONCURRENTLY ti ON t (id)", "t", "ti"),
            {"INSERT INTO t VALUES (2, 'b')"},
            repeatable("VACUUM t")});
  must(apply(set_));
  EXPECT_EQ(indexes(), "ti|t");
  EXPECT_EQ(ledger(), "0001|applied|1\n0002|applied|4");
  EXPECT_EQ(client().query("SELECT event FROM public.migc_history ORDER BY id"),
            "applied\nstarted\napplied");
}

TEST_F(PostgresStepByStep, ResumesBehindTheFinishedStatements) {
  set_.add("0002", "i",
           {{"INSERT INTO t VALUES (1, 'same'), (2, 'same')"},
            build_index("CREATE UNIQUE INDEX CONCURRENTLY ti ON t (email)", "t", "ti"),
            {"CREATE TABLE after (id int)"}});
  const Error error = must_fail(apply(set_));
  EXPECT_EQ(error.code, ErrorCode::statement_failed);
  EXPECT_EQ(error.state, DatabaseState::partial);
  EXPECT_EQ(error.sqlstate, "23505");
  EXPECT_EQ(error.line, 2U);
  EXPECT_EQ(indexes(), "") << "the invalid index must be gone";
  EXPECT_EQ(ledger(), "0001|applied|1\n0002|started|1");
  const auto database = open();
  const Plan plan = must(Migrator(*database, set_.set()).plan());
  EXPECT_TRUE(plan.resumes);
  EXPECT_EQ(plan.applied, 1U);
  client().run("DELETE FROM t WHERE id = 2");
  EXPECT_EQ(must_fail(apply(set_)).code, ErrorCode::stopped) << "nothing may go on for ever";
  EXPECT_EQ(must(apply(set_, {.retry_failed = true})).applied, Versions{"0002"});
  EXPECT_EQ(client().query("SELECT count(*) FROM t"), "1") << "statement 1 must run once";
  EXPECT_EQ(indexes(), "ti|t");
}

TEST_F(PostgresStepByStep, WhatFailedForAPassingReasonIsTriedAgain) {
  must(apply(set_));
  set_.add("0002", "i", {build_index("CREATE INDEX CONCURRENTLY ti ON t (id)", "t", "ti")});
  Client writer(conninfo());
  writer.run("BEGIN; INSERT INTO t VALUES (1, 'a')");
  Options options;
  options.nonblocking_lock_timeout = std::chrono::milliseconds(50);
  options.retry_locks_for = std::chrono::milliseconds(0);
  EXPECT_EQ(must_fail(apply(set_, options)).code, ErrorCode::lock_timeout);
  EXPECT_EQ(indexes(), "ti|f") << "the writer is in the way of the clean-up, too";
  writer.run("COMMIT");
  EXPECT_EQ(must(apply(set_)).applied, Versions{"0002"});
  EXPECT_EQ(indexes(), "ti|t");
}

TEST_F(PostgresStepByStep, AnInvalidIndexOfThatNameIsNotTakenForAGoodOne) {
  client().run(
      "CREATE TABLE t (id int); CREATE INDEX ti ON t (id); "
      "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'ti'::regclass");
  SetBuilder set{Dialect::postgresql};
  set.add("0001", "i",
          {build_index("CREATE INDEX CONCURRENTLY IF NOT EXISTS ti ON t (id)", "t", "ti")});
  {
    const auto database = open();
    must(Migrator(*database, set.set()).baseline("0"));
  }
  const Error error = must_fail(apply(set));
  EXPECT_EQ(error.message, "the index public.ti was there already, and it is INVALID");
  EXPECT_EQ(indexes(), "ti|f") << "it is not ours to drop";
}

TEST_F(PostgresStepByStep, AFailureInATransactionalStatementKeepsTheCount) {
  set_.add("0002", "i",
           {build_index("CREATE INDEX CONCURRENTLY ti ON t (id)", "t", "ti"), {"SELECT nonsense"}});
  EXPECT_EQ(must_fail(apply(set_)).state, DatabaseState::partial);
  EXPECT_EQ(ledger(), "0001|applied|1\n0002|started|1");
  EXPECT_EQ(client().query("SELECT event, statement FROM public.migc_history "
                           "WHERE version = '0002' ORDER BY id"),
            "started|\nfailed|2");
}

TEST_F(PostgresStepByStep, EscapingIsAnErrorHereToo) {
  set_.add("0002", "i", {repeatable("VACUUM t"), {"COMMIT"}});
  EXPECT_EQ(must_fail(apply(set_)).code, ErrorCode::stopped);
  EXPECT_EQ(ledger(), "0001|applied|1\n0002|started|1");
}

struct Interrupted {
  const char* name;
  Sql statement;
  const char* left_behind;  // what the killed run had done by then
  const char* indexes;
};

class PostgresInterrupted : public PostgresStepByStep,
                            public ::testing::WithParamInterface<Interrupted> {};

TEST_P(PostgresInterrupted, IsSettled) {
  const Interrupted& c = GetParam();
  set_.add("0002", "i", {repeatable("VACUUM t"), c.statement, {"CREATE TABLE after (id int)"}});
  must(apply(set_));
  client().run("DROP TABLE after; DROP INDEX ti");
  client().run(c.left_behind);
  pretend_interrupted(1, 2, "{}");
  EXPECT_EQ(must(apply(set_)).applied, Versions{"0002"});
  EXPECT_EQ(indexes(), c.indexes);
  EXPECT_TRUE(has_table("after"));
}

const Sql kBuild = build_index("CREATE INDEX CONCURRENTLY ti ON t (id)", "t", "ti");

INSTANTIATE_TEST_SUITE_P(
    Statements, PostgresInterrupted,
    ::testing::Values(
        Interrupted{"NothingHappened", kBuild, "", "ti|t"},
        Interrupted{"LeftAnInvalidIndex", kBuild,
                    "CREATE INDEX ti ON t (id); "
                    "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'ti'::regclass",
                    "ti|t"},
        Interrupted{"HadFinished", kBuild, "CREATE INDEX ti ON t (id)", "ti|t"}),
    [](const auto& test) { return test.param.name; });

TEST_F(PostgresStepByStep, StopsWhereNobodyCanTell) {
  client().run(
      "CREATE PROCEDURE fill() LANGUAGE plpgsql AS "
      "$$ BEGIN INSERT INTO t VALUES (1, 'a'); COMMIT; END $$");
  set_.add("0002", "i", {alone("CALL fill()")});
  must(apply(set_));
  pretend_interrupted(0, 1, "");
  const Error error = must_fail(apply(set_));
  EXPECT_EQ(error.code, ErrorCode::stopped);
  EXPECT_EQ(error.state, DatabaseState::partial);
  EXPECT_EQ(error.line, 1U);
  EXPECT_EQ(client().query("SELECT count(*) FROM t"), "1");
  {
    const auto database = open();
    EXPECT_EQ(must(Migrator(*database, set_.set()).settle("0002", Settlement::done)).applied,
              Versions{"0002"});
  }
  EXPECT_EQ(ledger(), "0001|applied|1\n0002|applied|0");
}

TEST_F(PostgresStepByStep, AResumedMigrationHasItsSettingsAgain) {
  client().run("CREATE SCHEMA app");
  set_.add(
      "0002", "i",
      {setting("SET search_path = app"), repeatable("VACUUM"), {"CREATE TABLE here (id int)"}});
  must(apply(set_));
  client().run("DROP TABLE app.here");
  pretend_interrupted(2, 0, "");
  must(apply(set_));
  EXPECT_TRUE(has_table("app.here"));
}

TEST_F(PostgresStepByStep, AnEditedMigrationIsNotResumed) {
  set_.add("0002", "i", {repeatable("VACUUM t"), {"SELECT nonsense"}});
  must_fail(apply(set_));
  SetBuilder edited{Dialect::postgresql};
  edited.add("0001", "t", {{"CREATE TABLE t (id int, email text)"}})
      .add("0002", "i", {repeatable("VACUUM t"), {"SELECT 1"}});
  EXPECT_EQ(must_fail(apply(edited)).code, ErrorCode::history_edited);
}

// CONCURRENTLY waits for old transactions and blocks nobody meanwhile, so the
// run's short limit for blocking locks is not for it.
TEST_F(PostgresStepByStep, TheRunsLockTimeoutIsNotForConcurrently) {
  client().run(
      "CREATE TABLE log (seen text); CREATE FUNCTION seen() RETURNS text IMMUTABLE "
      "LANGUAGE plpgsql AS $$ BEGIN RAISE 'lock_timeout is %', current_setting('lock_timeout'); "
      "END $$");
  const Sql rows{"INSERT INTO t VALUES (1, 'a')"};
  const Sql index = build_index("CREATE INDEX CONCURRENTLY ti ON t (seen())", "t", "ti");
  const Sql log{"INSERT INTO log VALUES (current_setting('lock_timeout'))"};
  SetBuilder by_run{Dialect::postgresql, "by run"};
  by_run.add("0001", "t", {{"CREATE TABLE t (id int, email text)"}})
      .add("0002", "i", {rows, log, repeatable("VACUUM"), log, index});
  {
    const auto database = open();
    must(Migrator(*database, by_run.set()).baseline("0"));
  }
  EXPECT_EQ(must_fail(apply(by_run)).message, "lock_timeout is 30min");
  EXPECT_EQ(client().query("SELECT seen FROM log"), "5s\n5s");
}

TEST_F(PostgresStepByStep, AMigrationsOwnLockTimeoutIsForConcurrently) {
  client().run(
      "CREATE FUNCTION seen() RETURNS text IMMUTABLE LANGUAGE plpgsql AS $$ BEGIN "
      "RAISE 'lock_timeout is %', current_setting('lock_timeout'); END $$");
  set_.add("0002", "i",
           {{"INSERT INTO t VALUES (1, 'a')"},
            setting("SET lock_timeout = '7min'"),
            {"SELECT 1"},
            build_index("CREATE INDEX CONCURRENTLY ti ON t (seen())", "t", "ti")});
  EXPECT_EQ(must_fail(apply(set_)).message, "lock_timeout is 7min");
  SetBuilder directive{Dialect::postgresql, "directive"};
  directive.add("0002", "i", {build_index("CREATE INDEX CONCURRENTLY ti ON t (seen())", "t", "ti")})
      .lock_timeout(60000);
  EXPECT_EQ(must_fail(apply(directive)).message, "lock_timeout is 1min");
}

}  // namespace
}  // namespace migc::testing
