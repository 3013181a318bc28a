// Taking migrations back, on a file.
#include <utility>

#include "sqlite_test.h"

namespace migc::testing {
namespace {

constexpr const char* kHistory = "SELECT event, version FROM migc_history ORDER BY id";

class SqliteRollback : public SqliteTest {
 public:
  Result<Summary> rollback(SetBuilder& set, const Rollback& target = {.confirmed = true},
                           Observer* observer = nullptr) {
    const auto database = open();
    return Migrator(*database, set.set()).rollback(target, observer);
  }

 protected:
  void SetUp() override {
    set_.add("1", "a", {{"CREATE TABLE a (id)"}}).down({{"DROP TABLE a"}});
    set_.add("2", "b", {{"CREATE TABLE b (id)"}}).down({{"DROP TABLE b"}});
  }

  SetBuilder set_{Dialect::sqlite};
};

TEST_F(SqliteRollback, TakesBackTheLastOne) {
  must(apply(set_));
  EXPECT_EQ(must(rollback(set_)).applied, Versions{"2"});
  EXPECT_EQ(ledger(), "1|applied|1");
  EXPECT_FALSE(has_table("b"));
  EXPECT_EQ(query(kHistory), "applied|1\napplied|2\nundone|2");
  EXPECT_EQ(must(apply(set_)).applied, Versions{"2"}) << "it can be applied again";
}

TEST_F(SqliteRollback, NeedsConsentOutsideDevelopment) {
  must(apply(set_));
  EXPECT_EQ(must_fail(rollback(set_, {})).code, ErrorCode::not_confirmed);
  const auto database = open();
  Migrator developing(*database, set_.set(), {.development = true});
  EXPECT_EQ(must(developing.rollback({})).applied, Versions{"2"});
}

TEST_F(SqliteRollback, WithoutALedgerThereIsNothingToTakeBack) {
  EXPECT_EQ(must(rollback(set_)).applied, Versions{});
  EXPECT_FALSE(has_table("migc_ledger"));
}

TEST_F(SqliteRollback, RunsNothingWhenOneOfThemHasNoUndo) {
  set_.add("3", "c", {{"CREATE TABLE c (id)"}}).add("4", "d", {{"CREATE TABLE d (id)"}});
  set_.down({{"DROP TABLE d"}});
  must(apply(set_));
  const Error error = must_fail(rollback(set_, {.steps = 2, .confirmed = true}));
  EXPECT_EQ(error.code, ErrorCode::irreversible);
  EXPECT_EQ(error.migration, "3");
  EXPECT_TRUE(has_table("d"));
}

TEST_F(SqliteRollback, AFailureLeavesTheMigrationApplied) {
  set_.add("3", "c", {{"CREATE TABLE c (id)"}}).down({{"DROP TABLE c"}, {"DROP TABLE nothing"}});
  must(apply(set_));
  const Error error = must_fail(rollback(set_, {.steps = 3, .confirmed = true}));
  EXPECT_EQ(error.code, ErrorCode::statement_failed);
  EXPECT_EQ(error.file, "migrations/3_c.down.sql");
  EXPECT_EQ(error.line, 2U);
  EXPECT_EQ(error.state, DatabaseState::unchanged);
  EXPECT_TRUE(has_table("c"));
  EXPECT_EQ(query(kHistory + std::string(" DESC LIMIT 1")), "undo_failed|3");
}

TEST_F(SqliteRollback, AProgramThatDoesNotKnowTheMigrationAsksTheLedger) {
  must(apply(set_));
  SetBuilder older{Dialect::sqlite};
  older.add("1", "a", {{"CREATE TABLE a (id)"}});
  const auto database = open();
  Migrator migrator(*database, older.set(), {.development = true});
  const UndoPlan plan = must(migrator.plan_rollback({}));
  ASSERT_EQ(plan.steps.size(), 1U);
  EXPECT_TRUE(plan.steps[0].from_ledger);
  EXPECT_EQ(plan.steps[0].statements, Versions{"DROP TABLE b"});
  EXPECT_EQ(must_fail(migrator.rollback({})).code, ErrorCode::not_confirmed);
  EXPECT_EQ(must(migrator.rollback({.to = "0", .confirmed = true})).applied, (Versions{"2", "1"}));
  EXPECT_EQ(ledger(), "");
}

TEST_F(SqliteRollback, AForkIsTakenBackToWhereItBegan) {
  must(apply(set_));
  SetBuilder other{Dialect::sqlite};
  other.add("1", "a", {{"CREATE TABLE a (id)"}}).add("3", "c", {{"CREATE TABLE c (id)"}});
  EXPECT_EQ(must_fail(apply(other)).code, ErrorCode::history_forked);
  EXPECT_EQ(must(rollback(other, {.to = "1", .confirmed = true})).applied, Versions{"2"});
  EXPECT_EQ(must(apply(other)).applied, Versions{"3"});
}

TEST_F(SqliteRollback, GoesOnWhereItStopped) {
  set_.add("3", "c", {{"CREATE TABLE c (id)"}})
      .down({{"DROP TABLE c"}, alone("VACUUM"), {"INSERT INTO a SELECT id FROM b"}});
  must(apply(set_));
  Client(path()).run("DROP TABLE b");
  EXPECT_EQ(must_fail(rollback(set_)).state, DatabaseState::partial);
  EXPECT_EQ(ledger(), "1|applied|1\n2|applied|1\n3|reverting|2");
  EXPECT_EQ(must_fail(apply(set_)).code, ErrorCode::stopped);
  Client(path()).run("CREATE TABLE b (id)");
  EXPECT_EQ(must(rollback(set_)).applied, Versions{"3"});
  EXPECT_EQ(ledger(), "1|applied|1\n2|applied|1");
  EXPECT_EQ(query(kHistory + std::string(" LIMIT -1 OFFSET 3")),
            "undo_started|3\nundo_failed|3\nundone|3");
}

TEST_F(SqliteRollback, NeverUndoesWhatAnotherHasUndone) {
  must(apply(set_));
  struct Faster : Observer {
    SqliteRollback* test = nullptr;
    SetBuilder* set = nullptr;
    void undoing(const Migration&) override {
      if (SetBuilder* const mine = std::exchange(set, nullptr)) must(test->rollback(*mine));
    }
  } faster;
  faster.test = this;
  faster.set = &set_;
  const Error error = must_fail(rollback(set_, {.confirmed = true}, &faster));
  EXPECT_EQ(error.code, ErrorCode::busy);
  EXPECT_EQ(ledger(), "1|applied|1");
}

}  // namespace
}  // namespace migc::testing
