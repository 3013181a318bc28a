// What applying does to a file, when all goes well and when it does not.
#include <filesystem>
#include <fstream>
#include <string_view>
#include <utility>

#include "sqlite_test.h"

namespace migc::testing {
namespace {

class SqliteApply : public SqliteTest {
 public:
  void start_another(SetBuilder& set) { must(apply(set)); }

 protected:
  SetBuilder set_{Dialect::sqlite};
};

TEST_F(SqliteApply, AppliesInOrderAndRecords) {
  set_.add("0001", "a", {{"CREATE TABLE a (id)"}})
      .add("0002", "b", {{"CREATE TABLE b (id)"}, {"INSERT INTO a VALUES (1)"}});
  EXPECT_EQ(must(apply(set_, {.application = "shop 4.2"})).applied, (Versions{"0001", "0002"}));
  EXPECT_EQ(ledger(), "0001|applied|1\n0002|applied|2");
  EXPECT_EQ(query("SELECT event, version, application FROM migc_history ORDER BY id"),
            "applied|0001|shop 4.2\napplied|0002|shop 4.2");
  EXPECT_EQ(query("SELECT * FROM migc_sets").substr(0, 7), "shop|2|");
  EXPECT_EQ(must(apply(set_)).applied, Versions{});
}

TEST_F(SqliteApply, WorksInMemory) {
  set_.add("0001", "a", {{"CREATE TABLE a (id)"}});
  const auto database = must(sqlite::Database::open(":memory:"));
  Migrator migrator(*database, set_.set());
  EXPECT_EQ(must(migrator.apply()).applied, Versions{"0001"});
  EXPECT_EQ(must(migrator.apply()).applied, Versions{});
}

TEST_F(SqliteApply, RollsBackAFailureAndSaysWhere) {
  set_.add("0001", "a", {{"CREATE TABLE a (id)"}})
      .add("0002", "b",
           {{"CREATE TABLE b (id)"}, {"INSERT INTO b\n  SELECT 'é', missing\n  FROM a"}});
  const Error error = must_fail(apply(set_));
  EXPECT_EQ(error.code, ErrorCode::statement_failed);
  EXPECT_EQ(error.state, DatabaseState::advanced);
#if SQLITE_VERSION_NUMBER >= 3038000
  EXPECT_EQ(describe(error), "migrations/0002_b.sql:3:16: error: no such column: missing");
#endif
  EXPECT_EQ(ledger(), "0001|applied|1");
  EXPECT_FALSE(has_table("b"));
  EXPECT_EQ(query("SELECT version, statement, error FROM migc_history WHERE event = 'failed'"),
            "0002|2|statement_failed");
}

TEST_F(SqliteApply, AConstraintFailsAtItsStatement) {
  set_.add("0001", "a",
           {{"CREATE TABLE a (id UNIQUE)"},
            {"INSERT INTO a VALUES (1)"},
            {"INSERT OR ROLLBACK INTO a VALUES (1)"}});
  const Error error = must_fail(apply(set_));
  EXPECT_EQ(error.code, ErrorCode::statement_failed);
  EXPECT_EQ(error.state, DatabaseState::unchanged);
  EXPECT_EQ(error.line, 3U);
  EXPECT_EQ(error.message, "UNIQUE constraint failed: a.id");
  EXPECT_FALSE(has_table("a"));
}

TEST_F(SqliteApply, RefusesTwoStatementsInOne) {
  set_.add("0001", "a", {{"CREATE TABLE a (id); CREATE TABLE b (id)"}});
  EXPECT_EQ(must_fail(apply(set_)).code, ErrorCode::statement_failed);
  SetBuilder fine{Dialect::sqlite};
  fine.add("0001", "a", {{"CREATE TABLE a (id); -- the end"}, {"-- nothing here"}});
  EXPECT_EQ(must(apply(fine)).applied, Versions{"0001"});
}

TEST_F(SqliteApply, EscapingTheTransactionIsAnError) {
  for (const char* const statement : {"COMMIT", "ROLLBACK", "END"}) {
    SetBuilder set{Dialect::sqlite, statement};
    set.add("0001", "a", {{"CREATE TABLE IF NOT EXISTS a (id)"}, {statement}, {"SELECT 1"}});
    const auto database = must(sqlite::Database::open(":memory:"));
    const Error error = must_fail(Migrator(*database, set.set()).apply());
    EXPECT_EQ(error.code, ErrorCode::stopped);
    EXPECT_EQ(error.line, 2U);
  }
}

TEST_F(SqliteApply, RunsAloneWhatATransactionForbids) {
  set_.add("0001", "a", {{"CREATE TABLE a (id)"}})
      .add("0002", "v",
           {alone("PRAGMA journal_mode = WAL"),
            {"INSERT INTO a VALUES (1)"},
            alone("VACUUM"),
            {"INSERT INTO a VALUES (2)"}});
  must(apply(set_));
  EXPECT_EQ(query("PRAGMA journal_mode"), "wal");
  EXPECT_EQ(query("SELECT count(*) FROM a"), "2");
  EXPECT_EQ(ledger(), "0001|applied|1\n0002|applied|4");
}

TEST_F(SqliteApply, ResumesBehindTheFinishedStatements) {
  set_.add("0001", "a", {{"CREATE TABLE a (id)"}})
      .add("0002", "v",
           {{"INSERT INTO a VALUES (1)"}, alone("VACUUM"), {"INSERT INTO b VALUES (2)"}});
  const Error error = must_fail(apply(set_));
  EXPECT_EQ(error.state, DatabaseState::partial);
  EXPECT_EQ(error.line, 3U);
  EXPECT_EQ(ledger(), "0001|applied|1\n0002|started|2");
  Client(path()).run("CREATE TABLE b (id)");
  EXPECT_EQ(must(apply(set_)).applied, Versions{"0002"});
  EXPECT_EQ(query("SELECT count(*) FROM a"), "1") << "statement 1 must run once";
}

TEST_F(SqliteApply, PutsTheLedgerWhereItIsTold) {
  set_.add("0001", "a", {{"CREATE TABLE a (id)"}});
  const Options options{.ledger_table = "My \"own\" ledger;"};
  must(apply(set_, options));
  EXPECT_EQ(must(apply(set_, options)).applied, Versions{});
  EXPECT_EQ(query("SELECT version FROM \"My \"\"own\"\" ledger;\""), "0001");
}

TEST_F(SqliteApply, TemporaryThingsDoNotLeakIntoTheNextMigration) {
  set_.add("0001", "a", {{"CREATE TEMP TABLE scratch (id)"}, {"CREATE TEMP VIEW v AS SELECT 1"}})
      .add("0002", "b",
           {alone("ATTACH ':memory:' AS other"), alone("PRAGMA recursive_triggers = ON")})
      .add("0003", "c",
           {{"CREATE TABLE c AS SELECT (SELECT count(*) FROM sqlite_temp_master) AS temporary, "
             "(SELECT count(*) FROM pragma_database_list WHERE name = 'other') AS attached, "
             "(SELECT * FROM pragma_recursive_triggers) AS triggers"}});
  must(apply(set_));
  EXPECT_EQ(query("SELECT * FROM c"), "0|0|0");
}

TEST_F(SqliteApply, ATemporaryTableCannotPoseAsTheLedger) {
  set_.add("0001", "a", {{"CREATE TABLE a (id)"}});
  Client mine(path());
  mine.run("CREATE TEMP TABLE migc_ledger (id); CREATE TEMP TABLE migc_sets (id)");
  const auto database = must(sqlite::Database::borrow(mine.raw()));
  must(Migrator(*database, set_.set()).apply());
  EXPECT_EQ(ledger(), "0001|applied|1");
  EXPECT_EQ(mine.query("SELECT count(*) FROM temp.migc_ledger"), "0");
}

TEST_F(SqliteApply, BorrowedConnectionsComeBackAsTheyWere) {
  for (const char* const keys : {"0", "1"}) {
    Client mine(":memory:");
    mine.run(std::string("PRAGMA foreign_keys = ") + keys +
             "; PRAGMA busy_timeout = 1234; PRAGMA recursive_triggers = ON; "
             "CREATE TEMP TABLE mine (id)");
    SetBuilder set{Dialect::sqlite};
    set.add("0001", "a", {{"CREATE TABLE a (id)"}, {"PRAGMA recursive_triggers = OFF"}})
        .add("0002", "b",
             {alone("PRAGMA foreign_keys = ON"), alone("VACUUM"), {"SELECT nonsense"}});
    const auto database = must(sqlite::Database::borrow(mine.raw()));
    must_fail(Migrator(*database, set.set()).apply());
    EXPECT_EQ(mine.query("PRAGMA foreign_keys"), keys);
    EXPECT_EQ(mine.query("PRAGMA busy_timeout"), "1234");
    EXPECT_EQ(mine.query("PRAGMA recursive_triggers"), "1");
    EXPECT_EQ(mine.query("SELECT count(*) FROM mine"), "0");
    EXPECT_NE(sqlite3_get_autocommit(mine.raw()), 0);
  }
}

// Another program's first start, just when ours asks whether there is a ledger.
struct MeanwhileAnotherProgram {
  SqliteApply& test;
  SetBuilder& set;
  bool started = false;

