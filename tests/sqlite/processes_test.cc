// Several real processes at one file, and processes that are killed.
#include <signal.h>

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "eventually.h"
#include "sets.h"
#include "sqlite_test.h"

namespace migc::testing {
namespace {

class SqliteProcesses : public SqliteTest {
 protected:
  Process start(const std::string& verb = "") {
    Command command{.arguments = {MIGC_START_PROGRAM, path(), "shop"}};
    if (!verb.empty()) command.arguments.push_back(verb);
    return Process::start(command);
  }

  void kill_before(const std::string& place) {
    Process process = start("hang=" + place);
    ASSERT_TRUE(eventually([&] { return std::filesystem::exists(path() + ".hangs"); }));
    process.signal(SIGKILL);
    EXPECT_EQ(process.wait().status, -SIGKILL);
  }

  void expect_complete() {
    EXPECT_EQ(ledger(),
              "0001|applied|1\n0002|applied|2\n0003|applied|3\n0004|applied|1\n"
              "0005|applied|1");
    EXPECT_EQ(query("SELECT id, n FROM accounts"), "1|2\n2|10");
    EXPECT_EQ(query("SELECT count(*) FROM migc_history WHERE event = 'applied'"), "5");
    EXPECT_EQ(query("PRAGMA integrity_check"), "ok");
  }
};

class SqliteReplicas : public SqliteProcesses,
                       public ::testing::WithParamInterface<std::tuple<int, const char*>> {};

TEST_P(SqliteReplicas, MigrateOnce) {
  const auto& [count, journal] = GetParam();
  Client(path()).run(std::string("PRAGMA journal_mode = ") + journal);
  std::vector<Process> processes;
  processes.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) processes.push_back(start());
  std::vector<std::string> applied;
  for (Process& process : processes) {
    const Ended ended = process.wait();
    EXPECT_EQ(ended.status, 0) << ended.output;
    std::istringstream lines(ended.output);
    for (std::string line; std::getline(lines, line);) applied.push_back(line);
  }
  std::sort(applied.begin(), applied.end());
  EXPECT_EQ(applied, (Versions{"0001", "0002", "0003", "0004", "0005"}));
  expect_complete();
}

INSTANTIATE_TEST_SUITE_P(AtOnce, SqliteReplicas,
                         ::testing::Combine(::testing::Values(2, 8),
                                            ::testing::Values("delete", "wal")),
                         [](const auto& test) {
                           return std::to_string(std::get<0>(test.param)) + "_" +
                                  std::get<1>(test.param);
                         });

class SqliteKilled : public SqliteProcesses, public ::testing::WithParamInterface<const char*> {};

TEST_P(SqliteKilled, IsFinishedByTheNextStart) {
  kill_before(GetParam());
  const Ended ended = start().wait();
  EXPECT_EQ(ended.status, 0) << ended.output;
  expect_complete();
}

INSTANTIATE_TEST_SUITE_P(Before, SqliteKilled,
                         ::testing::Values("0001:1", "0002:1", "0002:2", "0003:1", "0003:2",
                                           "0003:3", "0005:1"),
                         [](const auto& test) {
                           std::string name = test.param;
                           std::replace(name.begin(), name.end(), ':', '_');
                           return name;
                         });

TEST_F(SqliteProcesses, GivesUpWhenTheFileStaysLocked) {
  Client writer(path());
  writer.run("BEGIN IMMEDIATE; CREATE TABLE mine (id)");
  struct Counter : Observer {
    int times = 0;
    void waiting(std::chrono::milliseconds, const Holder&) override { ++times; }
  } counter;
  SetBuilder builder(Dialect::sqlite);
  ASSERT_TRUE(fill(builder, "shop"));
  const Error error =
      must_fail(apply(builder, {.wait_for_others = std::chrono::milliseconds(30)}, &counter));
  EXPECT_EQ(error.code, ErrorCode::busy);
  EXPECT_TRUE(error.retryable);
  EXPECT_EQ(error.state, DatabaseState::unchanged);
  EXPECT_GE(counter.times, 1);
  writer.run("ROLLBACK");
  EXPECT_EQ(must(apply(builder)).applied.size(), 5U);
}

TEST_F(SqliteProcesses, WaitsForAWriterToFinish) {
  Client writer(path());
  writer.run("BEGIN EXCLUSIVE");
  struct Finisher : Observer {
    Client* writer = nullptr;
    void waiting(std::chrono::milliseconds, const Holder&) override {
      if (sqlite3_get_autocommit(writer->raw()) == 0) writer->run("COMMIT");
    }
  } finisher;
  finisher.writer = &writer;
  SetBuilder builder(Dialect::sqlite);
  ASSERT_TRUE(fill(builder, "shop"));
  EXPECT_EQ(must(apply(builder, {}, &finisher)).applied.size(), 5U);
}

TEST_F(SqliteProcesses, ARunnerServesScripts) {
  EXPECT_EQ(start("plan").wait().status, 0);
  const Ended applied = start("apply").wait();
  EXPECT_EQ(applied.status, 0);
  EXPECT_NE(applied.output.find("applying 0003_compact\n"), std::string::npos) << applied.output;
  EXPECT_NE(applied.output.find("shop: 5 applied in "), std::string::npos) << applied.output;
  const Ended status = start("status").wait();
  EXPECT_EQ(status.status, 0);
  EXPECT_EQ(status.output.substr(0, status.output.find('\n')), "shop: 5 of 5 migrations applied");
  EXPECT_EQ(start("nonsense").wait().status, 2);
}

}  // namespace
}  // namespace migc::testing
