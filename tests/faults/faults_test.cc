// A run that is cut off, killed, or whose server crashes, at every message: one
// plain start afterwards brings the same catalog and the same ledger as a run
// that nothing has disturbed.
#include <signal.h>

#include <algorithm>
#include <future>
#include <iostream>
#include <random>
#include <thread>

#include "fault_proxy.h"
#include "postgres_migrator_test.h"
#include "sets.h"
#include "stride.h"

namespace migc::testing {
namespace {

// What a person would compare. The rows show that nothing ran twice.
std::string fingerprint(Client& client) {
  const char* const queries[] = {
      "SELECT relname, relkind FROM pg_class WHERE relnamespace = 'public'::regnamespace "
      "ORDER BY relname",
      "SELECT pg_get_indexdef(indexrelid) FROM pg_index JOIN pg_class c ON c.oid = indrelid "
      "WHERE relnamespace = 'public'::regnamespace ORDER BY 1",
      "SELECT count(*) FROM pg_index WHERE NOT indisvalid",
      "SELECT conname, convalidated FROM pg_constraint "
      "WHERE connamespace = 'public'::regnamespace ORDER BY conname",
      "SELECT enumlabel FROM pg_enum ORDER BY enumsortorder",
      "SELECT inhrelid::regclass, inhdetachpending FROM pg_inherits",
      "SELECT what, count(*) FROM log GROUP BY what ORDER BY what",
      "SELECT ordinal, version, digest, chain, state, statements_done, intent_statement "
      "FROM migc_ledger ORDER BY ordinal"};
  std::string text;
  for (const char* const query : queries) text += client.query(query) + "\n";
  return text;
}

void clear(Client& client) {
  client.run("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
}

class Faults : public PostgresMigratorTest, public ::testing::WithParamInterface<const char*> {
 protected:
  void SetUp() override {
    PostgresMigratorTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    ASSERT_TRUE(fill(set_, GetParam()));
    proxy_.emplace(server()->host());
    proxy_->strike_at({});
    run_through_proxy();
    messages_ = proxy_->messages();
    wanted_ = fingerprint(client());
  }

  void TearDown() override {
    std::cout << points_ << " fault points, of " << messages_ << " messages\n";
    PostgresMigratorTest::TearDown();
  }

  std::string through_proxy() const { return conninfo() + " host=" + proxy_->host(); }

  // Each set ends in a migration that fails, so the outcome is not looked at.
  void run_through_proxy() {
    const auto database = postgres::Database::connect(through_proxy());
    if (database) static_cast<void>(Migrator(*database.value(), set_.set()).apply());
  }

  void start_plainly() {
    const Error error = must_fail(apply(set_));
    EXPECT_TRUE(error.code == ErrorCode::statement_failed || error.code == ErrorCode::stopped)
        << describe(error);
  }

  void expect_recovery() {
    start_plainly();
    EXPECT_EQ(fingerprint(client()), wanted_);
    EXPECT_EQ(client().query("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"), "0");
    ++points_;
  }

  // Before and after each message.
  template <class Strike>
  void at_every_message(Strike strike) {
    for (std::size_t point = 0; point < 2 * messages_ && !HasFailure(); point += stride()) {
      const FaultPoint where{1 + point / 2, point % 2 == 1};
      SCOPED_TRACE((where.passed_on ? "after message " : "before message ") +
                   std::to_string(where.message));
      clear(client());
      strike(where);
      expect_recovery();
    }
  }

  SetBuilder set_{Dialect::postgresql};
  std::optional<FaultProxy> proxy_;
  std::size_t messages_ = 0;
  std::size_t points_ = 0;
  std::string wanted_;
};

TEST_P(Faults, TheConnectionIsCut) {
  at_every_message([&](FaultPoint where) {
    proxy_->strike_at(where);
    run_through_proxy();
  });
}

TEST_P(Faults, TheProgramIsKilled) {
  at_every_message([&](FaultPoint where) {
    std::promise<Process*> started;
    proxy_->strike_at(where, [&] { started.get_future().get()->signal(SIGKILL); });
    Process process =
        Process::start({.arguments = {MIGC_START_PROGRAM, through_proxy(), GetParam()}});
    started.set_value(&process);
    process.wait();
    proxy_->strike_at({});  // so that nothing refers to the process any more
  });
}

INSTANTIATE_TEST_SUITE_P(Sets, Faults, ::testing::Values("faults", "refused"),
                         [](const auto& test) { return test.param; });

// Of a rollback, which a second one completes.
class RollbackFaults : public PostgresMigratorTest {
 protected:
  void SetUp() override {
    PostgresMigratorTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    ASSERT_TRUE(fill(set_, "undo"));
    proxy_.emplace(server()->host());
  }

  Result<Summary> rollback(const std::string& conninfo) {
    auto database = postgres::Database::connect(conninfo);
    if (!database) return std::move(database).error();
    Migrator migrator(*database.value(), set_.set());
    return migrator.rollback({.to = "0001", .confirmed = true});
  }

  void rollback_through_proxy(FaultPoint where) {
    clear(client());
    must(apply(set_));
    proxy_->strike_at(where);
    static_cast<void>(rollback(conninfo() + " host=" + proxy_->host()));
  }

  SetBuilder set_{Dialect::postgresql};
  std::optional<FaultProxy> proxy_;
};

TEST_F(RollbackFaults, TheConnectionIsCut) {
  rollback_through_proxy({});
  const std::size_t messages = proxy_->messages();
  const std::string wanted = fingerprint(client());
  EXPECT_EQ(ledger(), "0001|applied|3");
  std::size_t points = 0;
  for (std::size_t point = 0; point < 2 * messages && !HasFailure(); point += stride()) {
    const FaultPoint where{1 + point / 2, point % 2 == 1};
    SCOPED_TRACE((where.passed_on ? "after message " : "before message ") +
                 std::to_string(where.message));
    rollback_through_proxy(where);
    must(rollback(conninfo()));
    EXPECT_EQ(fingerprint(client()), wanted);
    ++points;
  }
  std::cout << points << " fault points, of " << messages << " messages\n";
}

// Not at chosen messages but at moments drawn at random, whose seed is printed.
class ServerCrash : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string why_not;
    server_ = PostgresServer::start(why_not);
    if (!server_) GTEST_SKIP() << why_not;
    ASSERT_TRUE(fill(set_, "faults"));
  }

