// Several real processes at one database, and processes that are killed.
#include <signal.h>

#include <algorithm>
#include <functional>
#include <vector>

#include "eventually.h"
#include "postgres_migrator_test.h"
#include "sets.h"

namespace migc::testing {
namespace {

class PostgresProcesses : public PostgresMigratorTest {
 protected:
  Process start(const std::string& set, const std::string& application = "starter") {
    return Process::start(
        {.arguments = {MIGC_START_PROGRAM, conninfo() + " application_name=" + application, set}});
  }

  // All at once; returns what they printed, sorted.
  std::vector<std::string> start_many(std::size_t count, const std::string& set) {
    std::vector<Process> processes;
    for (std::size_t i = 0; i < count; ++i) processes.push_back(start(set));
    std::vector<std::string> outputs;
    for (Process& process : processes) {
      const Ended ended = process.wait();
      EXPECT_EQ(ended.status, 0) << ended.output;
      outputs.push_back(ended.output);
    }
    std::sort(outputs.begin(), outputs.end());
    return outputs;
  }

  bool session_runs(const std::string& statement) {
    return eventually([&] {
      return client().query(
                 "SELECT count(*) FROM pg_stat_activity WHERE application_name = "
                 "'starter' AND state = 'active' AND query LIKE '" +
                 statement + "%'") == "1";
    });
  }

