// What a person knows and a run does not, on a server.
#include "postgres_migrator_test.h"

namespace migc::testing {
namespace {

class PostgresRepair : public PostgresMigratorTest {
 protected:
  void SetUp() override {
    PostgresMigratorTest::SetUp();
    set_.add("1", "a", {{"CREATE TABLE a (id int)"}});
    set_.add("2", "i", {alone("CREATE INDEX CONCURRENTLY a_id ON a (id)"), {"SELECT 1 / 0"}});
  }

  std::string last_event() {
    return client().query(
        "SELECT event, version, done_by FROM public.migc_history ORDER BY id DESC LIMIT 1");
  }

  SetBuilder set_{Dialect::postgresql};
};

TEST_F(PostgresRepair, TakesOverDigestsWhereOnlyCommentsDiffer) {
  SetBuilder before{Dialect::postgresql};
  before.add("1", "a", {{"CREATE TABLE a (id int)"}}).add("2", "b", {{"CREATE TABLE b (id int)"}});
  must(apply(before));
  SetBuilder after{Dialect::postgresql};
  after.add("1", "a", {{"CREATE TABLE a (id int) -- the first"}})
      .add("2", "b", {{"CREATE TABLE b (id int)"}});
  EXPECT_EQ(must_fail(apply(after)).code, ErrorCode::history_edited);
  const auto database = open();
  Migrator migrator(*database, after.set());
  EXPECT_EQ(must(migrator.repair()).applied, Versions{"1"});
  EXPECT_TRUE(must(migrator.verify()).agrees());
  EXPECT_EQ(must(apply(after)).applied, Versions{});
}

TEST_F(PostgresRepair, TakesOverDigestsOfAStoppedMigration) {
  must_fail(apply(set_));
  SetBuilder after{Dialect::postgresql};
  after.add("1", "a", {{"CREATE TABLE a (id int) -- the first"}})
      .add("2", "i", {alone("CREATE INDEX CONCURRENTLY a_id ON a (id)"), {"SELECT 1 / 0"}});
  const auto database = open();
  EXPECT_EQ(must(Migrator(*database, after.set()).repair()).applied, Versions{"1"});
  EXPECT_EQ(must_fail(apply(after)).code, ErrorCode::statement_failed) << "it goes on";
}

TEST_F(PostgresRepair, SettlesAStoppedMigration) {
  must_fail(apply(set_));
  EXPECT_EQ(ledger(), "1|applied|1\n2|started|1");
  const auto database = open();
  Migrator migrator(*database, set_.set());
  EXPECT_EQ(must(migrator.settle("2", Settlement::done)).applied, Versions{"2"});
  EXPECT_EQ(last_event(), "settled|2|postgres");
  EXPECT_EQ(must(apply(set_)).applied, Versions{});
  client().run("DROP INDEX a_id");
  EXPECT_EQ(must_fail(migrator.settle("2", Settlement::forget)).code, ErrorCode::not_confirmed);
  EXPECT_EQ(must(migrator.settle("2", Settlement::forget, true)).applied, Versions{"2"});
  EXPECT_EQ(last_event(), "forgotten|2|postgres");
  EXPECT_EQ(ledger(), "1|applied|1");
}

TEST_F(PostgresRepair, ABaselineExtendsALedgerOnlyWhenTold) {
  SetBuilder first{Dialect::postgresql};
  first.add("1", "a", {{"CREATE TABLE a (id int)"}});
  must(apply(first));
  const auto database = open();
  Migrator migrator(*database, set_.set());
  EXPECT_EQ(must_fail(migrator.baseline("2")).code, ErrorCode::not_confirmed);
  EXPECT_EQ(must(migrator.baseline("2", BaselineOnto::any_ledger)).applied, Versions{"2"});
}

}  // namespace
}  // namespace migc::testing
