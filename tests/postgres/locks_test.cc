// Tables that others hold: what a migration waits for, for how long, and that it
// lets go of everything before it asks again. And runs that are cancelled.
#include <functional>
#include <thread>

#include "eventually.h"
#include "postgres_migrator_test.h"

namespace migc::testing {
namespace {

using std::chrono::milliseconds;

// Does something when a migration asks again.
struct Listener : Observer {
  std::function<void()> when_retrying;
  std::vector<Holder> holders;
  int times = 0;
  void retrying(const Migration&, const Statement&, milliseconds,
                std::span<const Holder> who) override {
    ++times;
    holders.assign(who.begin(), who.end());
    if (when_retrying) when_retrying();
  }
};

class PostgresLocks : public PostgresMigratorTest {
 protected:
  void SetUp() override {
    PostgresMigratorTest::SetUp();
    set_.add("0001", "tables",
             {{"CREATE TABLE a (id int)"}, {"CREATE TABLE b (id int)"}, {"CREATE TABLE p ()"}});
    must(apply(set_));
  }

  Options impatient() { return {.lock_timeout = milliseconds(100)}; }

  std::string indexes() {
    return client().query(
        "SELECT indexrelid::regclass, indisvalid FROM pg_index WHERE indrelid = "
        "'a'::regclass");
  }

