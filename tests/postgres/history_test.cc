// A database whose history is not the program's, or that has none.
#include "postgres_migrator_test.h"

namespace migc::testing {
namespace {

constexpr const char* kA = "CREATE TABLE a (id int)";
constexpr const char* kB = "CREATE TABLE b (id int)";
constexpr const char* kC = "CREATE TABLE c (id int)";

class PostgresHistory : public PostgresMigratorTest {
 protected:
  void SetUp() override {
    PostgresMigratorTest::SetUp();
    applied_.add("0001", "a", {{kA}}).add("0002", "b", {{kB}});
  }

  Plan plan(SetBuilder& builder) {
    const auto database = open();
    return must(Migrator(*database, builder.set()).plan());
  }

  Result<Summary> baseline(SetBuilder& builder, const std::string& version) {
    const auto database = open();
    return Migrator(*database, builder.set()).baseline(version);
  }

  SetBuilder applied_{Dialect::postgresql};
  SetBuilder program_{Dialect::postgresql};
};

TEST_F(PostgresHistory, AnEditedMigrationIsNamed) {
  must(apply(applied_));
  program_.add("0001", "a", {{"CREATE TABLE a (id bigint)"}}).add("0002", "b", {{kB}});
  const Error error = must_fail(apply(program_));
  EXPECT_EQ(error.code, ErrorCode::history_edited);
  EXPECT_EQ(error.file, "migrations/0001_a.sql");
}

TEST_F(PostgresHistory, AForkIsNamed) {
  must(apply(applied_));
  program_.add("0001", "a", {{kA}}).add("0003", "c", {{kC}});
  const Error error = must_fail(apply(program_));
  EXPECT_EQ(error.code, ErrorCode::history_forked);
  EXPECT_FALSE(has_table("c"));
}

TEST_F(PostgresHistory, ALateMigrationIsNotSkipped) {
  must(apply(applied_));
  program_.add("0000", "late", {{kC}}).add("0001", "a", {{kA}}).add("0002", "b", {{kB}});
  const Error error = must_fail(apply(program_));
  EXPECT_EQ(error.code, ErrorCode::out_of_order);
  EXPECT_EQ(error.migration, "0000");
}

TEST_F(PostgresHistory, ANewerDatabaseIsAllowedUnlessExact) {
  must(apply(applied_));
  program_.add("0001", "a", {{kA}});
  const Summary summary = must(apply(program_));
  EXPECT_TRUE(summary.newer);
  EXPECT_EQ(summary.applied, Versions{});
  EXPECT_EQ(plan(program_).unknown, Versions{"0002"});
  EXPECT_EQ(must_fail(apply(program_, {.exact = true})).code, ErrorCode::history_newer);
}

TEST_F(PostgresHistory, UnlockedMigrationsAreForDevelopment) {
  program_.add("0001", "a", {{kA}}).add("0002", "b", {{kB}}).unlocked();
  const Error error = must_fail(apply(program_));
  EXPECT_EQ(error.code, ErrorCode::not_locked);
  EXPECT_EQ(error.migration, "0002");
  EXPECT_FALSE(has_table("public.migc_ledger")) << "nothing may be written before the check";
  EXPECT_EQ(must(apply(program_, {.development = true})).applied, (Versions{"0001", "0002"}));
}

TEST_F(PostgresHistory, AFullDatabaseWithoutLedgerIsNotTouched) {
  client().run("CREATE TABLE users (id int)");
  for (const bool planning : {true, false}) {
    const auto database = open();
    Migrator migrator(*database, applied_.set());
    const Error error = planning ? must_fail(migrator.plan()) : must_fail(migrator.apply());
    EXPECT_EQ(error.code, ErrorCode::ledger);
    EXPECT_NE(error.message.find("public.users"), std::string::npos) << error.message;
    EXPECT_NE(error.help.find("baseline"), std::string::npos);
  }
  EXPECT_FALSE(has_table("public.migc_ledger"));
}

TEST_F(PostgresHistory, TablesOfExtensionsDoNotCount) {
  client().run("CREATE SCHEMA ext; CREATE TABLE ext.reference (id int)");

  client().run("ALTER EXTENSION plpgsql ADD TABLE ext.reference");
  EXPECT_EQ(must(apply(applied_)).applied.size(), 2U);
}

TEST_F(PostgresHistory, BaselineRecordsWithoutRunning) {
  client().run(std::string(kA) + "; " + kB);
  applied_.add("0003", "c", {{kC}});
  EXPECT_EQ(must(baseline(applied_, "2")).applied, (Versions{"0001", "0002"}));
  EXPECT_EQ(ledger(), "0001|baselined|0\n0002|baselined|0");
  EXPECT_EQ(must(apply(applied_)).applied, Versions{"0003"});
  EXPECT_EQ(must(baseline(applied_, "0003")).applied, Versions{});
}

TEST_F(PostgresHistory, BaselineZeroStartsBesideOtherTables) {
  client().run("CREATE TABLE users (id int)");
  EXPECT_EQ(must(baseline(applied_, "0")).applied, Versions{});
  EXPECT_EQ(must(apply(applied_)).applied.size(), 2U);
}

TEST_F(PostgresHistory, BaselineNeedsAKnownVersion) {
  EXPECT_EQ(must_fail(baseline(applied_, "0009")).code, ErrorCode::usage);
  EXPECT_FALSE(has_table("public.migc_ledger"));
}

TEST_F(PostgresHistory, AForeignTableOfTheLedgersNameIsLeftAlone) {
  client().run("CREATE TABLE public.migc_ledger (id int); CREATE TABLE public.migc_sets (id int)");
  const Error error = must_fail(apply(applied_));
  EXPECT_EQ(error.code, ErrorCode::ledger);
  EXPECT_NE(error.help.find("ledger_table"), std::string::npos);
}

TEST_F(PostgresHistory, ADamagedLedgerIsNotTrusted) {
  must(apply(applied_));
  client().run(
      "DELETE FROM public.migc_ledger WHERE ordinal = 1; "
      "UPDATE public.migc_ledger SET chain = 'x'");
  EXPECT_EQ(must_fail(apply(applied_)).code, ErrorCode::ledger);
}

}  // namespace
}  // namespace migc::testing
