// Taking migrations back, on a server.
#include "postgres_migrator_test.h"

namespace migc::testing {
namespace {

constexpr const char* kHistory =
    "SELECT event, version FROM public.migc_history ORDER BY id OFFSET 3";

class PostgresRollback : public PostgresMigratorTest {
 protected:
  void SetUp() override {
    PostgresMigratorTest::SetUp();
    set_.add("1", "a", {{"CREATE TABLE a (id int)"}}).down({{"DROP TABLE a"}});
    set_.add("2", "b", {{"CREATE TABLE b (id int)"}}).down({{"DROP TABLE b"}});
    set_.add("3", "i", {alone("CREATE INDEX CONCURRENTLY a_id ON a (id)")})
        .down({alone("DROP INDEX CONCURRENTLY a_id"), {"CREATE TABLE after_index (id int)"}});
  }

  Result<Summary> rollback(SetBuilder& set, const Rollback& target = {.confirmed = true}) {
    const auto database = open();
    return Migrator(*database, set.set()).rollback(target);
  }

  SetBuilder set_{Dialect::postgresql};
};

TEST_F(PostgresRollback, TakesBackEverything) {
  must(apply(set_));
  EXPECT_EQ(must(rollback(set_, {.to = "0", .confirmed = true})).applied,
            (Versions{"3", "2", "1"}));
  EXPECT_EQ(ledger(), "");
  EXPECT_FALSE(has_table("a"));
  EXPECT_FALSE(has_table("b"));
  EXPECT_EQ(client().query(kHistory), "applied|3\nundo_started|3\nundone|3\nundone|2\nundone|1");
  client().run("DROP TABLE after_index");
  EXPECT_EQ(must(apply(set_)).applied, (Versions{"1", "2", "3"}));
}

TEST_F(PostgresRollback, TakesBackWhatTheLastRunApplied) {
  SetBuilder first{Dialect::postgresql};
  first.add("1", "a", {{"CREATE TABLE a (id int)"}});
  must(apply(first));
  must(apply(set_));
  EXPECT_EQ(must(rollback(set_, {.last_batch = true, .confirmed = true})).applied,
            (Versions{"3", "2"}));
  EXPECT_EQ(ledger(), "1|applied|1");
}

TEST_F(PostgresRollback, GoesOnWhereItStopped) {
  must(apply(set_));
  client().run("CREATE TABLE after_index (id int)");
  const Error error = must_fail(rollback(set_));
  EXPECT_EQ(error.state, DatabaseState::partial);
  EXPECT_EQ(error.file, "migrations/3_i.down.sql");
  EXPECT_EQ(ledger(), "1|applied|1\n2|applied|1\n3|reverting|1");
  EXPECT_EQ(must_fail(apply(set_)).code, ErrorCode::stopped);
  client().run("DROP TABLE after_index");
  EXPECT_EQ(must(rollback(set_)).applied, Versions{"3"});
  EXPECT_EQ(ledger(), "1|applied|1\n2|applied|1");
}

TEST_F(PostgresRollback, AnotherProgramGoesOnByTheTextItBeganWith) {
  must(apply(set_));
  client().run("CREATE TABLE after_index (id int)");
  must_fail(rollback(set_));
  client().run("DROP TABLE after_index");
  SetBuilder older{Dialect::postgresql};
  older.add("1", "a", {{"CREATE TABLE a (id int)"}});
  EXPECT_EQ(must(rollback(older)).applied, Versions{"3"});
  EXPECT_TRUE(has_table("after_index"));
}

TEST_F(PostgresRollback, AProgramThatDoesNotKnowTheMigrationsAsksTheLedger) {
  must(apply(set_));
  SetBuilder other{Dialect::postgresql};
  other.add("7", "else", {{"SELECT 1"}});
  const auto database = open();
  Migrator migrator(*database, other.set(), {.development = true});
  EXPECT_TRUE(must(migrator.plan_rollback({})).steps.front().from_ledger);
  EXPECT_EQ(must_fail(migrator.rollback({})).code, ErrorCode::not_confirmed);
  EXPECT_EQ(must(migrator.rollback({.steps = 3, .confirmed = true})).applied,
            (Versions{"3", "2", "1"}));
}

// What the index's undo had done is found out by what the ledger says to look for.
TEST_F(PostgresRollback, ACrashInAnUndoFromTheLedgerIsSettledByItsProbe) {
  SetBuilder newer{Dialect::postgresql};
  newer.add("1", "a", {{"CREATE TABLE a (id int)"}})
      .add("2", "i", {{"CREATE INDEX \"I d\" ON a (id)"}})
      .down(
          {alone("DROP INDEX CONCURRENTLY \"I d\"", {.effect = Effect::drop_index, .name = "I d"}),
           {"CREATE TABLE after_index (id int)"}});
  must(apply(newer));
  client().run(
      "UPDATE migc_ledger SET state = 'reverting', statements_done = 0, intent_statement = 1, "
      "intent_evidence = '\"I d\"'::regclass::oid WHERE ordinal = 2; DROP INDEX \"I d\"");
  SetBuilder older{Dialect::postgresql};
  older.add("1", "a", {{"CREATE TABLE a (id int)"}});
  EXPECT_EQ(must(rollback(older)).applied, Versions{"2"});
  EXPECT_TRUE(has_table("after_index"));
}

TEST_F(PostgresRollback, AnUndoOfAnotherTextIsRefusedUntilAPersonAgrees) {
  must(apply(set_));
  SetBuilder edited{Dialect::postgresql};
  edited.add("1", "a", {{"CREATE TABLE a (id int)"}}).down({{"DROP TABLE a"}});
  edited.add("2", "b", {{"CREATE TABLE better (id int)"}}).down({{"DROP TABLE better"}});
  const auto database = open();
  Migrator migrator(*database, edited.set(), {.development = true});
  const Rollback target{.to = "1"};
  EXPECT_EQ(must_fail(migrator.rollback(target)).code, ErrorCode::not_confirmed);
  EXPECT_EQ(ledger(), "1|applied|1\n2|applied|1\n3|applied|1");
  const UndoPlan plan = must(migrator.plan_rollback(target));
  ASSERT_EQ(plan.steps.size(), 2U);
  EXPECT_EQ(plan.steps[1].statements, Versions{"DROP TABLE b"}) << "what was applied goes";
  client().run("UPDATE migc_ledger SET down_statements = NULL, down_digest = NULL");
  EXPECT_EQ(must_fail(migrator.rollback({.to = "1", .confirmed = true})).code,
            ErrorCode::irreversible);
}

TEST_F(PostgresRollback, AFailureLeavesTheMigrationApplied) {
  set_.add("4", "c", {{"CREATE TABLE c (id int)"}})
      .down({{"DROP TABLE c"}, {"DROP TABLE nothing"}});
  must(apply(set_));
  const Error error = must_fail(rollback(set_, {.steps = 2, .confirmed = true}));
  EXPECT_EQ(error.code, ErrorCode::statement_failed);
  EXPECT_EQ(error.line, 2U);
  EXPECT_EQ(error.state, DatabaseState::unchanged);
  EXPECT_TRUE(has_table("c"));
  EXPECT_EQ(client().query("SELECT event, statement, sqlstate FROM public.migc_history "
                           "ORDER BY id DESC LIMIT 1"),
            "undo_failed|2|42P01");
}

TEST_F(PostgresRollback, AnUndoThatLeavesItsTransactionIsStopped) {
  set_.add("4", "c", {{"CREATE TABLE c (id int)"}}).down({{"DROP TABLE c"}, {"COMMIT"}, {"BEGIN"}});
  must(apply(set_));
  const Error error = must_fail(rollback(set_));
  EXPECT_EQ(error.code, ErrorCode::stopped);
  EXPECT_NE(error.help.find("repair --forget 4"), std::string::npos) << error.help;
  EXPECT_EQ(client().query("SELECT count(*) FROM public.migc_ledger"), "4");
}

TEST_F(PostgresRollback, RecordsUnderARoleThatTheUndoSets) {
  client().run("DROP ROLE IF EXISTS powerless; CREATE ROLE powerless");
  set_.add("4", "c", {{"SELECT 1"}}).down({{"SET ROLE powerless"}, {"SET search_path = ''"}});
  must(apply(set_));
  EXPECT_EQ(must(rollback(set_, {.steps = 2, .confirmed = true})).applied, (Versions{"4", "3"}));
  client().run("DROP ROLE powerless");
}

}  // namespace
}  // namespace migc::testing