  SetBuilder set_{Dialect::postgresql};
  Listener listener_;
};

TEST_F(PostgresLocks, AMigrationGetsThroughWhenTheReaderEnds) {
  set_.add("0002", "c", {{"ALTER TABLE a ADD COLUMN c int"}});
  Client reader(conninfo() + " application_name=reader");
  reader.run("BEGIN; LOCK TABLE a IN ACCESS SHARE MODE");
  listener_.when_retrying = [&] {
    if (listener_.times == 2) reader.run("COMMIT");
  };
  EXPECT_EQ(must(apply(set_, impatient(), &listener_)).applied, Versions{"0002"});
  EXPECT_EQ(listener_.times, 2);
  ASSERT_EQ(listener_.holders.size(), 1U);
  EXPECT_EQ(listener_.holders[0].application, "reader");
  EXPECT_EQ(listener_.holders[0].pid, reader.query("SELECT pg_backend_pid()"));
  EXPECT_EQ(listener_.holders[0].state, "idle in transaction");
  EXPECT_EQ(client().query("SELECT count(*) FROM migc_history WHERE event = 'failed'"), "0");
}

TEST_F(PostgresLocks, EverythingIsReleasedBeforeItAsksAgain) {
  set_.add("0002", "c",
           {{"ALTER TABLE a ADD COLUMN c int"},
            {"INSERT INTO a VALUES (1)"},
            {"ALTER TABLE b ADD COLUMN c int"}});
  Client reader(conninfo());
  reader.run("BEGIN; LOCK TABLE b IN ACCESS SHARE MODE");
  listener_.when_retrying = [&] {
    client().run("BEGIN; LOCK TABLE a, migc_ledger, migc_sets NOWAIT; COMMIT");
    reader.run("COMMIT");
  };
  must(apply(set_, impatient(), &listener_));
  EXPECT_EQ(listener_.times, 1);
  EXPECT_EQ(client().query("SELECT count(*) FROM a"), "1");
}

TEST_F(PostgresLocks, WhoeverIsInTheWayIsNamedWhenTimeIsUp) {
  set_.add("0002", "c", {{"ALTER TABLE a ADD COLUMN c int"}});
  Client reader(conninfo() + " application_name=reader");
  reader.run("BEGIN; LOCK TABLE a IN ACCESS SHARE MODE");
  Options options = impatient();
  options.retry_locks_for = milliseconds(150);
  const Error error = must_fail(apply(set_, options, &listener_));
  EXPECT_EQ(error.code, ErrorCode::lock_timeout);
  EXPECT_TRUE(error.retryable);
  EXPECT_GE(listener_.times, 1);
  EXPECT_EQ(error.help.find("it was blocked by pid "), 0U) << error.help;
  EXPECT_NE(error.help.find("(reader, local), idle in transaction for"), std::string::npos);
  EXPECT_EQ(client().query("SELECT version, error, sqlstate FROM migc_history "
                           "WHERE event = 'failed'"),
            "0002|lock_timeout|55P03");
}

TEST_F(PostgresLocks, ARollbackAsksAgainToo) {
  set_.add("0002", "c", {{"ALTER TABLE a ADD COLUMN c int"}}).down({{"ALTER TABLE a DROP c"}});
  must(apply(set_));
  Client reader(conninfo());
  reader.run("BEGIN; LOCK TABLE a IN ACCESS SHARE MODE");
  listener_.when_retrying = [&] { reader.run("COMMIT"); };
  const auto database = open();
  Migrator migrator(*database, set_.set(), impatient());
  EXPECT_EQ(must(migrator.rollback({.confirmed = true}, &listener_)).applied, Versions{"0002"});
  EXPECT_EQ(listener_.times, 1);
}

TEST_F(PostgresLocks, ARehearsalAsksAgainAndHoldsNothingMeanwhile) {
  set_.add("0002", "b", {{"ALTER TABLE b ADD COLUMN c int"}});
  set_.add("0003", "a", {{"ALTER TABLE a ADD COLUMN c int"}});
  Client reader(conninfo());
  reader.run("BEGIN; LOCK TABLE a IN ACCESS SHARE MODE");
  listener_.when_retrying = [&] {
    client().run("BEGIN; LOCK TABLE b NOWAIT; COMMIT");
    reader.run("COMMIT");
  };
  const auto database = open();
  Migrator migrator(*database, set_.set(), impatient());
  EXPECT_EQ(must(migrator.rehearse(true, &listener_)).rehearsed, (Versions{"0002", "0003"}));
  EXPECT_EQ(listener_.times, 1);
  EXPECT_EQ(must(migrator.plan()).pending.size(), 2U);
}

// The other session never looks for deadlocks, so ours is the one that yields.
TEST_F(PostgresLocks, ADeadlockIsTriedAgain) {
  set_.add("0002", "c", {{"ALTER TABLE a ADD COLUMN c int"}, {"ALTER TABLE b ADD COLUMN c int"}});
  Client other(conninfo());
  other.run("SET deadlock_timeout = '1h'; BEGIN; LOCK TABLE b IN ACCESS SHARE MODE");
  struct Crossing : Listener {
    std::function<void()> cross;
    void running(const Migration&, const Statement& statement) override {
      if (statement.line == 2 && times == 0) cross();
    }
  } crossing;
  std::thread crosser;
  crossing.cross = [&] {
    crosser = std::thread([&] { other.run("LOCK TABLE a IN ACCESS SHARE MODE; COMMIT"); });
    ASSERT_TRUE(eventually(
        [&] { return client().query("SELECT count(*) FROM pg_locks WHERE NOT granted") == "1"; }));
  };
  EXPECT_EQ(must(apply(set_, {.lock_timeout = milliseconds(0)}, &crossing)).applied,
            Versions{"0002"});
  crosser.join();
  EXPECT_EQ(crossing.times, 1);
}

TEST_F(PostgresLocks, AMigrationInStepsAsksAgainForEachOfThem) {
  set_.add(
      "0002", "c",
      {{"INSERT INTO b VALUES (1)"}, {"ALTER TABLE a ADD COLUMN c int"}, repeatable("VACUUM a")});
  Client reader(conninfo());
  reader.run("BEGIN; LOCK TABLE a IN ACCESS SHARE MODE");
  listener_.when_retrying = [&] {
    reader.run(listener_.times == 1 ? "COMMIT; BEGIN; LOCK TABLE a IN SHARE MODE" : "COMMIT");
  };
  must(apply(set_, impatient(), &listener_));
  EXPECT_EQ(listener_.times, 2);
  EXPECT_EQ(ledger(), "0001|applied|3\n0002|applied|3");
  EXPECT_EQ(client().query("SELECT count(*) FROM b"), "1");
}

// It has its own limit. An unfinished index is removed as soon as that is possible.
TEST_F(PostgresLocks, AnIndexBuildThatWaitsTooLongIsCleanedUpAndRepeated) {
  set_.add("0002", "i", {build_index("CREATE INDEX CONCURRENTLY ai ON a (id)", "a", "ai")});
  Client writer(conninfo() + " application_name=writer");
  writer.run("BEGIN; INSERT INTO a VALUES (1)");
  Options options;
  options.nonblocking_lock_timeout = milliseconds(100);
  listener_.when_retrying = [&] {
    EXPECT_EQ(indexes(), "ai|f");
    writer.run("COMMIT");
  };
  must(apply(set_, options, &listener_));
  EXPECT_EQ(listener_.times, 1);
  ASSERT_EQ(listener_.holders.size(), 1U);
  EXPECT_EQ(listener_.holders[0].application, "writer");
  EXPECT_EQ(indexes(), "ai|t");
}

// What statements of these classes find set for their locks: "100ms" or "1min".
class PostgresPatience : public PostgresLocks {
 protected:
  static Sql note(LockClass locks) {
    return locking(locks, "INSERT INTO seen (limits) VALUES (current_setting('lock_timeout'))");
  }

