// A file whose history is not the program's, or that has none.
#include "sqlite_test.h"

namespace migc::testing {
namespace {

class SqliteHistory : public SqliteTest {
 protected:
  void SetUp() override {
    applied_.add("1", "a", {{"CREATE TABLE a (id)"}}).add("2", "b", {{"CREATE TABLE b (id)"}});
  }
  Result<Summary> baseline(const std::string& version) {
    const auto database = open();
    return Migrator(*database, applied_.set()).baseline(version);
  }
  SetBuilder applied_{Dialect::sqlite};
  SetBuilder program_{Dialect::sqlite};
};

TEST_F(SqliteHistory, EditedForkedNewerAndLate) {
  must(apply(applied_));
  program_.add("1", "a", {{"CREATE TABLE a (id INT)"}});
  EXPECT_EQ(must_fail(apply(program_)).code, ErrorCode::history_edited);
  SetBuilder forked{Dialect::sqlite};
  forked.add("1", "a", {{"CREATE TABLE a (id)"}}).add("3", "c", {{"CREATE TABLE c (id)"}});
  EXPECT_EQ(must_fail(apply(forked)).code, ErrorCode::history_forked);
  SetBuilder older{Dialect::sqlite};
  older.add("1", "a", {{"CREATE TABLE a (id)"}});
  EXPECT_TRUE(must(apply(older)).newer);
  EXPECT_EQ(must_fail(apply(older, {.exact = true})).code, ErrorCode::history_newer);
  SetBuilder late{Dialect::sqlite};
  late.add("0", "z", {{"SELECT 1"}})
      .add("1", "a", {{"CREATE TABLE a (id)"}})
      .add("2", "b", {{"CREATE TABLE b (id)"}});
  EXPECT_EQ(must_fail(apply(late)).code, ErrorCode::out_of_order);
}

TEST_F(SqliteHistory, AFullFileWithoutLedgerIsNotTouched) {
  Client(path()).run("CREATE TABLE users (id)");
  const Error error = must_fail(apply(applied_));
  EXPECT_EQ(error.code, ErrorCode::ledger);
  EXPECT_NE(error.message.find("\"users\""), std::string::npos) << error.message;
  EXPECT_FALSE(has_table("migc_ledger"));
}

// sqlite_sequence and sqlite_stat1 belong to the engine.
TEST_F(SqliteHistory, TablesOfTheEngineDoNotCount) {
  Client(path()).run(
      "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT); "
      "INSERT INTO t VALUES (1); ANALYZE; DROP TABLE t");
  EXPECT_EQ(must(apply(applied_)).applied.size(), 2U);
}

TEST_F(SqliteHistory, BaselineRecordsWithoutRunning) {
  Client(path()).run("CREATE TABLE a (id)");
  EXPECT_EQ(must(baseline("1")).applied, Versions{"1"});
  EXPECT_EQ(ledger(), "1|baselined|0");
  EXPECT_EQ(must(apply(applied_)).applied, Versions{"2"});
}

TEST_F(SqliteHistory, BaselineZeroStartsBesideOtherTables) {
  Client(path()).run("CREATE TABLE users (id)");
  EXPECT_EQ(must(baseline("0")).applied, Versions{});
  EXPECT_EQ(must(apply(applied_)).applied.size(), 2U);
}

}  // namespace
}  // namespace migc::testing
