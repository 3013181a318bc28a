#include "ledger.h"

#include <gtest/gtest.h>

namespace migc {
namespace {

TEST(Ledger, NamesItsCompanions) {
  const LedgerId usual{"public", "migc_ledger", "shop"};
  EXPECT_EQ(history_table(usual), "migc_history");
  EXPECT_EQ(sets_table(usual), "migc_sets");
  const LedgerId own{"public", "applied", "shop"};
  EXPECT_EQ(history_table(own), "applied_history");
  const LedgerId bare{"public", "_ledger", "shop"};
  EXPECT_EQ(history_table(bare), "_ledger_history");
}

// Persisted names: a change here breaks every database out there.
TEST(Ledger, KeepsItsWords) {
  EXPECT_EQ(to_text(RowState::started), "started");
  EXPECT_EQ(to_text(RowState::applied), "applied");
  EXPECT_EQ(to_text(RowState::baselined), "baselined");
  EXPECT_EQ(to_text(RowState::reverting), "reverting");
  EXPECT_EQ(to_text(Event::failed), "failed");
  EXPECT_EQ(parse_row_state("reverting"), RowState::reverting);
  EXPECT_FALSE(parse_row_state("dirty"));
}

TEST(Ledger, ReadsARow) {
  Record record{"x", "3",   "0003", "a",  "d",    "c",    "started", "2", "5",
                "6", "{1}", "now",  "me", "shop", "1200", "t",       ""};
  const auto row = parse_row(record, 1);
  ASSERT_TRUE(row);
  EXPECT_EQ(row->ordinal, 3U);
  EXPECT_EQ(row->state, RowState::started);
  EXPECT_EQ(row->statements_done, 5U);
  EXPECT_EQ(row->intent_statement, 6U);
  EXPECT_EQ(row->applied_by, "me");
  EXPECT_EQ(row->application, "shop");
  EXPECT_EQ(row->took, std::chrono::milliseconds(1200));
  EXPECT_EQ(row->tokens, "t");
  record[9].clear();
  EXPECT_EQ(parse_row(record, 1)->intent_statement, 0U) << "NULL means none";
}

TEST(Ledger, RefusesWhatItWouldNotWrite) {
  const Record good{"3", "0003", "a", "d", "c", "applied", "2", "5",
                    "",  "",     "",  "",  "",  "",        "",  ""};
  ASSERT_TRUE(parse_row(good));
  EXPECT_FALSE(parse_row(good, 1)) << "too few columns";
  for (const auto& [column, value] :
       {std::pair{0U, "-1"}, {0U, ""}, {5U, "dirty"}, {6U, "x"}, {7U, "99999999999"}, {8U, "1x"}}) {
    Record bad = good;
    bad[column] = value;
    EXPECT_FALSE(parse_row(bad)) << column << " " << value;
  }
}

}  // namespace
}  // namespace migc