  std::string seen(Options options) {
    set_.add("0003", "seen", {{"CREATE TABLE seen (id serial, limits text)"}});
    must(apply(set_));
    must(apply(notes_, std::move(options)));
    return client().query("SELECT string_agg(limits, ' ' ORDER BY id) FROM seen");
  }

  Options limits() {
    return {.lock_timeout = milliseconds(100), .nonblocking_lock_timeout = std::chrono::minutes(1)};
  }

  SetBuilder notes_{Dialect::postgresql, "notes"};
};

TEST_F(PostgresPatience, LastsUntilTheTransactionKeepsOthersWaiting) {
  using enum LockClass;
  notes_.add("1", "n", {note(none), note(nonblocking), note(same_rows), note(nonblocking)})
      .add("2", "n", {note(everyone), note(nonblocking)})
      .add("3", "n", {note(none), note(none)})
      .add("4", "n", {note(nonblocking)});
  EXPECT_EQ(seen(limits()), "1min 1min 100ms 100ms 100ms 100ms 100ms 100ms 1min");
}

TEST_F(PostgresPatience, IsThatOfEachStatementInSteps) {
  using enum LockClass;
  notes_.add("1", "n",
             {note(writers), note(nonblocking), repeatable("VACUUM seen"), note(nonblocking),
              note(unknown)});
  EXPECT_EQ(seen(limits()), "100ms 1min 1min 100ms");
}

TEST_F(PostgresPatience, YieldsToWhatTheMigrationSays) {
  using enum LockClass;
  notes_
      .add("1", "n",
           {note(nonblocking), locking(none, "SET LOCAL lock_timeout = '7s'"), note(nonblocking),
            note(everyone)})
      .add("2", "n",
           {setting("SET lock_timeout = '8s'"), note(nonblocking), repeatable("VACUUM seen")})
      .add("3", "n", {note(nonblocking), note(everyone)})
      .lock_timeout(3000);
  EXPECT_EQ(seen(limits()), "1min 7s 7s 8s 3s 3s");
}

TEST_F(PostgresPatience, OutlastsTheUsualLimit) {
  set_.add("0002", "v", {{"ALTER TABLE a ADD CONSTRAINT c CHECK (id > 0) NOT VALID"}})
      .add("0003", "v", {locking(LockClass::nonblocking, "ALTER TABLE a VALIDATE CONSTRAINT c")});
  struct Letting : Listener {
    Client other;
    std::thread ender;
    explicit Letting(const std::string& conninfo) : other(conninfo) {}
    void running(const Migration& migration, const Statement&) override {
      if (migration.version != "0003") return;
      other.run("BEGIN; LOCK TABLE a IN SHARE UPDATE EXCLUSIVE MODE");
      ender = std::thread([this] { other.run("SELECT pg_sleep(0.5); COMMIT"); });
    }
  } letting(conninfo());
  must(apply(set_, limits(), &letting));
  letting.ender.join();
  EXPECT_EQ(letting.times, 0);
}

// A role's or a database's limits are for its everyday work.
TEST_F(PostgresLocks, LimitsOfTheRoleDoNotKillAMigration) {
  client().run(
      "DROP ROLE IF EXISTS hurried; CREATE ROLE hurried SUPERUSER LOGIN; "
      "ALTER ROLE hurried SET statement_timeout = 50; "
      "ALTER ROLE hurried SET idle_session_timeout = 50; "
      "ALTER ROLE hurried SET idle_in_transaction_session_timeout = 50");
  set_.add("0002", "slow", {{"SELECT pg_sleep(0.2)"}, {"SELECT 1"}})
      .add("0003", "apart", {repeatable("VACUUM a"), {"SELECT pg_sleep(0.2)"}});
  struct Idler : Observer {
    void running(const Migration&, const Statement& statement) override {
      if (statement.line == 2) std::this_thread::sleep_for(milliseconds(200));
    }
  } idler;
  {
    const auto database = open("", "hurried");
    EXPECT_EQ(must(Migrator(*database, set_.set()).apply(&idler)).applied,
              (Versions{"0002", "0003"}));
  }
  client().run("DROP ROLE hurried");
}

class PostgresCancellation : public PostgresLocks {
 protected:
  struct Canceller : Observer {
    Cancellation request;
    std::string at;
    void running(const Migration&, const Statement& statement) override {
      if (statement.sql == at) request.request();
    }
    void waiting(milliseconds, const Holder&) override { request.request(); }
    void retrying(const Migration&, const Statement&, milliseconds,
                  std::span<const Holder>) override {
      request.request();
    }
  };

