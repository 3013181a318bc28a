// Every way in which a ledger and a set can relate.
#include "planner.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "fence.h"
#include "histories.h"
#include "set_builder.h"
#include "text.h"

namespace migc {
namespace {

using testing::add_all;
using testing::rows_of;

std::string summary_of(const Result<Decision>& decision) {
  if (!decision) {
    return concat(to_text(decision.error().code), " ", decision.error().migration);
  }
  const Plan& plan = decision->plan;
  constexpr const char* standings[] = {"up to date", "pending", "newer"};
  std::string text = standings[static_cast<int>(plan.standing)];
  for (const Migration* const migration : plan.pending) text += concat(" ", migration->version);
  for (const std::string& version : plan.unknown) text += concat(" +", version);
  return text;
}

struct Case {
  const char* ledger;
  const char* set;
  const char* wanted;
};

class Planner : public ::testing::TestWithParam<Case> {};

TEST_P(Planner, Decides) {
  testing::SetBuilder ledger(Dialect::postgresql);
  testing::SetBuilder set(Dialect::postgresql);
  add_all(ledger, GetParam().ledger);
  add_all(set, GetParam().set);
  const auto rows = rows_of(ledger.set());
  EXPECT_EQ(summary_of(decide_by_rows(set.set(), rows)), GetParam().wanted);
  // The short way never says anything else than the long one.
  Head head{.exists = true};
  if (!rows.empty()) head.last = rows.back();
  if (auto quick = decide_by_head(set.set(), head)) {
    EXPECT_EQ(summary_of(std::move(*quick)), GetParam().wanted);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Histories, Planner,
    ::testing::Values(
        Case{"", "", "up to date"}, Case{"", "1 2", "pending 1 2"}, Case{"1", "1", "up to date"},
        Case{"1", "1 2 3", "pending 2 3"}, Case{"1 2", "1", "newer +2"},
        Case{"1 2", "", "newer +1 +2"}, Case{"1 2 3", "1", "newer +2 +3"},
        // same version, other content
        Case{"1", "1!", "history_edited 1"}, Case{"1 2", "1! 2", "history_edited 1"},
        Case{"1 2", "1 2!", "history_edited 2"}, Case{"1 2!", "1 2 3", "history_edited 2"},
        // both went on differently
        Case{"1 2", "1 3", "history_forked 3"}, Case{"1 3", "1 2", "history_forked 2"},
        Case{"5", "6", "history_forked 6"},
        // the program lacks one in the middle
        Case{"1 2 3", "1 3", "history_forked 3"}, Case{"1 2", "2", "history_forked 2"},
        // late through a merge
        Case{"1 3", "1 2 3", "out_of_order 2"}, Case{"2", "1 2", "out_of_order 1"},
        Case{"1 3", "1 2 3 4", "out_of_order 2"},
        // the same version, written differently
        Case{"1", "0001", "history_edited 0001"},
        Case{"99999999999999999999", "99999999999999999999", "up to date"}));

TEST(PlannerRows, AreTrustedOnlyWhenTheyFitTogether) {
  testing::SetBuilder set(Dialect::postgresql);
  add_all(set, "1 2 3");
  const auto decide_with = [&](auto change) {
    auto rows = rows_of(set.set());
    change(rows);
    return summary_of(decide_by_rows(set.set(), rows));
  };
  EXPECT_EQ(decide_with([](auto& rows) { rows.erase(rows.begin()); }), "ledger 2");
  EXPECT_EQ(decide_with([](auto& rows) { rows[1].ordinal = 7; }), "ledger 2");
  EXPECT_EQ(decide_with([](auto& rows) { rows[1].chain[0] = 'x'; }), "ledger 2");
  EXPECT_EQ(decide_with([](auto& rows) { rows[1].state = RowState::started; }), "ledger 2");
  EXPECT_EQ(decide_with([](auto& rows) { rows[1].name = "other"; }), "history_edited 2");
  EXPECT_EQ(decide_with([](auto& rows) { rows[2].state = RowState::reverting; }), "stopped 3");
  EXPECT_EQ(decide_with([](auto& rows) { rows[2].state = RowState::baselined; }), "up to date");
}

TEST(PlannerRows, ShowWhereToResume) {
  testing::SetBuilder set(Dialect::postgresql);
  add_all(set, "1 2 3");
  auto rows = rows_of(set.set());
  rows.pop_back();
  rows.back().state = RowState::started;
  rows.back().statements_done = 4;
  const auto decision = decide_by_rows(set.set(), rows);
  EXPECT_EQ(summary_of(decision), "pending 2 3");
  EXPECT_TRUE(decision->plan.resumes);
  EXPECT_EQ(decision->plan.applied, 1U);
  EXPECT_EQ(decision->position.ordinal, 2U);
  EXPECT_EQ(decision->last_batch, 7U);
  ASSERT_TRUE(decision->unfinished);
  EXPECT_EQ(decision->unfinished->statements_done, 4U);
}

TEST(PlannerRows, AnUnfinishedOneThatIsUnknownIsNotOurs) {
  testing::SetBuilder ledger(Dialect::postgresql);
  testing::SetBuilder set(Dialect::postgresql);
  add_all(ledger, "1 2");
  add_all(set, "1");
  auto rows = rows_of(ledger.set());
  rows.back().state = RowState::started;
  const auto decision = decide_by_rows(set.set(), rows);
  EXPECT_EQ(summary_of(decision), "newer +2");
  EXPECT_FALSE(decision->unfinished);
}

TEST(PlannerHead, IsNotEnoughForAnUnknownOrUnfinishedRow) {
  testing::SetBuilder set(Dialect::postgresql);
  add_all(set, "1 2");
  Head head{.exists = true, .last = rows_of(set.set()).back()};
  EXPECT_TRUE(decide_by_head(set.set(), head));
  head.last->state = RowState::started;
  EXPECT_FALSE(decide_by_head(set.set(), head));
  head.last->state = RowState::applied;
  head.last->ordinal = 3;
  EXPECT_FALSE(decide_by_head(set.set(), head));
  head.last->ordinal = 0;
  EXPECT_FALSE(decide_by_head(set.set(), head));
}

TEST(PlannerHead, KnowsAFirstStart) {
  testing::SetBuilder set(Dialect::postgresql);
  add_all(set, "1");
  EXPECT_TRUE(decide_by_head(set.set(), Head{})->first_start);
  EXPECT_FALSE(decide_by_head(set.set(), Head{.exists = true})->first_start);
}

TEST(PlannerPolicy, NewerIsAnErrorOnlyWhenExact) {
  std::vector<std::string> unknown;
  EXPECT_TRUE(check_newer(unknown, true));
  unknown = {"9"};
  EXPECT_TRUE(check_newer(unknown, false));
  EXPECT_EQ(check_newer(unknown, true).error().code, ErrorCode::history_newer);
}

TEST(PlannerPolicy, UnlockedIsAnErrorOutsideDevelopment) {
  testing::SetBuilder set(Dialect::postgresql);
  set.add("1", "a", {{"SELECT 1"}}).add("2", "b", {{"SELECT 1"}}).unlocked();
  const auto decision = decide_by_head(set.set(), Head{});
  EXPECT_TRUE(check_locked(decision->plan.pending, true));
  const auto locked = check_locked(decision->plan.pending, false);
  ASSERT_FALSE(locked);
  EXPECT_EQ(locked.error().code, ErrorCode::not_locked);
  EXPECT_EQ(locked.error().file, "migrations/2_b.sql");
}

TEST(PlannerMessages, NameTheDifferenceAndTheRemedy) {
  testing::SetBuilder ledger(Dialect::postgresql);
  testing::SetBuilder set(Dialect::postgresql);
  add_all(ledger, "1 3");
  add_all(set, "1 2 3");
  const auto decision = decide_by_rows(set.set(), rows_of(ledger.set()));
  ASSERT_FALSE(decision);
  EXPECT_EQ(
      describe(decision.error()),
      "migrations/2_m2.sql: error: migration 2_m2 is pending but sorts before 3_m3, which was "
      "already applied\nhelp: give it a version after 3 (`migc lock --rebase-onto` does that "
      "when you merge) and build again");
}

TEST(FenceTest, HoldsOnlyWhereItWasSet) {
  const LedgerRow row{.ordinal = 2, .chain = "c", .state = RowState::applied};
  LedgerRow started = row;
  started.state = RowState::started;
  started.statements_done = 3;
  EXPECT_TRUE(Fence{}.holds(std::nullopt));
  EXPECT_FALSE(Fence{}.holds(row));
  EXPECT_TRUE((Fence{.last = {2, "c"}}.holds(row)));
  EXPECT_FALSE((Fence{.last = {2, "c"}}.holds(std::nullopt)));
  EXPECT_FALSE((Fence{.last = {1, "c"}}.holds(row)));
  EXPECT_FALSE((Fence{.last = {2, "d"}}.holds(row)));
  EXPECT_FALSE((Fence{.last = {2, "c"}}.holds(started)));
  EXPECT_TRUE((Fence{{2, "c"}, RowState::started, 3}.holds(started)));
  EXPECT_FALSE((Fence{{2, "c"}, RowState::started, 2}.holds(started)));
  EXPECT_FALSE((Fence{{2, "c"}, RowState::started, 3}.holds(row)));
  EXPECT_FALSE((Fence{{2, "c"}, RowState::reverting, 3}.holds(started)));
}

}  // namespace
}  // namespace migc
