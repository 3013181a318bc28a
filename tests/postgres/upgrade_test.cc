// A ledger that an older runtime has made, on a server.
#include "postgres_migrator_test.h"
#include "text.h"

namespace migc::testing {
namespace {

// As format 1 was made.
constexpr const char* kFormat1 = R"(
CREATE TABLE public.migc_ledger (
  set_name text COLLATE "C" NOT NULL, ordinal integer NOT NULL CHECK (ordinal > 0),
  version text COLLATE "C" NOT NULL, name text NOT NULL, digest text NOT NULL, chain text NOT NULL,
  state text NOT NULL CHECK (state IN ('started', 'applied', 'baselined', 'reverting')),
  batch integer NOT NULL, applied_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  applied_by text NOT NULL DEFAULT session_user,
  application text NOT NULL DEFAULT current_setting('application_name'),
  duration_ms bigint NOT NULL DEFAULT 0, statements_done integer NOT NULL DEFAULT 0,
  intent_statement integer, intent_evidence text, down_statements text, down_digest text,
  PRIMARY KEY (set_name, ordinal), UNIQUE (set_name, version));
CREATE TABLE public.migc_history (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  happened_at timestamptz NOT NULL DEFAULT clock_timestamp(), set_name text COLLATE "C" NOT NULL,
  event text NOT NULL, ordinal integer NOT NULL, version text COLLATE "C" NOT NULL,
  name text NOT NULL, digest text NOT NULL, batch integer NOT NULL, duration_ms bigint NOT NULL,
  statement integer, error text, sqlstate text, done_by text NOT NULL DEFAULT session_user,
  application text NOT NULL DEFAULT current_setting('application_name'));
CREATE TABLE public.migc_sets (
  set_name text COLLATE "C" PRIMARY KEY, format integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp());
)";

class PostgresUpgrade : public PostgresMigratorTest {
 protected:
  void SetUp() override {
    PostgresMigratorTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    set_.add("1", "a", {{"CREATE TABLE a (id int)"}}).down({{"DROP TABLE a"}});
    client().run(kFormat1);
    client().run("CREATE TABLE a (id int)");
    record("shop", set_.set());
  }

  // What an older runtime has written.
  void record(const std::string& name, const MigrationSet& set) {
    client().run("INSERT INTO migc_sets VALUES ('" + name + "', 1)");
    for (std::size_t i = 0; i < set.migrations.size(); ++i) {
      const Migration& migration = set.migrations[i];
      client().run(concat(
          "INSERT INTO migc_ledger (set_name, ordinal, version, name, digest, "
          "chain, state, batch, statements_done) VALUES ('",
          name, "', ", std::to_string(i + 1), ", '", migration.version, "', '", migration.name,
          "', '", hex(migration.digest), "', '", hex(migration.chain), "', 'applied', 1, 1)"));
    }
  }

  std::string formats() {
    return client().query("SELECT set_name, format FROM migc_sets ORDER BY set_name");
  }

