// Which rows may take the digests of the program.
#include "repair.h"

#include <gtest/gtest.h>

#include "histories.h"

namespace migc {
namespace {

struct Case {
  const char* ledger;
  const char* set;
  const char* wanted;
};

class Repins : public ::testing::TestWithParam<Case> {};

TEST_P(Repins, AreThoseThatSayTheSame) {
  testing::SetBuilder ledger(Dialect::postgresql);
  testing::SetBuilder set(Dialect::postgresql);
  testing::add_all(ledger, GetParam().ledger);
  testing::add_all(set, GetParam().set);
  const auto rows = testing::rows_of(ledger.set());
  const auto repins = find_repins(set.set(), rows);
  std::string text;
  if (repins) {
    for (const Repin& repin : repins.value()) text += concat(repin.row->version, " ");
  } else {
    text = concat(to_text(repins.error().code), " ", repins.error().migration);
  }
  EXPECT_EQ(text, GetParam().wanted);
}

INSTANTIATE_TEST_SUITE_P(
    Histories, Repins,
    ::testing::Values(Case{"", "1", ""}, Case{"1 2", "1 2", ""}, Case{"1 2 3", "1 2# 3", "2 3 "},
                      Case{"1# 2 3#", "1 2 3", "1 2 3 "}, Case{"1 2", "1 2# 3", "2 "},
                      Case{"1 2", "1 2!", "history_edited 2"},
                      Case{"1 2 3", "1# 2 3!", "history_edited 3"},
                      Case{"1 2", "1# 3", "history_forked 3"},
                      Case{"1 2 3", "1# 2", "history_newer 3"}, Case{"1 2 3", "1 2", ""},
                      Case{"1", "01#", "history_edited 01"}));

TEST(RepinRows, AreNotThereToMendADamagedLedger) {
  testing::SetBuilder set(Dialect::postgresql);
  testing::add_all(set, "1 2");
  auto rows = testing::rows_of(set.set());
  rows[1].chain = "x";
  EXPECT_EQ(find_repins(set.set(), rows).error().code, ErrorCode::ledger);
}

TEST(Settled, IsOnlyTheLastRow) {
  testing::SetBuilder set(Dialect::postgresql);
  testing::add_all(set, "1 02");
  auto rows = testing::rows_of(set.set());
  const auto settled = [&](std::string_view version, Settlement settlement) {
    const auto row = find_settled(rows, version, settlement);
    return row ? row.value()->version : std::string(to_text(row.error().code));
  };
  EXPECT_EQ(settled("2", Settlement::forget), "02");
  EXPECT_EQ(settled("1", Settlement::forget), "usage");
  EXPECT_EQ(settled("2", Settlement::done), "usage") << "it is finished";
  rows[1].state = RowState::started;
  EXPECT_EQ(settled("2", Settlement::done), "02");
  rows[1].state = RowState::reverting;
  EXPECT_EQ(settled("2", Settlement::done), "02");
  rows.clear();
  EXPECT_EQ(settled("2", Settlement::forget), "usage");
}

}  // namespace
}  // namespace migc
