// Fifty copies of one program that start at once at an empty database: each
// migration runs once, and all of them go on.
#include <signal.h>

#include <iostream>
#include <vector>

#include "eventually.h"
#include "postgres_migrator_test.h"
#include "sets.h"
#include "stride.h"

namespace migc::testing {
namespace {

constexpr std::size_t kReplicas = 50;

int repetitions() {
  return everyday_tests() ? 1 : 20;
}

class FiftyReplicas : public PostgresMigratorTest {
 protected:
  // Each under a name of its own, so that it is found in pg_stat_activity.
  static std::vector<Process> start_all(const std::string& conninfo) {
    std::vector<Process> processes;
    for (std::size_t i = 0; i < kReplicas; ++i) {
      const std::string name = " application_name=replica" + std::to_string(i);
      processes.push_back(
          Process::start({.arguments = {MIGC_START_PROGRAM, conninfo + name, "index"}}));
    }
    return processes;
  }

  void run_all(const std::string& conninfo) {
    std::vector<Process> processes = start_all(conninfo);
    for (Process& process : processes) {
      const Ended ended = process.wait();
      EXPECT_EQ(ended.status, 0) << ended.output;
    }
  }

  void expect_each_once() {
    EXPECT_EQ(ledger(), "0001|applied|2\n0002|applied|3\n0003|applied|1");
    EXPECT_EQ(client().query("SELECT version, count(*) FROM migc_history WHERE event = 'applied' "
                             "GROUP BY version ORDER BY version"),
              "0001|1\n0002|1\n0003|1");
    EXPECT_EQ(client().query("SELECT count(*) FROM accounts"), "1000");
    EXPECT_EQ(client().query("SELECT count(*) FROM pg_index WHERE NOT indisvalid"), "0");
    EXPECT_EQ(server()->log().find("deadlock detected"), std::string::npos);
  }

  void clear() { client().run("DROP SCHEMA public CASCADE; CREATE SCHEMA public"); }
};

TEST_F(FiftyReplicas, MigrateOnce) {
  for (int i = 0; i < repetitions() && !HasFailure(); ++i) {
    clear();
    run_all(conninfo());
    expect_each_once();
  }
  std::cout << repetitions() << " times fifty replicas\n";
}

TEST_F(FiftyReplicas, MigrateOnceThroughAPooler) {
  std::string why_not;
  if (!server()->start_pooler(why_not)) GTEST_SKIP() << why_not;
  const std::string info = conninfo();
  const std::string pooled = server()->pooled_conninfo(info.substr(info.rfind('=') + 1));
  for (int i = 0; i < repetitions() && !HasFailure(); ++i) {
    clear();
    run_all(pooled);
    expect_each_once();
  }
  std::cout << repetitions() << " times fifty replicas through a pooler\n";
}

// An old snapshot keeps the index build waiting, so that its program can be
// killed there.
TEST_F(FiftyReplicas, SurviveTheDeathOfTheOneAtWork) {
  const std::string at_work =
      "SELECT substr(application_name, 8) FROM pg_stat_activity WHERE state = 'active' "
      "AND application_name LIKE 'replica%' AND query LIKE 'CREATE UNIQUE INDEX%'";
  for (int i = 0; i < repetitions() && !HasFailure(); ++i) {
    clear();
    Client reader(conninfo());
    reader.run("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1");
    std::vector<Process> processes = start_all(conninfo());
    ASSERT_TRUE(eventually([&] { return !client().query(at_work).empty(); }));
    const std::size_t victim = std::stoul(client().query(at_work));
    processes[victim].signal(SIGKILL);
    EXPECT_EQ(processes[victim].wait().status, -SIGKILL);
    reader.run("COMMIT");
    for (std::size_t other = 0; other < kReplicas; ++other) {
      if (other == victim) continue;
      const Ended ended = processes[other].wait();
      EXPECT_EQ(ended.status, 0) << ended.output;
    }
    expect_each_once();
  }
  std::cout << repetitions() << " times fifty replicas, one of them killed at work\n";
}

}  // namespace
}  // namespace migc::testing