  bool all_sessions_gone() {
    return eventually([&] {
      return client().query(
                 "SELECT count(*) FROM pg_stat_activity WHERE application_name = "
                 "'starter' AND datname = current_database()") == "0";
    });
  }
};

class PostgresReplicas : public PostgresProcesses,
                         public ::testing::WithParamInterface<std::size_t> {};

TEST_P(PostgresReplicas, MigrateOnce) {
  for (const char* const set : {"shop", "index"}) {
    SCOPED_TRACE(set);
    client().run("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    const auto outputs = start_many(GetParam(), set);
    EXPECT_EQ(outputs.back(), "0001\n0002\n0003\n");
    EXPECT_TRUE(std::all_of(outputs.begin(), outputs.end() - 1,
                            [](const std::string& output) { return output.empty(); }));
    EXPECT_EQ(client().query("SELECT count(*) FROM public.migc_history WHERE event = 'applied'"),
              "3");
  }
}

INSTANTIATE_TEST_SUITE_P(AtOnce, PostgresReplicas, ::testing::Values(2U, 8U),
                         ::testing::PrintToStringParamName());

TEST_F(PostgresProcesses, ASignalCancelsTheRunner) {
  Process process =
      Process::start({.arguments = {MIGC_START_PROGRAM, conninfo() + " application_name=starter",
                                    "sleepy", "apply"}});
  ASSERT_TRUE(session_runs("DO "));
  process.signal(SIGTERM);
  const Ended ended = process.wait();
  EXPECT_EQ(ended.status, 1) << "nothing is left of the migration";
  EXPECT_NE(ended.output.find("cancel"), std::string::npos) << ended.output;
  EXPECT_EQ(ledger(), "0001|applied|1");
}

TEST_F(PostgresProcesses, ASignalCancelsARehearsal) {
  Process process =
      Process::start({.arguments = {MIGC_START_PROGRAM, conninfo() + " application_name=starter",
                                    "sleepy", "apply", "--rehearse", "--confirm"}});
  ASSERT_TRUE(session_runs("DO "));
  process.signal(SIGINT);
  const Ended ended = process.wait();
  EXPECT_EQ(ended.status, 1) << ended.output;
  EXPECT_NE(ended.output.find("cancel"), std::string::npos) << ended.output;
  EXPECT_FALSE(has_table("migc_ledger"));
}

TEST_F(PostgresProcesses, ASignalCancelsARollback) {
  EXPECT_EQ(start("undo").wait().status, 0);
  client().run("CREATE TABLE asleep ()");
  Process process =
      Process::start({.arguments = {MIGC_START_PROGRAM, conninfo() + " application_name=starter",
                                    "undo", "rollback", "--confirm"}});
  ASSERT_TRUE(session_runs("DO "));
  process.signal(SIGTERM);
  const Ended ended = process.wait();
  EXPECT_EQ(ended.status, 1) << ended.output;
  EXPECT_EQ(client().query("SELECT count(*) FROM migc_ledger WHERE state = 'applied'"), "4");
  EXPECT_EQ(client().query("SELECT event FROM migc_history ORDER BY id DESC LIMIT 1"),
            "undo_failed");
}

TEST_F(PostgresProcesses, AKilledTransactionLeavesNothingAndIsDoneAgain) {
  Process process = start("sleepy");
  ASSERT_TRUE(session_runs("DO "));
  process.signal(SIGKILL);
  EXPECT_EQ(process.wait().status, -SIGKILL);
  // The server notices the dead client within the check interval, although the
  // statement would sleep for a minute.
  ASSERT_TRUE(all_sessions_gone());
  EXPECT_EQ(ledger(), "0001|applied|1");
  EXPECT_FALSE(has_table("second"));
  client().run("CREATE TABLE awake ()");
  EXPECT_EQ(start("sleepy").wait().output, "0002\n");
}

TEST_F(PostgresProcesses, TheNextStartWaitsForAKilledSession) {
  Process process = start("sleepy");
  ASSERT_TRUE(session_runs("DO "));
  client().run("CREATE TABLE awake ()");
  process.signal(SIGKILL);
  EXPECT_EQ(start("sleepy").wait().output, "0002\n");
}

// The build waits for the test's own transaction, so it can be killed there.
TEST_F(PostgresProcesses, AKilledIndexBuildIsFinishedByTheNextStart) {
  client().run("CREATE TABLE accounts (id int, email text)");
  {
    SetBuilder builder(Dialect::postgresql);
    ASSERT_TRUE(fill(builder, "index"));
    const auto database = open();
    must(Migrator(*database, builder.set()).baseline("0001"));
  }
  Client writer(conninfo());
  writer.run("BEGIN; INSERT INTO accounts VALUES (1, 'a')");
  Process process = start("index");
  ASSERT_TRUE(session_runs("CREATE UNIQUE INDEX"));
  process.signal(SIGKILL);
  ASSERT_TRUE(all_sessions_gone());
  writer.run("COMMIT");
  EXPECT_EQ(client().query("SELECT indisvalid FROM pg_index WHERE indexrelid = "
                           "'accounts_email'::regclass"),
            "f");
  EXPECT_EQ(start("index").wait().output, "0002\n0003\n");
  EXPECT_EQ(client().query("SELECT indexrelid::regclass, indisvalid FROM pg_index "
                           "WHERE indrelid = 'accounts'::regclass"),
            "accounts_email|t");
}

// While one process builds an index concurrently, others poll for the lock. A
// waiting pg_advisory_lock would deadlock with the build.
TEST_F(PostgresProcesses, WaitersDoNotDisturbAnIndexBuild) {
  client().run("CREATE TABLE accounts (id int, email text)");
  {
    SetBuilder builder(Dialect::postgresql);
    ASSERT_TRUE(fill(builder, "index"));
    const auto database = open();
    must(Migrator(*database, builder.set()).baseline("0001"));
  }
  Client writer(conninfo());
  writer.run("BEGIN; INSERT INTO accounts VALUES (1, 'a')");
  Process builder = start("index");
  ASSERT_TRUE(session_runs("CREATE UNIQUE INDEX"));
  Process waiter = start("index", "waiter");
  ASSERT_TRUE(eventually([&] {
    return client().query(
               "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'waiter' "
               "AND query LIKE '%pg_locks%'") == "1";
  }));
  writer.run("COMMIT");
  EXPECT_EQ(builder.wait().output, "0002\n0003\n");
  EXPECT_EQ(waiter.wait().output, "");
}

TEST_F(PostgresProcesses, ABusyErrorSaysForWhom) {
  Process process = start("sleepy");
  ASSERT_TRUE(session_runs("DO "));
  SetBuilder builder(Dialect::postgresql);
  ASSERT_TRUE(fill(builder, "sleepy"));
  const Error error = must_fail(apply(builder, {.wait_for_others = std::chrono::milliseconds(30)}));
  EXPECT_EQ(error.code, ErrorCode::busy);
  EXPECT_TRUE(error.retryable);
  EXPECT_NE(error.message.find("application starter"), std::string::npos) << error.message;
  EXPECT_EQ(error.message.find("pg_sleep"), std::string::npos) << "no statement text in an error";
}

TEST_F(PostgresProcesses, AWaiterSaysForWhom) {
  // Ends the wait when it has been told of it.
  struct Recorder : Observer {
    Client& client;
    Holder holder;
    explicit Recorder(Client& own) : client(own) {}
    void waiting(std::chrono::milliseconds, const Holder& who) override {
      if (!holder.pid.empty()) return;
      holder = who;
      client.run("CREATE TABLE awake (id int); SELECT pg_terminate_backend(" + who.pid + ")");
    }
  } recorder(client());
  Process process = start("sleepy");
  ASSERT_TRUE(session_runs("DO "));
  const std::string pid =
      client().query("SELECT pid FROM pg_stat_activity WHERE application_name = 'starter'");
  SetBuilder builder(Dialect::postgresql);
  ASSERT_TRUE(fill(builder, "sleepy"));
  EXPECT_EQ(must(apply(builder, {}, &recorder)).applied, Versions{"0002"});
  EXPECT_EQ(recorder.holder.application, "starter");
  EXPECT_EQ(recorder.holder.address, "local");
  EXPECT_EQ(recorder.holder.state, "active");
  EXPECT_EQ(recorder.holder.query.substr(0, 3), "DO ");
  EXPECT_EQ(recorder.holder.pid, pid);
}

TEST_F(PostgresProcesses, ALostLockDoesNotApplyTwice) {
  SetBuilder builder(Dialect::postgresql);
  builder.add("0001", "unlock", {{"SELECT pg_advisory_unlock_all()"}, {"CREATE TABLE a (id int)"}})
      .add("0002", "b", {{"CREATE TABLE b (id int)"}});
  // Another process slips in as soon as the lock is gone.
  struct Intruder : Observer {
    std::function<void()> slip_in;
    void started(const Migration& migration) override {
      if (migration.version == "0002") slip_in();
    }
  } intruder;
  intruder.slip_in = [&] { EXPECT_EQ(must(apply(builder)).applied, Versions{"0002"}); };
  EXPECT_EQ(must(apply(builder, {}, &intruder)).applied, Versions{"0001"});
  EXPECT_EQ(ledger(), "0001|applied|2\n0002|applied|1");
}

TEST_F(PostgresProcesses, ATerminatedSessionIsAConnectionError) {
  SetBuilder builder(Dialect::postgresql);
  builder.add("0001", "a",
              {{"CREATE TABLE a (id int)"}, {"SELECT pg_terminate_backend(pg_backend_pid())"}});
  const Error error = must_fail(apply(builder));
  EXPECT_EQ(error.code, ErrorCode::connection);
  EXPECT_TRUE(error.retryable);
  EXPECT_EQ(error.state, DatabaseState::unchanged);
  EXPECT_FALSE(has_table("a"));
}

}  // namespace
}  // namespace migc::testing
