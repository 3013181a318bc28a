// A ledger that an older runtime has made, in a file.
#include "sqlite_test.h"
#include "text.h"

namespace migc::testing {
namespace {

// As format 1 was made.
constexpr const char* kFormat1 = R"(
CREATE TABLE migc_ledger (
  set_name TEXT NOT NULL, ordinal INTEGER NOT NULL CHECK (ordinal > 0), version TEXT NOT NULL,
  name TEXT NOT NULL, digest TEXT NOT NULL, chain TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('started', 'applied', 'baselined', 'reverting')),
  batch INTEGER NOT NULL, applied_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
  applied_by TEXT NOT NULL DEFAULT '', application TEXT NOT NULL DEFAULT '',
  duration_ms INTEGER NOT NULL DEFAULT 0, statements_done INTEGER NOT NULL DEFAULT 0,
  intent_statement INTEGER, intent_evidence TEXT, down_statements TEXT, down_digest TEXT,
  PRIMARY KEY (set_name, ordinal), UNIQUE (set_name, version));
CREATE TABLE migc_history (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  happened_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
  set_name TEXT NOT NULL, event TEXT NOT NULL, ordinal INTEGER NOT NULL, version TEXT NOT NULL,
  name TEXT NOT NULL, digest TEXT NOT NULL, batch INTEGER NOT NULL, duration_ms INTEGER NOT NULL,
  statement INTEGER, error TEXT, done_by TEXT NOT NULL DEFAULT '',
  application TEXT NOT NULL DEFAULT '');
CREATE TABLE migc_sets (
  set_name TEXT PRIMARY KEY NOT NULL, format INTEGER NOT NULL,
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')));
CREATE TABLE a (id);
)";

class SqliteUpgrade : public SqliteTest {
 protected:
  void SetUp() override {
    set_.add("1", "a", {{"CREATE TABLE a (id)"}}).down({{"DROP TABLE a"}});
    const Migration& migration = set_.set().migrations[0];
    Client client(path());
    client.run(kFormat1);
    client.run(concat(
        "INSERT INTO migc_sets (set_name, format) VALUES ('shop', 1); "
        "INSERT INTO migc_ledger (set_name, ordinal, version, name, digest, chain, state, batch, "
        "statements_done) VALUES ('shop', 1, '1', 'a', '",
        hex(migration.digest), "', '", hex(migration.chain), "', 'applied', 1, 1)"));
  }

  std::string format() { return query("SELECT format FROM migc_sets"); }

  SetBuilder set_{Dialect::sqlite};
};

TEST_F(SqliteUpgrade, IsReadAsItIs) {
  const std::string before = read_file(path());
  const auto database = open();
  Migrator migrator(*database, set_.set());
  EXPECT_EQ(must(migrator.plan()).standing, Standing::up_to_date);
  EXPECT_EQ(must(migrator.apply()).applied, Versions{});
  EXPECT_EQ(must(migrator.status()).front().state, EntryState::applied);
  EXPECT_TRUE(must(migrator.verify()).agrees());
  EXPECT_EQ(must(migrator.history()).size(), 0U);
  EXPECT_EQ(must(migrator.drift()).since, "");
  EXPECT_EQ(must(migrator.plan_rollback({})).steps.size(), 1U);
  EXPECT_EQ(read_file(path()), before);
}

TEST_F(SqliteUpgrade, TheNextRunUpgradesIt) {
  set_.add("2", "b", {{"CREATE TABLE b (id)"}});
  EXPECT_EQ(must(apply(set_)).applied, Versions{"2"});
  EXPECT_EQ(format(), "2");
  EXPECT_EQ(query("SELECT version, tokens <> '' FROM migc_ledger ORDER BY ordinal"), "1|0\n2|1");
  const auto database = open();
  const Drift drift = must(Migrator(*database, set_.set()).drift());
  EXPECT_EQ(drift.since.size(), 20U);
  EXPECT_TRUE(drift.changes.empty());
}

TEST_F(SqliteUpgrade, ARollbackUpgradesIt) {
  const auto database = open();
  EXPECT_EQ(must(Migrator(*database, set_.set()).rollback({.confirmed = true})).applied,
            Versions{"1"});
  EXPECT_EQ(format(), "2");
}

TEST_F(SqliteUpgrade, ANewerFormatIsRefused) {
  Client(path()).run("UPDATE migc_sets SET format = 99");
  EXPECT_EQ(must_fail(apply(set_)).code, ErrorCode::unsupported);
}

}  // namespace
}  // namespace migc::testing
