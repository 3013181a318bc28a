// What a Migrator tells about a database without changing it.
#include "postgres_migrator_test.h"

namespace migc::testing {
namespace {

class PostgresInspect : public PostgresMigratorTest {
 public:
  void apply_elsewhere() { must(apply(set_)); }

 protected:
  void SetUp() override {
    PostgresMigratorTest::SetUp();
    set_.add("0001", "a", {{"CREATE TABLE a (id int)"}});
  }

  SetBuilder set_{Dialect::postgresql};
};

TEST_F(PostgresInspect, StatusSaysWhoAndWhen) {
  must(apply(set_, {.application = "shop 4.2"}));
  set_.add("0002", "b", {{"CREATE TABLE b (id int)"}});
  const auto database = open();
  const auto entries = must(Migrator(*database, set_.set()).status());
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0].state, EntryState::applied);
  EXPECT_EQ(entries[0].by, "postgres");
  EXPECT_EQ(entries[0].application, "shop 4.2");
  EXPECT_EQ(entries[0].at.size(), 20U);
  EXPECT_EQ(entries[1].state, EntryState::pending);
}

TEST_F(PostgresInspect, HistoryKeepsFailures) {
  const auto database = open();
  EXPECT_EQ(must(Migrator(*database, set_.set()).history()).size(), 0U) << "without a ledger";
  set_.add("0002", "b", {{"SELECT 1"}, {"SELECT 1 / 0"}});
  must_fail(apply(set_));
  const auto lines = must(Migrator(*database, set_.set()).history());
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].event, "applied");
  EXPECT_EQ(lines[0].by, "postgres");
  EXPECT_EQ(lines[1].event, "failed");
  EXPECT_EQ(lines[1].statement, 2U);
  EXPECT_EQ(lines[1].error, "statement_failed");
  EXPECT_EQ(lines[1].sqlstate, "22012");
}

TEST_F(PostgresInspect, HistoryNamesTheGrantThatItNeeds) {
  must(apply(set_));
  client().run(
      "DROP ROLE IF EXISTS reader; CREATE ROLE reader LOGIN; "
      "GRANT SELECT ON public.migc_ledger, public.migc_sets TO reader");
  const auto database = open("", "reader");
  Migrator migrator(*database, set_.set());
  EXPECT_TRUE(must(migrator.verify()).agrees());
  EXPECT_EQ(must_fail(migrator.history()).help,
            "GRANT USAGE ON SCHEMA \"public\" TO \"reader\"; GRANT SELECT ON "
            "\"public\".\"migc_history\" TO \"reader\"");
  client().run("DROP OWNED BY reader; DROP ROLE reader");
}

TEST_F(PostgresInspect, VerifyReadsEveryRow) {
  set_.add("0002", "b", {{"CREATE TABLE b (id int)"}});
  must(apply(set_));
  client().run("UPDATE public.migc_ledger SET digest = repeat('0', 64) WHERE ordinal = 1");
  const auto database = open();
  Migrator migrator(*database, set_.set());
  EXPECT_EQ(must(migrator.apply()).applied, Versions{}) << "a launch looks at the last chain only";
  const Verification verification = must(migrator.verify());
  ASSERT_EQ(verification.differences.size(), 1U);
  EXPECT_EQ(verification.differences[0].code, ErrorCode::history_edited);
  EXPECT_EQ(verification.differences[0].migration, "0001");
}

TEST_F(PostgresInspect, WaitEndsWhenAnotherHasMigrated) {
  struct Other : Observer {
    PostgresInspect* test = nullptr;
    void waiting(std::chrono::milliseconds, const Holder&) override { test->apply_elsewhere(); }
  } other;
  other.test = this;
  const auto database = open();
  Migrator migrator(*database, set_.set());
  EXPECT_EQ(must(migrator.wait(std::chrono::milliseconds(0))).pending.size(), 1U);
  EXPECT_EQ(must(migrator.wait(std::chrono::seconds(60), &other)).pending.size(), 0U);
}

}  // namespace
}  // namespace migc::testing
