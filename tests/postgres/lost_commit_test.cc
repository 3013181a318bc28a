// A connection that dies during COMMIT: whether it took effect is found out, and
// the run goes on, with a connection of its own.
#include <libpq-fe.h>

#include <functional>

#include "fault_proxy.h"
#include "postgres_migrator_test.h"

namespace migc::testing {
namespace {

class PostgresLostCommit : public PostgresMigratorTest, public ::testing::WithParamInterface<bool> {
 protected:
  void SetUp() override {
    PostgresMigratorTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    proxy_.emplace(server()->host());
    client().run("CREATE TABLE ran (what text)");
    const auto database = open();
    must(Migrator(*database, set_.set()).baseline("0"));
  }

  // libpq takes the last host.
  std::string through_proxy() const { return conninfo() + " host=" + proxy_->host(); }

  // The n-th COMMIT from the beginning of the first migration is lost, before or
  // after it has arrived.
  struct Striker : Observer {
    FaultProxy& proxy;
    bool passed_on;
    int commit;
    std::string versions{};
    std::function<void(const Holder&)> when_waiting{};
    Striker(FaultProxy& the_proxy, bool arrives, int which = 1)
        : proxy(the_proxy), passed_on(arrives), commit(which) {}
    void started(const Migration& migration) override {
      if (migration.version == "0001") strike();
    }
    void undoing(const Migration& /*undo*/) override { strike(); }
    void strike() {
      if (commit > 0) proxy.strike_at("COMMIT", passed_on, std::exchange(commit, 0));
    }
    void waiting(std::chrono::milliseconds, const Holder& holder) override {
      if (when_waiting) when_waiting(holder);
    }
    void finished(const Migration& migration, std::chrono::milliseconds) override {
      versions += std::string(migration.version) + " ";
    }
    void undone(const Migration& undo, std::chrono::milliseconds) override {
      versions += "-" + std::string(undo.version) + " ";
    }
  };

  Result<Summary> apply_through_proxy(Striker& striker, Options options = {}) {
    const auto database = must(postgres::Database::connect(through_proxy()));
    return Migrator(*database, set_.set(), std::move(options)).apply(&striker);
  }

  std::string ran() { return client().query("SELECT what FROM ran ORDER BY what"); }