  SetBuilder set_{Dialect::postgresql};
};

TEST_F(PostgresUpgrade, IsReadAsItIs) {
  const auto database = open("options='-c default_transaction_read_only=on'");
  Migrator migrator(*database, set_.set());
  EXPECT_EQ(must(migrator.plan()).standing, Standing::up_to_date);
  EXPECT_EQ(must(migrator.apply()).applied, Versions{});
  EXPECT_EQ(must(migrator.status()).front().state, EntryState::applied);
  EXPECT_TRUE(must(migrator.verify()).agrees());
  EXPECT_EQ(must(migrator.history()).size(), 0U);
  EXPECT_EQ(must(migrator.drift()).since, "");
  EXPECT_EQ(must(migrator.plan_rollback({})).steps.size(), 1U);
  EXPECT_EQ(formats(), "shop|1");
}

TEST_F(PostgresUpgrade, AnUndecidedOneIsReadRowByRow) {
  SetBuilder edited{Dialect::postgresql};
  edited.add("1", "a", {{"CREATE TABLE a (other int)"}});
  EXPECT_EQ(must_fail(apply(edited)).code, ErrorCode::history_edited);
  EXPECT_EQ(formats(), "shop|1");
}

TEST_F(PostgresUpgrade, TheNextRunUpgradesIt) {
  set_.add("2", "b", {{"CREATE TABLE b (id int)"}});
  EXPECT_EQ(must(apply(set_)).applied, Versions{"2"});
  EXPECT_EQ(formats(), "shop|2");
  EXPECT_EQ(client().query("SELECT version, tokens <> '' FROM migc_ledger ORDER BY ordinal"),
            "1|f\n2|t");
  const auto database = open();
  const Drift drift = must(Migrator(*database, set_.set()).drift());
  EXPECT_EQ(drift.since.size(), 20U);
  EXPECT_TRUE(drift.complete);
  EXPECT_TRUE(drift.changes.empty());
}

TEST_F(PostgresUpgrade, ARollbackUpgradesIt) {
  const auto database = open();
  EXPECT_EQ(must(Migrator(*database, set_.set()).rollback({.confirmed = true})).applied,
            Versions{"1"});
  EXPECT_EQ(formats(), "shop|2");
  EXPECT_FALSE(has_table("a"));
}

TEST_F(PostgresUpgrade, IsTheSameAsANewOne) {
  set_.add("2", "b", {{"CREATE TABLE b (id int)"}});
  const std::string columns =
      "SELECT table_name, column_name, data_type, column_default, is_nullable, collation_name "
      "FROM information_schema.columns WHERE table_name LIKE 'migc%' ORDER BY 1, 2";
  must(apply(set_));
  const std::string upgraded = client().query(columns);
  client().run("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
  must(apply(set_));
  EXPECT_EQ(client().query(columns), upgraded);
}

TEST_F(PostgresUpgrade, SetsBesideItGoOnWithTheirOwnFormat) {
  SetBuilder other{Dialect::postgresql, "tools"};
  other.add("1", "t", {{"CREATE TABLE t (id int)"}});
  set_.add("2", "b", {{"CREATE TABLE b (id int)"}});
  must(apply(set_));
  record("tools", other.set());  // their runtime does not know the new columns
  EXPECT_EQ(formats(), "shop|2\ntools|1");
  EXPECT_EQ(must(apply(other)).applied, Versions{});
  other.add("2", "u", {{"CREATE TABLE u (id int)"}});
  EXPECT_EQ(must(apply(other)).applied, Versions{"2"});
  EXPECT_EQ(formats(), "shop|2\ntools|2");
}

TEST_F(PostgresUpgrade, NeedsTheOwner) {
  client().run(
      "DROP ROLE IF EXISTS writer; CREATE ROLE writer LOGIN; GRANT ALL ON SCHEMA public TO writer; "
      "GRANT ALL ON ALL TABLES IN SCHEMA public TO writer");
  set_.add("2", "b", {{"CREATE TABLE b (id int)"}});
  const auto database = open("", "writer");
  const Error error = must_fail(Migrator(*database, set_.set()).apply());
  EXPECT_EQ(error.code, ErrorCode::permission);
  EXPECT_EQ(error.help,
            "ALTER TABLE \"public\".\"migc_ledger\" OWNER TO \"writer\"; "
            "ALTER TABLE \"public\".\"migc_sets\" OWNER TO \"writer\"");
  EXPECT_EQ(formats(), "shop|1");
  client().run("DROP OWNED BY writer; DROP ROLE writer");
}

TEST_F(PostgresUpgrade, ANewerFormatIsRefused) {
  client().run("UPDATE migc_sets SET format = 99");
  EXPECT_EQ(must_fail(apply(set_)).code, ErrorCode::unsupported);
}

}  // namespace
}  // namespace migc::testing