  static int starts(unsigned /*event*/, void* self, void* /*handle*/, void* text) {
    const std::string_view statement = static_cast<const char*>(text);
    if (statement.find("sqlite_master") == std::string_view::npos) return 0;
    auto& other = *static_cast<MeanwhileAnotherProgram*>(self);
    if (!std::exchange(other.started, true)) other.test.start_another(other.set);
    return 0;
  }
};

TEST_F(SqliteApply, ReadsALedgerThatAppearsMeanwhile) {
  set_.add("0001", "a", {{"CREATE TABLE a (id)"}});
  Client mine(path());
  MeanwhileAnotherProgram other{*this, set_};
  sqlite3_trace_v2(mine.raw(), SQLITE_TRACE_STMT, &MeanwhileAnotherProgram::starts, &other);
  const auto database = must(sqlite::Database::borrow(mine.raw()));
  EXPECT_TRUE(must(Migrator(*database, set_.set()).plan()).pending.empty());
  EXPECT_TRUE(other.started);
}

TEST_F(SqliteApply, RefusesAConnectionInsideATransaction) {
  Client mine(path());
  mine.run("BEGIN");
  EXPECT_EQ(must_fail(sqlite::Database::borrow(mine.raw())).code, ErrorCode::usage);
  mine.run("COMMIT");
  EXPECT_EQ(must_fail(sqlite::Database::borrow(nullptr)).code, ErrorCode::usage);
}

TEST_F(SqliteApply, ReportsAPathThatCannotBeOpened) {
  const Error error = must_fail(sqlite::Database::open(path() + "/no/such/folder/x.db"));
  EXPECT_EQ(error.code, ErrorCode::connection);
  EXPECT_NE(error.message.find("no/such/folder"), std::string::npos);
}

TEST_F(SqliteApply, ReportsAFileThatIsNoDatabase) {
  std::ofstream(path()) << std::string(4096, 'x');
  set_.add("0001", "a", {{"CREATE TABLE a (id)"}});
  const Error error = must_fail(apply(set_));
  EXPECT_EQ(error.code, ErrorCode::connection);
  EXPECT_NE(error.message.find("not a database"), std::string::npos) << error.message;
}

TEST_F(SqliteApply, AReadOnlyFileNeedsNoWriteWhenThereIsNothingToDo) {
  set_.add("0001", "a", {{"CREATE TABLE a (id)"}});
  must(apply(set_));
  const std::string uri = "file:" + path() + "?mode=ro";
  const auto database = must(sqlite::Database::open(uri));
  EXPECT_EQ(must(Migrator(*database, set_.set()).apply()).applied, Versions{});
  set_.add("0002", "b", {{"CREATE TABLE b (id)"}});
  const Error error = must_fail(Migrator(*database, set_.set()).apply());
  EXPECT_EQ(error.code, ErrorCode::permission);
}

TEST_F(SqliteApply, RefusesASetOfAnotherDialect) {
  SetBuilder postgres{Dialect::postgresql};
  EXPECT_EQ(must_fail(apply(postgres)).code, ErrorCode::unsupported);
}

}  // namespace
}  // namespace migc::testing