  std::optional<FaultProxy> proxy_;
  SetBuilder set_{Dialect::postgresql};
};

TEST_P(PostgresLostCommit, OfATransactionalMigration) {
  set_.add("0001", "a", {{"INSERT INTO ran VALUES ('a')"}})
      .add("0002", "b", {{"INSERT INTO ran VALUES ('b')"}});
  Striker striker(*proxy_, GetParam());
  EXPECT_EQ(must(apply_through_proxy(striker)).applied, (Versions{"0001", "0002"}));
  EXPECT_TRUE(proxy_->struck());
  EXPECT_EQ(striker.versions, "0001 0002 ");
  EXPECT_EQ(ran(), "a\nb");
  EXPECT_EQ(ledger(), "0001|applied|1\n0002|applied|1");
  EXPECT_EQ(client().query("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"), "0");
}

TEST_P(PostgresLostCommit, OfAStepOfAMigration) {
  client().run("CREATE SCHEMA app");
  set_.add("0001", "a",
           {setting("SET search_path = app, public"),
            {"INSERT INTO ran VALUES ('a')"},
            repeatable("VACUUM ran"),
            {"CREATE TABLE here (id int)"}});
  // Row, setting, insertion, intent, vacuum, table, end.
  for (int commit = 1; commit <= 7; ++commit) {
    SCOPED_TRACE(commit);
    Striker striker(*proxy_, GetParam(), commit);
    EXPECT_EQ(must(apply_through_proxy(striker)).applied, Versions{"0001"});
    EXPECT_TRUE(proxy_->struck());
    EXPECT_EQ(ran(), "a");
    EXPECT_TRUE(has_table("app.here"));
    EXPECT_EQ(ledger(), "0001|applied|4");
    client().run("DELETE FROM migc_ledger; DELETE FROM ran; DROP TABLE app.here");
  }
}

TEST_P(PostgresLostCommit, OnABorrowedConnection) {
  client().run("CREATE SCHEMA app");
  set_.add("0001", "a", {{"INSERT INTO ran VALUES ('a')"}})
      .add("0002", "b", {{"CREATE TABLE here (id int)"}});
  Client mine(through_proxy());
  mine.run("SET search_path = app");
  client().run("CREATE TABLE app.ran (what text)");
  const auto database = must(postgres::Database::borrow(mine.raw()));
  Striker striker(*proxy_, GetParam());
  EXPECT_EQ(must(Migrator(*database, set_.set()).apply(&striker)).applied,
            (Versions{"0001", "0002"}));
  EXPECT_TRUE(has_table("app.here")) << "its settings must hold for the new connection, too";
  EXPECT_EQ(PQstatus(mine.raw()), CONNECTION_BAD);
  EXPECT_EQ(must_fail(Migrator(*database, set_.set()).plan()).code, ErrorCode::connection);
}

TEST_P(PostgresLostCommit, OfARollback) {
  set_.add("0001", "a", {{"SELECT 1"}}).down({{"INSERT INTO ran VALUES ('a')"}});
  set_.add("0002", "b", {{"SELECT 1"}}).down({{"INSERT INTO ran VALUES ('b')"}});
  must(apply(set_));
  Striker striker(*proxy_, GetParam());
  const auto database = must(postgres::Database::connect(through_proxy()));
  Migrator migrator(*database, set_.set());
  EXPECT_EQ(must(migrator.rollback({.to = "0", .confirmed = true}, &striker)).applied,
            (Versions{"0002", "0001"}));
  EXPECT_TRUE(proxy_->struck());
  EXPECT_EQ(striker.versions, "-0002 -0001 ");
  EXPECT_EQ(ran(), "a\nb");
  EXPECT_EQ(ledger(), "");
}

TEST_P(PostgresLostCommit, OfAStepOfARollback) {
  set_.add("0001", "a", {{"SELECT 1"}})
      .down({{"INSERT INTO ran VALUES ('a')"}, repeatable("VACUUM ran"), {"SELECT 1"}});
  // Row, insertion, intent, vacuum, SELECT, end.
  for (int commit = 1; commit <= 6; ++commit) {
    SCOPED_TRACE(commit);
    must(apply(set_));
    Striker striker(*proxy_, GetParam(), commit);
    const auto database = must(postgres::Database::connect(through_proxy()));
    Migrator migrator(*database, set_.set());
    EXPECT_EQ(must(migrator.rollback({.confirmed = true}, &striker)).applied, Versions{"0001"});
    EXPECT_TRUE(proxy_->struck());
    EXPECT_EQ(ran(), "a");
    EXPECT_EQ(ledger(), "");
    client().run("DELETE FROM ran");
  }
}

// The first COMMIT is that of opening or upgrading the ledger.
TEST_P(PostgresLostCommit, OfABaseline) {
  set_.add("0001", "a", {{"SELECT 1"}}).add("0002", "b", {{"SELECT 1"}});
  const auto database = must(postgres::Database::connect(through_proxy()));
  proxy_->strike_at("COMMIT", GetParam(), 2);
  EXPECT_EQ(must(Migrator(*database, set_.set()).baseline("0002")).applied,
            (Versions{"0001", "0002"}));
  EXPECT_TRUE(proxy_->struck());
  EXPECT_EQ(ledger(), "0001|baselined|0\n0002|baselined|0");
}

TEST_P(PostgresLostCommit, OfARepair) {
  set_.add("0001", "a", {{"SELECT 1"}});
  must(apply(set_));
  SetBuilder commented{Dialect::postgresql};
  commented.add("0001", "a", {{"SELECT 1 -- one"}});
  const auto database = must(postgres::Database::connect(through_proxy()));
  proxy_->strike_at("COMMIT", GetParam(), 2);
  EXPECT_EQ(must(Migrator(*database, commented.set()).repair()).applied, Versions{"0001"});
  EXPECT_TRUE(proxy_->struck());
  EXPECT_EQ(must(apply(commented)).applied, Versions{});
}

TEST_P(PostgresLostCommit, OfASettlement) {
  set_.add("0001", "a", {repeatable("VACUUM ran"), {"SELECT 1 / 0"}});
  for (const Settlement settlement : {Settlement::done, Settlement::forget}) {
    must_fail(apply(set_));
    const auto database = must(postgres::Database::connect(through_proxy()));
    proxy_->strike_at("COMMIT", GetParam(), 2);
    EXPECT_EQ(must(Migrator(*database, set_.set()).settle("0001", settlement, true)).applied,
              Versions{"0001"});
    EXPECT_TRUE(proxy_->struck());
    EXPECT_EQ(ledger(), settlement == Settlement::done ? "0001|applied|1" : "");
    client().run("DELETE FROM migc_ledger");
  }
}

INSTANTIATE_TEST_SUITE_P(Commit, PostgresLostCommit, ::testing::Values(false, true),
                         [](const auto& test) { return test.param ? "Arrived" : "Dropped"; });

// The old session is busy committing and does not look whether its client lives.
// It still holds the lock; nothing may be decided before it is through.
TEST_F(PostgresLostCommit, IsNotSettledBeforeTheOldSessionIsGone) {
  client().run(
      "CREATE FUNCTION linger() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
      "PERFORM set_config('client_connection_check_interval', '0', true); "
      "PERFORM pg_advisory_xact_lock(42); RETURN NULL; END $$; "
      "CREATE CONSTRAINT TRIGGER linger AFTER INSERT ON ran DEFERRABLE INITIALLY DEFERRED "
      "FOR EACH ROW EXECUTE FUNCTION linger(); SELECT pg_advisory_lock(42)");
  set_.add("0001", "a", {{"INSERT INTO ran VALUES ('a')"}});
  Striker striker(*proxy_, true);
  int times = 0;
  striker.when_waiting = [&](const Holder& holder) {
    if (++times == 3) client().run("SELECT pg_advisory_unlock(42)");
    EXPECT_EQ(holder.query, "COMMIT");
  };
  const Options options{.lock_timeout = std::chrono::milliseconds(0)};
  EXPECT_EQ(must(apply_through_proxy(striker, options)).applied, Versions{"0001"});
  EXPECT_GE(times, 3);
  EXPECT_EQ(ran(), "a");
}

TEST_F(PostgresLostCommit, IsReportedAsUnknownWhenThereIsNoTimeToWait) {
  set_.add("0001", "a", {{"INSERT INTO ran VALUES ('a')"}});
  Striker striker(*proxy_, true);
  proxy_->refuse_later();
  const Error error =
      must_fail(apply_through_proxy(striker, {.wait_for_others = std::chrono::milliseconds(50)}));
  EXPECT_EQ(error.code, ErrorCode::connection);
  EXPECT_EQ(error.state, DatabaseState::unknown);
  EXPECT_TRUE(error.retryable);
  must(apply(set_));
  EXPECT_EQ(ran(), "a");
}

}  // namespace
}  // namespace migc::testing
