// Behind pgbouncer in transaction mode: a server connection is ours for one
// transaction only.
#include <algorithm>
#include <functional>

#include "postgres_migrator_test.h"
#include "sets.h"

namespace migc::testing {
namespace {

class PostgresPooler : public PostgresMigratorTest {
 protected:
  void SetUp() override {
    PostgresMigratorTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    static std::string why_not;
    static const bool started = server()->start_pooler(why_not);
    if (!started) GTEST_SKIP() << why_not;
    set_.add("0001", "tables", {{"CREATE TABLE t (id int)"}, {"INSERT INTO t VALUES (1)"}});
  }

  std::string pooled(const std::string& user = "postgres") const {
    return server()->pooled_conninfo(client_database(), user);
  }

  std::string client_database() const {
    const std::string info = conninfo();
    return info.substr(info.rfind('=') + 1);
  }

  Result<Summary> apply_pooled(Observer* observer = nullptr, Options options = {},
                               const std::string& user = "postgres") {
    const auto database = must(postgres::Database::connect(pooled(user)));
    return Migrator(*database, set_.set(), std::move(options)).apply(observer);
  }

  SetBuilder set_{Dialect::postgresql};
};

TEST_F(PostgresPooler, AppliesMigrationsOfEveryKind) {
  client().run("CREATE SCHEMA app");
  set_.add("0002", "index",
           {build_index("CREATE INDEX CONCURRENTLY ti ON t (id)", "t", "ti"),
            {"INSERT INTO t VALUES (2)"},
            repeatable("VACUUM t")})
      .add("0003", "set", {setting("SET search_path = app"), {"CREATE TABLE here (id int)"}});
  EXPECT_EQ(must(apply_pooled()).applied, (Versions{"0001", "0002", "0003"}));
  EXPECT_EQ(ledger(), "0001|applied|2\n0002|applied|3\n0003|applied|2");
  EXPECT_TRUE(has_table("app.here"));
  EXPECT_EQ(must(apply_pooled()).applied, Versions{});
  EXPECT_EQ(client().query("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"), "0");
  Client user(pooled());
  EXPECT_EQ(user.query("SHOW search_path"), "\"$user\", public") << "others get this connection";
  EXPECT_EQ(user.query("SHOW statement_timeout"), "0");
}

TEST_F(PostgresPooler, ItsLockIsTheOneOfDirectConnections) {
  struct Meanwhile : Observer {
    std::function<Error()> start_another;
    void running(const Migration&, const Statement&) override {
      const Error error = start_another();
      EXPECT_EQ(error.code, ErrorCode::busy);
      EXPECT_NE(error.message.find("pid"), std::string::npos) << error.message;
    }
  };
  const Options impatient{.wait_for_others = std::chrono::milliseconds(0)};
  Meanwhile direct, through_pooler;
  direct.start_another = [&] { return must_fail(apply(set_, impatient)); };
  must(apply_pooled(&direct));
  set_.add("0002", "b", {{"INSERT INTO t VALUES (2)"}});
  through_pooler.start_another = [&] { return must_fail(apply_pooled(nullptr, impatient)); };
  must(apply(set_, {}, &through_pooler));
}

TEST_F(PostgresPooler, SaysWhenItCannotDoWithoutASession) {
  set_.add("0002", "set", {setting("SET search_path = app"), repeatable("VACUUM t")});
  const Error error = must_fail(apply_pooled());
  EXPECT_EQ(error.code, ErrorCode::unsupported);
  EXPECT_EQ(error.state, DatabaseState::advanced);
  EXPECT_NE(error.help.find("MIGRATION_DATABASE_URL"), std::string::npos);
  EXPECT_EQ(ledger(), "0001|applied|2");
}

TEST_F(PostgresPooler, SaysWhenTheServersLimitWouldCancelAStatement) {
  client().run(
      "DROP ROLE IF EXISTS hurried; CREATE ROLE hurried SUPERUSER LOGIN; "
      "ALTER ROLE hurried SET statement_timeout = '50ms'");
  set_.add("0002", "slow", {{"SELECT pg_sleep(0.1)"}}).add("0003", "out", {repeatable("VACUUM t")});
  const Error error = must_fail(apply_pooled(nullptr, {}, "hurried"));
  EXPECT_EQ(error.code, ErrorCode::unsupported);
  EXPECT_NE(error.message.find("statement_timeout of 50ms"), std::string::npos) << error.message;
  EXPECT_EQ(ledger(), "0001|applied|2\n0002|applied|1");
  client().run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'hurried'");
  client().run("DROP OWNED BY hurried CASCADE; DROP ROLE hurried");
}

// The connection that holds the lock is idle, and long in one transaction.
TEST_F(PostgresPooler, ItsLockOutlastsTheLimitsOfTheRole) {
  client().run(
      "DROP ROLE IF EXISTS restless; CREATE ROLE restless SUPERUSER LOGIN; "
      "ALTER ROLE restless SET idle_in_transaction_session_timeout = '100ms'; "
      "ALTER ROLE restless SET idle_session_timeout = '100ms'");
  if (client().query("SELECT current_setting('server_version_num')::int >= 170000") == "t")
    client().run("ALTER ROLE restless SET transaction_timeout = '100ms'");
  struct AskAfterwards : Observer {
    std::function<Error()> start_another;
    void running(const Migration&, const Statement& statement) override {
      if (statement.sql != "SELECT 'afterwards'") return;
      EXPECT_EQ(start_another().code, ErrorCode::busy);
      asked = true;
    }
    bool asked = false;
  };
  set_.add("0002", "slow", {{"SELECT pg_sleep(0.5)"}, {"SELECT 'afterwards'"}});
  AskAfterwards observer;
  observer.start_another = [&] {
    return must_fail(apply(set_, {.wait_for_others = std::chrono::milliseconds(0)}));
  };
  must(apply_pooled(&observer, {}, "restless"));
  EXPECT_TRUE(observer.asked);
  client().run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'restless'");
  client().run("DROP OWNED BY restless CASCADE; DROP ROLE restless");
}

TEST_F(PostgresPooler, ManyReplicasMigrateOnce) {
  constexpr std::size_t kReplicas = 20;
  std::vector<Process> processes;
  processes.reserve(kReplicas);
  for (std::size_t i = 0; i < kReplicas; ++i) {
    processes.push_back(Process::start({.arguments = {MIGC_START_PROGRAM, pooled(), "index"}}));
  }
  std::vector<std::string> outputs;
  for (Process& process : processes) {
    const Ended ended = process.wait();
    EXPECT_EQ(ended.status, 0) << ended.output;
    outputs.push_back(ended.output);
  }
  std::sort(outputs.begin(), outputs.end());
  EXPECT_EQ(outputs.back(), "0001\n0002\n0003\n");
  EXPECT_EQ(outputs[outputs.size() - 2], "");
  EXPECT_EQ(client().query("SELECT count(*) FROM pg_index WHERE NOT indisvalid"), "0");
}

}  // namespace
}  // namespace migc::testing
