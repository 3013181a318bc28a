// What a person knows and a run does not, on a file.
#include "sqlite_test.h"

namespace migc::testing {
namespace {

constexpr const char* kLastEvent =
    "SELECT event, version FROM migc_history ORDER BY id DESC LIMIT 1";

class SqliteRepair : public SqliteTest {
 protected:
  void SetUp() override {
    set_.add("1", "a", {{"CREATE TABLE a (id)"}});
    set_.add("2", "b", {{"CREATE TABLE b (id)"}, alone("VACUUM"), {"SELECT * FROM missing"}});
  }

  std::unique_ptr<sqlite::Database> database_ = open();
  SetBuilder set_{Dialect::sqlite};
};

TEST_F(SqliteRepair, TakesOverDigestsWhereOnlyCommentsDiffer) {
  SetBuilder before{Dialect::sqlite};
  before.add("1", "a", {{"CREATE TABLE a (id)"}}).add("2", "b", {{"CREATE TABLE b (id)"}});
  must(apply(before));
  SetBuilder after{Dialect::sqlite};
  after.add("1", "a", {{"CREATE TABLE a (id) -- the first"}})
      .add("2", "b", {{"CREATE TABLE b (id)"}});
  EXPECT_EQ(must_fail(apply(after)).code, ErrorCode::history_edited);
  Migrator migrator(*database_, after.set());
  EXPECT_EQ(must(migrator.repair()).applied, Versions{"1"});
  EXPECT_TRUE(must(migrator.verify()).agrees());
  EXPECT_EQ(must(apply(after)).applied, Versions{});
  EXPECT_EQ(must(migrator.repair()).applied, Versions{});
}

TEST_F(SqliteRepair, ChangesNothingWhereMoreDiffers) {
  SetBuilder before{Dialect::sqlite};
  before.add("1", "a", {{"CREATE TABLE a (id)"}}).add("2", "b", {{"CREATE TABLE b (id)"}});
  must(apply(before));
  const std::string rows = query("SELECT * FROM migc_ledger");
  SetBuilder after{Dialect::sqlite};
  after.add("1", "a", {{"CREATE TABLE a (id) -- the first"}})
      .add("2", "b", {{"CREATE TABLE c (id)"}});
  const Error error = must_fail(Migrator(*database_, after.set()).repair());
  EXPECT_EQ(error.code, ErrorCode::history_edited);
  EXPECT_EQ(error.migration, "2");
  EXPECT_EQ(query("SELECT * FROM migc_ledger"), rows);
}

TEST_F(SqliteRepair, RecordsWhatAPersonHasFinished) {
  EXPECT_EQ(must_fail(apply(set_)).state, DatabaseState::partial);
  Migrator migrator(*database_, set_.set());
  EXPECT_EQ(must(migrator.settle("2", Settlement::done)).applied, Versions{"2"});
  EXPECT_EQ(query(kLastEvent), "settled|2");
  EXPECT_EQ(must(apply(set_)).applied, Versions{});
}

TEST_F(SqliteRepair, ForgetsWhatAPersonHasRemoved) {
  must_fail(apply(set_));
  Migrator migrator(*database_, set_.set());
  EXPECT_EQ(must_fail(migrator.settle("2", Settlement::forget)).code, ErrorCode::not_confirmed);
  Client(path()).run("DROP TABLE b; CREATE TABLE missing (id)");
  EXPECT_EQ(must(migrator.settle("2", Settlement::forget, true)).applied, Versions{"2"});
  EXPECT_EQ(query(kLastEvent), "forgotten|2");
  EXPECT_EQ(must(apply(set_)).applied, Versions{"2"});
}

TEST_F(SqliteRepair, AProgramThatDoesNotKnowTheMigrationCanSettleIt) {
  must_fail(apply(set_));
  SetBuilder older{Dialect::sqlite};
  older.add("1", "a", {{"CREATE TABLE a (id)"}});
  Migrator migrator(*database_, older.set());
  EXPECT_EQ(must(migrator.settle("2", Settlement::forget, true)).applied, Versions{"2"});
  EXPECT_EQ(ledger(), "1|applied|1");
}

TEST_F(SqliteRepair, ABaselineExtendsALedgerOnlyWhenTold) {
  SetBuilder first{Dialect::sqlite};
  first.add("1", "a", {{"CREATE TABLE a (id)"}});
  must(apply(first));
  Migrator migrator(*database_, set_.set());
  EXPECT_EQ(must_fail(migrator.baseline("2")).code, ErrorCode::not_confirmed);
  EXPECT_EQ(must(migrator.baseline("2", BaselineOnto::any_ledger)).applied, Versions{"2"});
  EXPECT_EQ(must(migrator.baseline("2")).applied, Versions{}) << "there is nothing to add";
}

}  // namespace
}  // namespace migc::testing
