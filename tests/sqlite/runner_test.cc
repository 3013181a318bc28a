// The verbs, against a file.
#include <migc/runner.h>

#include "sqlite_test.h"

namespace migc::testing {
namespace {

struct Outcome {
  int status = -1;
  std::string out;
  std::string err;
};

class Runner : public SqliteTest {
 protected:
  void SetUp() override {
    set_.add("1", "a", {{"CREATE TABLE a (id)"}}).add("2", "b", {{"CREATE TABLE b (id)"}});
  }

  Outcome run_verb(std::vector<const char*> arguments, Options options = {}) {
    arguments.insert(arguments.begin(), "shop-migrate");
    const auto database = open();
    Outcome outcome;
    ::testing::internal::CaptureStdout();
    ::testing::internal::CaptureStderr();
    outcome.status = run(static_cast<int>(arguments.size()), arguments.data(), *database,
                         set_.set(), std::move(options));
    outcome.out = ::testing::internal::GetCapturedStdout();
    outcome.err = ::testing::internal::GetCapturedStderr();
    return outcome;
  }

  SetBuilder set_{Dialect::sqlite};
};

TEST_F(Runner, PlansAndChecks) {
  EXPECT_EQ(run_verb({"plan"}).status, 0);
  const Outcome pending = run_verb({"plan", "--check"});
  EXPECT_EQ(pending.status, 3);
  EXPECT_EQ(pending.out,
            "shop: 2 migrations to apply\n"
            "  1  a  1 statement  in one transaction\n"
            "  2  b  1 statement  in one transaction\n");
  EXPECT_EQ(run_verb({"apply"}).status, 0);
  const Outcome done = run_verb({"plan", "--check"});
  EXPECT_EQ(done.status, 0);
  EXPECT_EQ(done.out, "shop: nothing to apply\n");
}

TEST_F(Runner, AppliesWithoutAVerb) {
  const Outcome applied = run_verb({});
  EXPECT_EQ(applied.status, 0);
  EXPECT_EQ(applied.out.substr(0, 13), "applying 1_a\n");
  EXPECT_EQ(run_verb({}).out, "shop: nothing to do\n");
}

TEST_F(Runner, ShowsTheStatusBeforeAndAfter) {
  EXPECT_EQ(run_verb({"status"}).out,
            "shop: 0 of 2 migrations applied\n"
            "  VERSION  NAME  STATE    AT\n"
            "  1        a     pending\n"
            "  2        b     pending\n");
  run_verb({"apply"});
  const Outcome after = run_verb({"status"});
  EXPECT_EQ(after.status, 0);
  EXPECT_EQ(after.out.substr(0, 32), "shop: 2 of 2 migrations applied\n");
}

TEST_F(Runner, TheStatusOfADifferentHistoryIsShownAndReported) {
  run_verb({"apply"});
  SetBuilder edited{Dialect::sqlite};
  edited.add("1", "a", {{"CREATE TABLE a (other)"}});
  const auto database = open();
  const char* const arguments[] = {"shop-migrate", "status"};
  ::testing::internal::CaptureStdout();
  ::testing::internal::CaptureStderr();
  EXPECT_EQ(run(2, arguments, *database, edited.set()), 4);
  const std::string out = ::testing::internal::GetCapturedStdout();
  const std::string err = ::testing::internal::GetCapturedStderr();
  EXPECT_NE(out.find("applied, edited since"), std::string::npos) << out;
  EXPECT_NE(out.find("applied, unknown to this program"), std::string::npos) << out;
  EXPECT_NE(err.find("migrations/1_a.sql: error:"), std::string::npos) << err;
}

TEST_F(Runner, Baselines) {
  Client(path()).run("CREATE TABLE a (id)");
  const Outcome refused = run_verb({"apply"});
  EXPECT_EQ(refused.status, 7);
  EXPECT_NE(refused.err.find("baseline"), std::string::npos);
  const Outcome recorded = run_verb({"baseline", "1"});
  EXPECT_EQ(recorded.status, 0);
  EXPECT_EQ(recorded.out.substr(0, 29), "shop: 1 recorded as applied i");
  EXPECT_EQ(run_verb({"apply"}).status, 0);
}

TEST_F(Runner, ReportsAFailure) {
  set_.add("3", "c", {{"SELECT nonsense"}});
  const Outcome failed = run_verb({"apply"});
  EXPECT_EQ(failed.status, 1);
  EXPECT_EQ(failed.err.substr(0, 29), "migrations/3_c.sql:1:8: error");
}

TEST_F(Runner, RefusesWhatItDoesNotUnderstand) {
  for (const auto& arguments : std::vector<std::vector<const char*>>{{"aply"},
                                                                     {"apply", "now"},
                                                                     {"plan", "--chek"},
                                                                     {"status", "x"},
                                                                     {"baseline"},
                                                                     {"baseline", "9"},
                                                                     {"baseline", "1", "2"}}) {
    const Outcome refused = run_verb(arguments);
    EXPECT_EQ(refused.status, 2) << arguments[0];
    EXPECT_EQ(refused.out, "");
    EXPECT_NE(refused.err.find("error: "), std::string::npos);
  }
  EXPECT_EQ(run_verb({"help"}).status, 0);
  EXPECT_NE(run_verb({"help"}).out.find("baseline VERSION"), std::string::npos);
}

}  // namespace
}  // namespace migc::testing
