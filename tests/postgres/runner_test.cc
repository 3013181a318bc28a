// The verbs and their exit statuses, against a server.
#include <migc/runner.h>

#include <functional>

#include "json_reader.h"
#include "postgres_migrator_test.h"
#include "runner_call.h"

namespace migc::testing {
namespace {

using Words = std::vector<const char*>;

class PostgresRunner : public PostgresMigratorTest {
 protected:
  void SetUp() override {
    PostgresMigratorTest::SetUp();
    set_.add("1", "a", {{"CREATE TABLE a (id int)"}});
    set_.add("2", "b", {{"CREATE TABLE b (id int)"}}).down({{"DROP TABLE b"}});
  }

  Called call(const Words& words, Options options = {}) {
    const auto database = open();
    return call_runner(*database, set_.set(), words, std::move(options));
  }

  int status_of(const Words& words, const Options& options = {}) {
    const Called called = call(words, options);
    SCOPED_TRACE(called.out + called.err);
    return called.status;
  }

  SetBuilder set_{Dialect::postgresql};
};

TEST_F(PostgresRunner, BeforeAndAfterAnApply) {
  EXPECT_EQ(status_of({"plan"}), 0);
  EXPECT_EQ(status_of({"plan", "--check"}), 3);
  EXPECT_EQ(status_of({"wait", "--limit", "0s"}), 3);
  EXPECT_EQ(status_of({"apply"}), 0);
  for (const Words& words : {Words{"plan", "--check"},
                             {"wait"},
                             {"status"},
                             {"verify"},
                             {"history"},
                             {"drift"},
                             {"manifest"},
                             {"repair"},
                             {"apply"},
                             {"apply", "--retry"},
                             {"apply", "--dry-run"},
                             {"apply", "--rehearse", "--confirm"},
                             {"rollback", "--dry-run"},
                             {"help"}}) {
    EXPECT_EQ(status_of(words), 0) << words[0];
  }
}

TEST_F(PostgresRunner, AFailureIs1OrPartway6) {
  set_.add("3", "c", {{"SELECT 1 / 0"}});
  EXPECT_EQ(status_of({"apply"}), 1);
  SetBuilder steps{Dialect::postgresql, "steps"};
  steps.add("1", "s", {repeatable("VACUUM a"), {"SELECT 1 / 0"}});
  const auto database = open();
  EXPECT_EQ(call_runner(*database, steps.set(), {"apply"}).status, 6);
  EXPECT_EQ(call_runner(*database, steps.set(), {"rollback", "--confirm"}).status, 7)
      << "it was stopped midway";
}

TEST_F(PostgresRunner, ARefusedStatementNeedsAPerson) {
  set_.add("3", "i", {build_index("CREATE UNIQUE INDEX CONCURRENTLY i ON a (id)", "a", "i")});
  SetBuilder first{Dialect::postgresql};
  first.add("1", "a", {{"CREATE TABLE a (id int)"}});
  must(apply(first));
  client().run("INSERT INTO a VALUES (1), (1)");
  EXPECT_EQ(status_of({"apply"}), 6);
  EXPECT_EQ(status_of({"apply"}), 7);
  client().run("TRUNCATE a");
  EXPECT_EQ(status_of({"apply"}), 7);
  EXPECT_EQ(status_of({"apply", "--retry"}), 0);
}

TEST_F(PostgresRunner, WhatIsNotLockedIsForDevelopment) {
  set_.unlocked();
  EXPECT_EQ(status_of({"apply"}), 2);
  EXPECT_EQ(status_of({"baseline", "2"}), 2);
  EXPECT_EQ(status_of({"apply"}, {.development = true}), 0);
}

TEST_F(PostgresRunner, HistoriesThatDifferAre4) {
  EXPECT_EQ(status_of({"apply"}), 0);
  client().run("CREATE TABLE by_hand (id int)");
  const Called drift = call({"drift"});
  EXPECT_EQ(drift.status, 4);
  EXPECT_NE(drift.out.find("added  table   public.by_hand\n"), std::string::npos) << drift.out;
  client().run("UPDATE migc_ledger SET digest = repeat('0', 64) WHERE ordinal = 1");
  EXPECT_EQ(status_of({"apply"}), 0) << "a launch looks at the last chain only";
  const Called edited = call({"verify"});
  EXPECT_EQ(edited.status, 4);
  EXPECT_NE(edited.err.find("1_a differs"), std::string::npos) << edited.err;
}

TEST_F(PostgresRunner, RollsBack) {
  EXPECT_EQ(status_of({"apply"}), 0);
  EXPECT_EQ(status_of({"rollback"}), 2) << "nobody agreed";
  EXPECT_TRUE(has_table("b"));
  const Called done = call({"rollback", "--confirm"});
  EXPECT_EQ(done.status, 0) << done.err;
  EXPECT_NE(done.out.find("applies them again"), std::string::npos) << done.out;
  EXPECT_FALSE(has_table("b"));
  EXPECT_EQ(status_of({"rollback", "--confirm"}), 7) << "1_a has no undo";
  EXPECT_EQ(status_of({"redo"}), 2) << "it is for development";
  EXPECT_EQ(status_of({"apply"}), 0);
  EXPECT_EQ(status_of({"redo"}, {.development = true}), 0);
  EXPECT_EQ(status_of({"reset"}, {.development = true}), 7) << "1_a has no undo";
}

TEST_F(PostgresRunner, BaselinesAndSettles) {
  client().run("CREATE TABLE a (id int)");
  EXPECT_EQ(status_of({"apply"}), 7) << "tables, but no ledger";
  EXPECT_EQ(status_of({"baseline", "1"}), 0);
  EXPECT_EQ(status_of({"baseline", "2"}), 2) << "the ledger is not empty";
  EXPECT_EQ(status_of({"baseline", "2", "--extend"}), 0);
  EXPECT_EQ(status_of({"rollback", "--confirm"}), 7) << "nothing was run";
  EXPECT_EQ(status_of({"repair", "--done", "2"}), 2) << "it is done";
  EXPECT_EQ(status_of({"repair", "--forget", "2"}), 2) << "nobody agreed";
  EXPECT_EQ(status_of({"repair", "--forget", "2", "--confirm"}), 0);
  EXPECT_EQ(ledger(), "1|baselined|0");
}

TEST_F(PostgresRunner, WhoeverWaitsInVainIsToldWhy) {
  EXPECT_EQ(status_of({"apply"}), 0);
  set_.add("3", "c", {{"CREATE TABLE c (id int)"}}).down({{"DROP TABLE c"}});
  struct Second : Observer {
    std::function<void()> during;
    void started(const Migration&) override { during(); }
  } second;
  const Options hasty{.wait_for_others = std::chrono::milliseconds(0)};
  second.during = [&] {
    for (const Words& words : {Words{"apply"},
                               {"rollback", "--confirm"},
                               {"baseline", "3", "--extend"},
                               {"repair"},
                               {"apply", "--rehearse", "--confirm"}}) {
      EXPECT_EQ(status_of(words, hasty), 5) << words[0];
    }
  };
  must(apply(set_, {}, &second));
}

TEST_F(PostgresRunner, AServerThatIsNotThereIs8) {
  const OpenDatabase nowhere = [](std::string_view) -> Result<std::unique_ptr<Database>> {
    auto database = postgres::Database::connect("host=/nowhere");
    if (!database) return std::move(database).error();
    return std::unique_ptr<Database>(std::move(database).value());
  };
  for (const Words& words : {Words{"apply"}, {"status"}, {"wait", "--limit", "1ms"}}) {
    const Called called = capture(words, [&](int argc, const char* const* argv) {
      return run(argc, argv, nowhere, set_.set());
    });
    EXPECT_EQ(called.status, 8) << words[0];
  }
}

TEST_F(PostgresRunner, ADryRunWritesNothing) {
  const auto database = open("options='-c default_transaction_read_only=on'");
  const Called called = call_runner(*database, set_.set(), {"apply", "--dry-run"});
  EXPECT_EQ(called.status, 0) << called.err;
  EXPECT_EQ(called.out.substr(0, 61),
            "-- migrations/1_a.sql\nBEGIN;\nCREATE TABLE a (id int);\nCOMMIT;");
  EXPECT_EQ(client().query("SELECT count(*) FROM pg_class WHERE relnamespace = "
                           "'public'::regnamespace"),
            "0");
}

TEST_F(PostgresRunner, EveryAnswerAndEveryLogLineIsJson) {
  EXPECT_EQ(status_of({"apply"}), 0);
  set_.add("3", "c\"ü", {{"ALTER TABLE a ADD c int"}});
  Client reader(conninfo());
  reader.run("BEGIN; LOCK TABLE a IN ACCESS SHARE MODE");
  const Called logged =
      call({"apply", "--json", "--log=json"}, {.lock_timeout = std::chrono::milliseconds(500),
                                               .retry_locks_for = std::chrono::milliseconds(600)});
  EXPECT_EQ(logged.status, 5) << logged.out;
  EXPECT_NE(logged.err.find(R"("event":"retrying")"), std::string::npos) << logged.err;
  EXPECT_NE(logged.err.find(R"("blockers":[{"pid":)"), std::string::npos) << logged.err;
  EXPECT_TRUE(is_json_lines(logged.err));
  EXPECT_TRUE(is_json_lines(logged.out));
  reader.run("COMMIT");
  std::string answers;
  for (const Words& words : {Words{"status"},
                             {"plan"},
                             {"apply", "--dry-run"},
                             {"apply", "--rehearse", "--confirm"},
                             {"verify"},
                             {"history"},
                             {"drift"},
                             {"manifest"},
                             {"rollback", "--dry-run"},
                             {"rollback"},
                             {"repair"},
                             {"wait", "--limit=0s"},
                             {"baseline", "3", "--extend"},
                             {"redo"}}) {
    Words with_json = words;
    with_json.push_back("--json");
    const Called called = call(with_json);
    EXPECT_EQ(called.err, "") << words[0];
    answers += called.out;
  }
  EXPECT_TRUE(is_json_lines(answers));
}

}  // namespace
}  // namespace migc::testing
