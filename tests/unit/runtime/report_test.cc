#include "report.h"

#include <gtest/gtest.h>

#include "migc/runner.h"
#include "set_builder.h"
#include "text.h"
#include "verify.h"

namespace migc {
namespace {

LedgerRow row_for(const Migration& migration, RowState state) {
  return {.ordinal = 1,
          .version = std::string(migration.version),
          .name = std::string(migration.name),
          .digest = hex(migration.digest),
          .state = state,
          .statements_done = 1,
          .applied_at = "2030-01-02T03:04:05Z"};
}

TEST(StatusReport, AlignsAndMarks) {
  testing::SetBuilder builder(Dialect::sqlite);
  builder.add("1", "accounts", {{"SELECT 1"}})
      .add("2", "email", {{"SELECT 1"}})
      .add("10", "a_long_name", {{"SELECT 1"}})
      .add("11", "draft", {{"SELECT 1"}})
      .unlocked();
  const auto& migrations = builder.set().migrations;
  std::vector<LedgerRow> rows{row_for(migrations[0], RowState::applied),
                              row_for(migrations[1], RowState::started)};
  rows[0].digest.clear();
  rows.push_back({.version = "12", .name = "later", .state = RowState::baselined});
  EXPECT_EQ(status_report(builder.set(), list_entries(builder.set(), rows)),
            "shop: 1 of 4 migrations applied\n"
            "  VERSION  NAME         STATE                               AT\n"
            "  1        accounts     applied, edited since               2030-01-02T03:04:05Z\n"
            "  2        email        stopped after 1 statement           2030-01-02T03:04:05Z\n"
            "  10       a_long_name  pending\n"
            "  11       draft        pending, not locked\n"
            "  12       later        baselined, unknown to this program\n");
}

TEST(HistoryReport, SaysWhenWhatAndWho) {
  testing::SetBuilder builder(Dialect::postgresql);
  const std::vector<HistoryLine> lines{
      {.at = "2030-01-02T03:04:05Z",
       .event = "failed",
       .version = "1",
       .name = "a",
       .statement = 2,
       .error = "statement_failed",
       .sqlstate = "42P01",
       .by = "deploy"},
      {.at = "2030-01-02T03:04:06Z",
       .event = "applied",
       .version = "1",
       .name = "a",
       .by = "deploy",
       .application = "shop"},
      {.at = "2030-01-02T03:04:07Z", .event = "applied", .version = "2", .name = "b"}};
  EXPECT_EQ(
      history_report(builder.set(), lines),
      "shop: 3 events\n"
      "  2030-01-02T03:04:05Z  1_a  failed: statement_failed 42P01 in statement 2  by deploy\n"
      "  2030-01-02T03:04:06Z  1_a  applied                                        by deploy, "
      "shop\n"
      "  2030-01-02T03:04:07Z  2_b  applied\n");
}

TEST(ManifestReport, EndsWithTheLineOfTheLockfile) {
  testing::SetBuilder builder(Dialect::postgresql);
  builder.add("1", "a", {{"SELECT 1"}});
  const Migration& migration = builder.set().migrations[0];
  EXPECT_EQ(manifest_report(builder.set()),
            concat("shop: 1 migration in this program\n  VERSION  NAME  DIGEST",
                   std::string(67, ' '), "UNDO\n  1        a     sha256:", hex(migration.digest),
                   "  none\nhead sha256:", hex(migration.chain), "\n"));
}

TEST(PlanReport, ListsWhatWouldRun) {
  testing::SetBuilder builder(Dialect::postgresql);
  builder.add("1", "a", {{"SELECT 1"}, {"SELECT 2"}}).add("2", "b", {testing::alone("VACUUM")});
  const auto& migrations = builder.set().migrations;
  Plan plan;
  plan.pending = {&migrations[0], &migrations[1]};
  EXPECT_EQ(plan_report(builder.set(), plan),
            "shop: 2 migrations to apply\n"
            "  1  a  2 statements  in one transaction\n"
            "  2  b  1 statement   one by one\n");
  EXPECT_EQ(plan_report(builder.set(), Plan{}), "shop: nothing to apply\n");
}

TEST(SummaryReport, SaysWhatWasDone) {
  testing::SetBuilder builder(Dialect::postgresql);
  Summary summary;
  EXPECT_EQ(summary_report(builder.set(), summary, "applied"), "shop: nothing to do\n");
  summary.newer = true;
  EXPECT_EQ(summary_report(builder.set(), summary, "applied"),
            "shop: nothing to do; the database is ahead of this program\n");
  summary.applied = {"1", "2"};
  summary.took = std::chrono::milliseconds(12345);
  EXPECT_EQ(summary_report(builder.set(), summary, "applied"), "shop: 2 applied in 12 s\n");
}

TEST(HolderReport, NamesWhoIsInTheWay) {
  EXPECT_EQ(holder_report({}), "waiting for another process");
  EXPECT_EQ(holder_report({.pid = "12",
                           .application = "shop",
                           .address = "10.0.0.7",
                           .state = "active",
                           .query = "ALTER\nTABLE",
                           .age = std::chrono::milliseconds(900)}),
            "waiting for pid 12 (shop, 10.0.0.7), active for 900 ms: ALTER\\nTABLE");
  EXPECT_EQ(holder_report({.pid = "12", .address = "local"}), "waiting for pid 12 (local)");
}

TEST(ExitStatus, TellsAScriptWhatToDo) {
  const auto status = [](ErrorCode code, DatabaseState state = DatabaseState::unchanged) {
    return exit_status(Error{.code = code, .state = state});
  };
  EXPECT_EQ(status(ErrorCode::statement_failed), 1);
  EXPECT_EQ(status(ErrorCode::statement_failed, DatabaseState::advanced), 1);
  EXPECT_EQ(status(ErrorCode::cancelled), 1);
  EXPECT_EQ(status(ErrorCode::usage), 2);
  EXPECT_EQ(status(ErrorCode::unsupported), 2);
  EXPECT_EQ(status(ErrorCode::not_locked), 2);
  EXPECT_EQ(status(ErrorCode::history_edited), 4);
  EXPECT_EQ(status(ErrorCode::history_forked), 4);
  EXPECT_EQ(status(ErrorCode::history_newer), 4);
  EXPECT_EQ(status(ErrorCode::out_of_order), 4);
  EXPECT_EQ(status(ErrorCode::busy), 5);
  EXPECT_EQ(status(ErrorCode::lock_timeout), 5);
  EXPECT_EQ(status(ErrorCode::statement_failed, DatabaseState::partial), 6);
  EXPECT_EQ(status(ErrorCode::connection, DatabaseState::unknown), 6);
  EXPECT_EQ(status(ErrorCode::stopped, DatabaseState::partial), 7);
  EXPECT_EQ(status(ErrorCode::permission), 7);
  EXPECT_EQ(status(ErrorCode::ledger), 7);
  EXPECT_EQ(status(ErrorCode::connection), 8);
}

}  // namespace
}  // namespace migc
