// How far a rollback goes, and which text it takes.
#include "undo.h"

#include <gtest/gtest.h>

#include "histories.h"

namespace migc {
namespace {

using testing::add_all;
using testing::rows_of;

// Versions with their batches: "1:1 2:1 3:2".
std::vector<LedgerRow> ledger_of(testing::SetBuilder& builder, std::vector<std::uint32_t> batches) {
  std::vector<LedgerRow> rows = rows_of(builder.set());
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i].batch = batches[i];
  return rows;
}

std::string chosen(const std::vector<LedgerRow>& rows, const Rollback& rollback) {
  const auto last = rows_to_undo(rows, rollback);
  if (!last) return concat(to_text(last.error().code), ": ", last.error().message);
  std::string text;
  for (const LedgerRow& row : last.value()) text += concat(row.version, " ");
  return text;
}

TEST(RowsToUndo, AreTheLastOnes) {
  testing::SetBuilder set(Dialect::postgresql);
  add_all(set, "1 2 3 4");
  const auto rows = ledger_of(set, {1, 2, 2, 2});
  EXPECT_EQ(chosen(rows, {}), "4 ");
  EXPECT_EQ(chosen(rows, {.steps = 3}), "2 3 4 ");
  EXPECT_EQ(chosen(rows, {.last_batch = true}), "2 3 4 ");
  EXPECT_EQ(chosen(rows, {.to = "03"}), "4 ");
  EXPECT_EQ(chosen(rows, {.to = "4"}), "");
  EXPECT_EQ(chosen(rows, {.to = "0"}), "1 2 3 4 ");
  EXPECT_EQ(chosen(rows, {.to = "5"}), "usage: the database does not hold migration 5");
  EXPECT_EQ(chosen(rows, {.steps = 0}), "usage: there are 4 migrations to take back, not 0");
  EXPECT_EQ(chosen(rows, {.steps = 5}), "usage: there are 4 migrations to take back, not 5");
  EXPECT_EQ(chosen({}, {}), "");
  EXPECT_EQ(chosen(ledger_of(set, {1, 1, 1, 1}), {.last_batch = true}), "1 2 3 4 ");
}

TEST(RowsToUndo, RefuseWhatWasNotApplied) {
  testing::SetBuilder set(Dialect::postgresql);
  add_all(set, "1 2");
  auto rows = rows_of(set.set());
  rows[1].state = RowState::started;
  EXPECT_EQ(chosen(rows, {}), "stopped: migration 2_m2 was stopped midway");
  rows[1].state = RowState::reverting;
  EXPECT_EQ(chosen(rows, {}), "2 ") << "a stopped undo goes on";
  rows[1].state = RowState::applied;
  rows[0].state = RowState::baselined;
  EXPECT_EQ(chosen(rows, {}), "2 ");
  EXPECT_EQ(chosen(rows, {.steps = 2}),
            "irreversible: migration 1_m1 was recorded by a baseline, not applied");
}

class UndoText : public ::testing::Test {
 protected:
  UndoText() { set_.add("1", "a", {{"SELECT 1"}}).down({{"SELECT -1"}}); }

  // As the ledger has the only migration of the set.
  LedgerRow row() {
    LedgerRow row = rows_of(set_.set()).front();
    row.down_digest = down_digest(set_.set().migrations[0]);
    return row;
  }

  std::string source(const LedgerRow& row) {
    const auto found = find_embedded_undo(set_.set(), row);
    if (!found) return std::string(to_text(found.error().code));
    return found.value() == nullptr ? "ledger" : std::string(found.value()->version);
  }

  testing::SetBuilder set_{Dialect::postgresql};
};

TEST_F(UndoText, ComesFromTheProgramThatHoldsTheMigration) {
  EXPECT_EQ(source(row()), "1");
  LedgerRow later = row();
  later.down_digest = "another, or none when it was applied";
  EXPECT_EQ(source(later), "1");
}

TEST_F(UndoText, IsKnownByItsDigestWhenTheMigrationIsNot) {
  LedgerRow edited = row();
  edited.chain = "other";
  EXPECT_EQ(source(edited), "1");
  edited.down_digest = "other";
  EXPECT_EQ(source(edited), "ledger");
  edited.down_digest.clear();
  EXPECT_EQ(source(edited), "ledger");
  LedgerRow unknown = row();
  unknown.chain = "other";
  unknown.version = "9";
  EXPECT_EQ(source(unknown), "ledger");
}

TEST_F(UndoText, OfAStoppedUndoStaysTheOneItBeganWith) {
  LedgerRow stopped = row();
  stopped.state = RowState::reverting;
  EXPECT_EQ(source(stopped), "1");
  stopped.down_digest = "other";
  EXPECT_EQ(source(stopped), "ledger");
}

TEST_F(UndoText, IsRefusedWhereItIsDeclaredSo) {
  set_.irreversible();
  EXPECT_EQ(source(row()), "irreversible");
}

TEST_F(UndoText, LooksLikeAMigrationThatRunsIt) {
  const Undo embedded(row(), set_.set().migrations[0]);
  EXPECT_FALSE(embedded.from_ledger());
  EXPECT_EQ(embedded.migration().file, "migrations/1_a.down.sql");
  EXPECT_EQ(hex(embedded.migration().chain), row().chain);
  EXPECT_EQ(down_digest(embedded.migration()), row().down_digest);
  EXPECT_EQ(embedded.migration().statements[0].sql, "SELECT -1");

  const Undo stored(row(), *parse_down(write_down(set_.set().migrations[0])));
  EXPECT_TRUE(stored.from_ledger());
  EXPECT_EQ(stored.migration().file, "1_a.down.sql");
  EXPECT_EQ(down_digest(stored.migration()), row().down_digest);
  EXPECT_EQ(write_down(stored.migration()), write_down(embedded.migration()));
}

TEST(Confirmation, IsNeededOutsideDevelopmentAndForForeignText) {
  const UndoPlan own{.steps = {{.version = "1"}}};
  const UndoPlan foreign{.steps = {{.version = "1"}, {.version = "2", .from_ledger = true}}};
  EXPECT_TRUE(check_confirmed({}, false, false));
  EXPECT_TRUE(check_confirmed(own, true, false));
  EXPECT_TRUE(check_confirmed(own, false, true));
  EXPECT_EQ(check_confirmed(own, false, false).error().code, ErrorCode::not_confirmed);
  EXPECT_TRUE(check_confirmed(foreign, true, false));
  EXPECT_EQ(check_confirmed(foreign, false, true).error().migration, "2");
}

}  // namespace
}  // namespace migc
