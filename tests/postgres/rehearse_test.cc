// Running what is pending and leaving no trace of it, on a server.
#include "postgres_migrator_test.h"

namespace migc::testing {
namespace {

class PostgresRehearse : public PostgresMigratorTest {
 protected:
  void SetUp() override {
    PostgresMigratorTest::SetUp();
    set_.add("1", "a", {{"CREATE TABLE a (id int)"}, {"SET search_path = pg_catalog"}});
    set_.add("2", "b", {{"CREATE TABLE b AS SELECT * FROM a"}});
    set_.add("3", "i", {alone("CREATE INDEX CONCURRENTLY a_id ON a (id)")});
    set_.add("4", "c", {{"CREATE TABLE c (id int)"}});
  }

  Result<Rehearsal> rehearse(bool confirmed = true) {
    const auto database = open();
    return Migrator(*database, set_.set()).rehearse(confirmed);
  }

  SetBuilder set_{Dialect::postgresql};
};

TEST_F(PostgresRehearse, LeavesNoTrace) {
  const Rehearsal rehearsal = must(rehearse());
  EXPECT_EQ(rehearsal.rehearsed, (Versions{"1", "2"}));
  EXPECT_EQ(rehearsal.skipped, (Versions{"3", "4"}));
  EXPECT_FALSE(has_table("public.a"));
  EXPECT_FALSE(has_table("public.migc_ledger"));
  EXPECT_EQ(must(apply(set_)).applied.size(), 4U);
  EXPECT_EQ(must(rehearse()).rehearsed, Versions{});
}

TEST_F(PostgresRehearse, FindsWhatWouldFail) {
  SetBuilder failing{Dialect::postgresql};
  failing.add("1", "a", {{"CREATE TABLE a (id int)"}})
      .add("2", "b", {{"INSERT INTO a VALUES (1)"}, {"ALTER TABLE a ADD b int NOT NULL"}});
  const auto database = open();
  const Error error = must_fail(Migrator(*database, failing.set()).rehearse(true));
  EXPECT_EQ(error.code, ErrorCode::statement_failed);
  EXPECT_EQ(error.file, "migrations/2_b.sql");
  EXPECT_EQ(error.line, 2U);
  EXPECT_FALSE(has_table("public.a"));
}

TEST_F(PostgresRehearse, NeedsConsentBecauseItLocks) {
  EXPECT_EQ(must_fail(rehearse(false)).code, ErrorCode::not_confirmed);
}

TEST_F(PostgresRehearse, GivesABorrowedConnectionBackAsItWas) {
  Client other(conninfo());
  const auto database = must(postgres::Database::borrow(other.raw()));
  must(Migrator(*database, set_.set()).rehearse(true));
  EXPECT_EQ(other.query("SHOW search_path"), "\"$user\", public");
}

}  // namespace
}  // namespace migc::testing