  // The everyday test server acknowledges a COMMIT before it is on disk.
  std::string conninfo() const {
    return server_->conninfo("postgres") + " options='-c synchronous_commit=on'";
  }

  Error start_plainly() {
    const auto database = must(postgres::Database::connect(conninfo()));
    return must_fail(Migrator(*database, set_.set()).apply());
  }

  std::unique_ptr<PostgresServer> server_;
  SetBuilder set_{Dialect::postgresql};
};

TEST_F(ServerCrash, AtRandomMoments) {
  using Clock = std::chrono::steady_clock;
  const auto start = Clock::now();
  start_plainly();
  const auto whole = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start);
  const std::string wanted = fingerprint(*std::make_unique<Client>(conninfo()));
  const unsigned seed = std::random_device{}();
  std::mt19937 random(seed);
  std::uniform_int_distribution<std::chrono::microseconds::rep> moment(0, whole.count());
  const std::size_t crashes = std::max<std::size_t>(200 / stride(), 2);
  for (std::size_t i = 0; i < crashes && !HasFailure(); ++i) {
    SCOPED_TRACE("seed " + std::to_string(seed) + ", crash " + std::to_string(i));
    clear(*std::make_unique<Client>(conninfo()));
    Process process =
        Process::start({.arguments = {MIGC_START_PROGRAM, conninfo(), "faults", "apply"}});
    std::this_thread::sleep_for(std::chrono::microseconds(moment(random)));
    std::string why_not;
    ASSERT_TRUE(server_->crash_and_restart(why_not)) << why_not;
    process.wait();
    EXPECT_EQ(start_plainly().code, ErrorCode::statement_failed);
    EXPECT_EQ(fingerprint(*std::make_unique<Client>(conninfo())), wanted);
  }
  std::cout << crashes << " crashes of the server\n";
}

}  // namespace
}  // namespace migc::testing
