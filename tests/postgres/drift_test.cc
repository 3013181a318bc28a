// What changed in the catalog by other hands, on a server.
#include "postgres_migrator_test.h"

namespace migc::testing {
namespace {

class PostgresDrift : public PostgresMigratorTest {
 protected:
  void SetUp() override {
    PostgresMigratorTest::SetUp();
    set_.add("1", "a",
             {{"CREATE TABLE a (id int PRIMARY KEY, name text)"},
              {"CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'"},
              {"CREATE TYPE mood AS ENUM ('good')"}})
        .down({{"DROP TABLE a"}, {"DROP FUNCTION one"}, {"DROP TYPE mood"}});
  }

  std::string drift() {
    const auto database = open();
    const Drift drift = must(Migrator(*database, set_.set()).drift());
    std::string text = drift.complete ? "" : "incomplete ";
    for (const CatalogChange& change : drift.changes) {
      text += std::string(to_text(change.change)) + " " + change.kind + " " + change.name + "; ";
    }
    return text;
  }

  SetBuilder set_{Dialect::postgresql};
};

TEST_F(PostgresDrift, KnowsNothingBeforeTheFirstRun) {
  const auto database = open();
  EXPECT_EQ(must(Migrator(*database, set_.set()).drift()).since, "");
}

TEST_F(PostgresDrift, ARunLeavesNone) {
  must(apply(set_));
  EXPECT_EQ(drift(), "");
  set_.add("2", "b", {{"ALTER TABLE a ADD b int"}, {"SET ROLE pg_monitor"}})
      .down({{"ALTER TABLE a DROP b"}});
  must(apply(set_));
  EXPECT_EQ(drift(), "");
  const auto database = open();
  must(Migrator(*database, set_.set()).rollback({.to = "0", .confirmed = true}));
  EXPECT_EQ(drift(), "");
}

TEST_F(PostgresDrift, NamesEachObject) {
  must(apply(set_));
  client().run(
      "ALTER TABLE a ALTER name SET NOT NULL; CREATE INDEX by_hand ON a (name); "
      "CREATE OR REPLACE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 2'; "
      "ALTER TYPE mood ADD VALUE 'bad'; ALTER TABLE a DROP CONSTRAINT a_pkey; "
      "CREATE VIEW \"V w\" AS SELECT 1 AS x");
  EXPECT_EQ(drift(),
            "added view public.\"V w\"; added column public.\"V w\".x; "
            "removed constraint public.a.a_pkey; changed column public.a.name; "
            "removed index public.a_pkey; added index public.by_hand; changed type public.mood; "
            "changed routine public.one(); ");
}

TEST_F(PostgresDrift, ARunDoesNotHideWhatWasThereBefore) {
  must(apply(set_));
  client().run("CREATE TABLE by_hand (id int)");
  set_.add("2", "b", {{"CREATE TABLE b (id int)"}});
  must(apply(set_));
  EXPECT_EQ(drift(), "added table public.by_hand; added column public.by_hand.id; ");
}

TEST_F(PostgresDrift, SaysWhenARunCouldNotRecordItsOwnChanges) {
  must(apply(set_));
  client().run("ALTER TABLE public.migc_catalog RENAME TO hidden");
  set_.add("2", "b", {{"CREATE TABLE b (id int)"}});
  must(apply(set_));
  client().run("ALTER TABLE public.hidden RENAME TO migc_catalog");
  EXPECT_EQ(drift(), "incomplete added table public.b; added column public.b.id; ");
}

TEST_F(PostgresDrift, ARunDoesNotWaitForEverForTheDefinitionOfAView) {
  client().run("CREATE SCHEMA app");
  const auto baselined = open();
  must(Migrator(*baselined, set_.set()).baseline("0"));
  client().run("CREATE VIEW app.v AS SELECT 1 AS x");
  Client other(conninfo());
  other.run("BEGIN; LOCK TABLE app.v IN ACCESS EXCLUSIVE MODE");
  EXPECT_EQ(must(apply(set_, {.lock_timeout = std::chrono::milliseconds(100)})).applied,
            Versions{"1"});
  other.run("COMMIT");
  EXPECT_EQ(drift(), "") << "nothing was recorded";
  set_.add("2", "b", {{"CREATE TABLE b (id int)"}});
  must(apply(set_));
  EXPECT_EQ(drift(), "");
}

TEST_F(PostgresDrift, CanBeToldOnAReadOnlySession) {
  must(apply(set_));
  const auto database = open("options='-c default_transaction_read_only=on'");
  EXPECT_TRUE(must(Migrator(*database, set_.set()).drift()).complete);
}

}  // namespace
}  // namespace migc::testing
