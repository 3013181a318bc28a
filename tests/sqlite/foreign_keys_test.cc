// Rebuilding a table that others refer to: with foreign keys on, its rows'
// children would silently be deleted.
#include "sqlite_test.h"

namespace migc::testing {
namespace {

class SqliteForeignKeys : public SqliteTest {
 protected:
  void SetUp() override {
    Client client(path());
    set_.add("0001", "tables",
             {{"CREATE TABLE parent (id INTEGER PRIMARY KEY)"},
              {"CREATE TABLE child (parent REFERENCES parent ON DELETE CASCADE)"},
              {"INSERT INTO parent VALUES (1), (2)"},
              {"INSERT INTO child VALUES (1), (2)"}});
    must(apply(set_));
  }

  Result<Summary> apply_with_keys_on() {
    Client mine(path());
    mine.run("PRAGMA foreign_keys = ON");
    const auto database = must(sqlite::Database::borrow(mine.raw()));
    auto result = Migrator(*database, set_.set()).apply();
    EXPECT_EQ(mine.query("PRAGMA foreign_keys"), "1");
    return result;
  }

  SetBuilder set_{Dialect::sqlite};
};

TEST_F(SqliteForeignKeys, RebuildingATableKeepsTheRowsThatReferToIt) {
  set_.add("0002", "rebuild",
           {{"CREATE TABLE parent_new (id INTEGER PRIMARY KEY, name)"},
            {"INSERT INTO parent_new (id) SELECT id FROM parent"},
            {"DROP TABLE parent"},
            {"ALTER TABLE parent_new RENAME TO parent"}});
  must(apply_with_keys_on());
  EXPECT_EQ(query("SELECT count(*) FROM child"), "2");
  EXPECT_EQ(query("PRAGMA foreign_key_check"), "");
}

TEST_F(SqliteForeignKeys, ANewViolationRollsBack) {
  set_.add("0002", "forget", {{"DELETE FROM parent WHERE id = 2"}});
  const Error error = must_fail(apply_with_keys_on());
  EXPECT_EQ(error.code, ErrorCode::statement_failed);
  EXPECT_EQ(error.state, DatabaseState::unchanged);
  EXPECT_EQ(error.message,
            "1 row(s) of \"child\" would refer to rows of \"parent\" that do not exist");
  EXPECT_EQ(query("SELECT count(*) FROM parent"), "2");
  EXPECT_EQ(ledger(), "0001|applied|4");
}

TEST_F(SqliteForeignKeys, AnOldViolationIsNotThisMigrationsFault) {
  Client(path()).run("INSERT INTO child VALUES (99)");
  set_.add("0002", "more", {{"CREATE TABLE more (id)"}});
  EXPECT_EQ(must(apply_with_keys_on()).applied, Versions{"0002"});
  set_.add("0003", "worse", {{"INSERT INTO child VALUES (98)"}});
  EXPECT_EQ(must_fail(apply_with_keys_on()).code, ErrorCode::statement_failed);
}

TEST_F(SqliteForeignKeys, AKeyThatCannotBeCheckedIsAnError) {
  set_.add("0002", "mismatch",
           {{"CREATE TABLE p (a, b)"},
            {"CREATE TABLE c (x REFERENCES p (b))"},
            {"INSERT INTO c VALUES (1)"}});
  const Error error = must_fail(apply_with_keys_on());
  EXPECT_EQ(error.code, ErrorCode::statement_failed);
  EXPECT_NE(error.message.find("mismatch"), std::string::npos) << error.message;
}

TEST_F(SqliteForeignKeys, ChecksStatementByStatementToo) {
  set_.add("0002", "forget", {alone("VACUUM"), {"DELETE FROM parent WHERE id = 2"}});
  const Error error = must_fail(apply_with_keys_on());
  EXPECT_EQ(error.state, DatabaseState::partial);
  EXPECT_EQ(query("SELECT count(*) FROM parent"), "2");
}

}  // namespace
}  // namespace migc::testing
