// Every difference between a ledger and a set, not only the first.
#include "verify.h"

#include <gtest/gtest.h>

#include "histories.h"

namespace migc {
namespace {

std::string summary_of(const Verification& verification) {
  std::string text = concat(std::to_string(verification.applied), " applied, ",
                            std::to_string(verification.pending), " pending");
  for (const std::string& version : verification.unknown) text += concat(" +", version);
  for (const Error& error : verification.differences) {
    text += concat("; ", to_text(error.code), " ", error.migration);
  }
  return text;
}

struct Case {
  const char* ledger;
  const char* set;
  const char* wanted;
};

class Verify : public ::testing::TestWithParam<Case> {};

TEST_P(Verify, FindsAllDifferences) {
  testing::SetBuilder ledger(Dialect::postgresql);
  testing::SetBuilder set(Dialect::postgresql);
  testing::add_all(ledger, GetParam().ledger);
  testing::add_all(set, GetParam().set);
  EXPECT_EQ(summary_of(verify_rows(set.set(), testing::rows_of(ledger.set()))), GetParam().wanted);
}

INSTANTIATE_TEST_SUITE_P(
    Histories, Verify,
    ::testing::Values(
        Case{"", "", "0 applied, 0 pending"}, Case{"1 2", "1 2", "2 applied, 0 pending"},
        Case{"1", "1 2 3", "1 applied, 2 pending"},
        Case{"1 2 3", "1", "1 applied, 0 pending +2 +3"},
        Case{"1 2 3", "1! 2 3!", "3 applied, 0 pending; history_edited 1; history_edited 3"},
        Case{"1 2 3", "1! 2 4", "2 applied, 1 pending +3; history_edited 1; history_forked 4"},
        Case{"1 3", "1 2 3", "2 applied, 1 pending; out_of_order 2"},
        Case{"1 2", "01 2", "2 applied, 0 pending; history_edited 01"}));

TEST(VerifyRows, ReportsWhatIsDamagedOrUnfinished) {
  testing::SetBuilder set(Dialect::postgresql);
  testing::add_all(set, "1 2");
  auto rows = testing::rows_of(set.set());
  rows[1].chain[0] = 'x';
  EXPECT_EQ(summary_of(verify_rows(set.set(), rows)), "2 applied, 0 pending; ledger 2");
  rows = testing::rows_of(set.set());
  rows[1].state = RowState::reverting;
  EXPECT_EQ(summary_of(verify_rows(set.set(), rows)), "1 applied, 1 pending; stopped 2");
  rows.erase(rows.begin());
  EXPECT_EQ(summary_of(verify_rows(set.set(), rows)), "0 applied, 2 pending; ledger 2");
}

}  // namespace
}  // namespace migc