  Error must_cancel(const std::string& at, Options options = {}) {
    canceller_.at = at;
    options.cancellation = &canceller_.request;
    return must_fail(apply(set_, std::move(options), &canceller_));
  }

  bool nothing_held() {
    return client().query("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'") == "0";
  }

  Canceller canceller_;
};

TEST_F(PostgresCancellation, EndsAStatementAndRollsBack) {
  set_.add("0002", "done", {{"CREATE TABLE c (id int)"}})
      .add("0003", "slow", {{"CREATE TABLE d (id int)"}, {"SELECT pg_sleep(600)"}});
  const Error error = must_cancel("SELECT pg_sleep(600)");
  EXPECT_EQ(error.code, ErrorCode::cancelled);
  EXPECT_EQ(error.state, DatabaseState::advanced);
  EXPECT_EQ(ledger(), "0001|applied|3\n0002|applied|1");
  EXPECT_FALSE(has_table("d"));
  EXPECT_TRUE(nothing_held());
}

TEST_F(PostgresCancellation, CleansUpAnIndexBuild) {
  set_.add("0002", "i", {build_index("CREATE INDEX CONCURRENTLY ai ON a (id)", "a", "ai")});
  Client writer(conninfo());
  writer.run("BEGIN; INSERT INTO a VALUES (1)");
  Options options;
  options.nonblocking_lock_timeout = std::chrono::seconds(1);
  const Error error = must_cancel("CREATE INDEX CONCURRENTLY ai ON a (id)", options);
  EXPECT_EQ(error.code, ErrorCode::cancelled);
  EXPECT_EQ(error.state, DatabaseState::partial);
  writer.run("COMMIT");
  EXPECT_EQ(must(apply(set_)).applied, Versions{"0002"});
  EXPECT_EQ(indexes(), "ai|t");
}

TEST_F(PostgresCancellation, EndsTheWaitForATable) {
  set_.add("0002", "c", {{"ALTER TABLE a ADD COLUMN c int"}});
  Client reader(conninfo());
  reader.run("BEGIN; LOCK TABLE a IN ACCESS SHARE MODE");
  EXPECT_EQ(must_cancel("", impatient()).code, ErrorCode::lock_timeout);
}

TEST_F(PostgresCancellation, EndsTheWaitForAnotherProcess) {
  set_.add("0002", "slow", {{"SELECT pg_sleep(600)"}});
  struct First : Observer {
    std::function<void()> begin;
    void running(const Migration&, const Statement&) override { begin(); }
  } first;
  Cancellation stop_first;
  first.begin = [&] {
    const Error error = must_cancel("");
    EXPECT_EQ(error.code, ErrorCode::cancelled);
    EXPECT_EQ(error.state, DatabaseState::unchanged);
    stop_first.request();
  };
  Options options;
  options.cancellation = &stop_first;
  EXPECT_EQ(must_fail(apply(set_, options, &first)).code, ErrorCode::cancelled);
}

}  // namespace
}  // namespace migc::testing
