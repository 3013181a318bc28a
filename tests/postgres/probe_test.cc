// What the catalog tells of statements that were interrupted outside a
// transaction: each case prepares, looks, does a part of the statement, and asks.
#include "postgres/probe.h"

#include "postgres_migrator_test.h"

namespace migc::postgres {

std::ostream& operator<<(std::ostream& out, Aftermath aftermath) {
  constexpr const char* names[] = {"untouched", "finished", "unknown"};
  return out << names[static_cast<int>(aftermath)];
}

}  // namespace migc::postgres

namespace migc::testing {
namespace {

using postgres::Aftermath;

struct Case {
  const char* name;
  Probe probe;
  const char* before;     // other than the table t with its index ti
  const char* meanwhile;  // what was done when the session died
  Aftermath aftermath;
  const char* left = "SELECT";  // a query after it was settled …
  const char* wanted = "";      // … and its answer
};

// NOLINTNEXTLINE(readability-identifier-naming): the name that GoogleTest calls
void PrintTo(const Case& c, std::ostream* out) {
  *out << c.name;
}

// Postgres' own commands cannot be stopped halfway at will, but what they leave
// is known: an index that is INVALID, or has another name.
#define BROKEN(index) \
  "UPDATE pg_index SET indisvalid = false WHERE indexrelid = '" index "'::regclass;"
#define INDEXES                                            \
  "SELECT indexrelid::regclass, indisvalid FROM pg_index " \
  "WHERE indrelid = 't'::regclass ORDER BY indexrelid::regclass::text"

constexpr Probe kBuild{.effect = Effect::build_index, .name = "t", .part = "new"};
constexpr Probe kUnnamed{.effect = Effect::build_index, .schema = "public", .name = "t"};
constexpr Probe kDrop{.effect = Effect::drop_index, .name = "ti"};
constexpr Probe kRebuild{.effect = Effect::rebuild_index, .name = "ti"};
constexpr Probe kRebuildTable{.effect = Effect::rebuild_indexes_of_table, .name = "t"};
constexpr Probe kRebuildSchema{.effect = Effect::rebuild_indexes_of_schema, .name = "public"};
constexpr Probe kRebuildAll{.effect = Effect::rebuild_all_indexes};
constexpr Probe kDetach{.effect = Effect::detach_partition, .name = "p", .part = "p1"};
constexpr Probe kCreateDatabase{.effect = Effect::create_database, .name = "Probed"};
constexpr Probe kDropDatabase{.effect = Effect::drop_database, .name = "Probed"};
constexpr Probe kMakesSubscription{.effect = Effect::create_subscription, .name = "s"};
constexpr Probe kDropsSubscription{.effect = Effect::drop_subscription, .name = "s"};

constexpr const char* kSubscribe =
    "CREATE SUBSCRIPTION s CONNECTION 'host=/nowhere' PUBLICATION p "
    "WITH (connect = false, slot_name = NONE)";
constexpr const char* kPartitions =
    "CREATE TABLE p (a int) PARTITION BY LIST (a); "
    "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1); ";
constexpr const char* kPending =
    "UPDATE pg_inherits SET inhdetachpending = true WHERE inhrelid = 'p1'::regclass";
constexpr const char* kParts = "SELECT inhrelid::regclass FROM pg_inherits";

constexpr auto untouched = Aftermath::untouched;
constexpr auto finished = Aftermath::finished;

const Case kCases[] = {
    {"BuildNothing", kBuild, "", "", untouched, INDEXES, "ti|t"},
    {"BuildInvalid", kBuild, "", "CREATE INDEX new ON t (a);" BROKEN("new"), untouched, INDEXES,
     "ti|t"},
    {"BuildDone", kBuild, "", "CREATE INDEX new ON t (a)", finished, INDEXES, "new|t\nti|t"},
    {"BuildBesideAnother", kBuild, "", "CREATE INDEX other ON t (a);" BROKEN("other"), untouched,
     INDEXES, "other|f\nti|t"},
    {"BuildWhereOneWas", kBuild, "CREATE INDEX new ON t (a);" BROKEN("new"), "", untouched, INDEXES,
     "new|f\nti|t"},
    {"UnnamedNothing", kUnnamed, "", "", untouched, INDEXES, "ti|t"},
    {"UnnamedInvalid", kUnnamed, "", "CREATE INDEX ON t (a);" BROKEN("t_a_idx"), untouched, INDEXES,
     "ti|t"},
    {"UnnamedDone", kUnnamed, "", "CREATE INDEX ON t (a)", finished, INDEXES, "t_a_idx|t\nti|t"},
    {"UnnamedAmongOthers", kUnnamed, "", "CREATE INDEX ON t (a); CREATE INDEX ON t (b)",
     Aftermath::unknown, INDEXES, "t_a_idx|t\nt_b_idx|t\nti|t"},
    {"DropNothing", kDrop, "", "", untouched},
    {"DropHalf", kDrop, "", BROKEN("ti"), untouched},
    {"DropDone", kDrop, "", "DROP INDEX ti", finished},
    {"DropAndMadeAgain", kDrop, "", "DROP INDEX ti; CREATE INDEX ti ON t (b)", finished},
    {"DropOfNothing", kDrop, "DROP INDEX ti", "", untouched},
    {"RebuildNothing", kRebuild, "", "", untouched, INDEXES, "ti|t"},
    {"RebuildCopy", kRebuild, "", "CREATE INDEX ti_ccnew ON t (a);" BROKEN("ti_ccnew"), untouched,
     INDEXES, "ti|t"},
    {"RebuildSecondCopy", kRebuild, "CREATE INDEX ti_ccnew ON t (a);" BROKEN("ti_ccnew"),
     "CREATE INDEX ti_ccnew1 ON t (a);" BROKEN("ti_ccnew1"), untouched, INDEXES,
     "ti|t\nti_ccnew|f"},
    {"RebuildExchanged", kRebuild, "",
     "ALTER INDEX ti RENAME TO ti_ccold; CREATE INDEX ti ON t (a);" BROKEN("ti_ccold"), finished,
     INDEXES, "ti|t"},
    {"RebuildDone", kRebuild, "", "REINDEX INDEX CONCURRENTLY ti", finished, INDEXES, "ti|t"},
    {"RebuildOfNothing", kRebuild, "DROP INDEX ti", "", untouched},
    {"RebuildTableDone", kRebuildTable, "", "REINDEX TABLE CONCURRENTLY t", finished},
    {"RebuildTableHalf", kRebuildTable, "CREATE INDEX tj ON t (b)",
     "REINDEX INDEX CONCURRENTLY ti; CREATE INDEX tj_ccnew ON t (b);" BROKEN("tj_ccnew"), untouched,
     INDEXES, "ti|t\ntj|t"},
    {"RebuildTableOfParts",
     {.effect = Effect::rebuild_indexes_of_table, .name = "q"},
     "CREATE TABLE q (a int) PARTITION BY LIST (a); CREATE INDEX qi ON q (a);"
     "CREATE TABLE q1 PARTITION OF q FOR VALUES IN (1)",
     "REINDEX TABLE CONCURRENTLY q1",
     finished},
    {"RebuildSchemaDone", kRebuildSchema, "", "REINDEX SCHEMA CONCURRENTLY public", finished},
    {"RebuildSchemaNothing", kRebuildSchema, "", "", untouched},
    {"RebuildAllDone", kRebuildAll, "", "REINDEX SCHEMA CONCURRENTLY public", finished},
    {"DetachNothing", kDetach, kPartitions, "", untouched, kParts, "p1"},
    {"DetachHalf", kDetach, kPartitions, kPending, finished, kParts, ""},
    {"DetachDone", kDetach, kPartitions, "ALTER TABLE p DETACH PARTITION p1", finished, kParts, ""},
    {"DetachOfNothing", kDetach, "", "", untouched},
    {"DatabaseNothing", kCreateDatabase, "", "", untouched},
    {"DatabaseMade", kCreateDatabase, "", "CREATE DATABASE \"Probed\"", finished,
     "DROP DATABASE \"Probed\"", ""},
    {"DatabaseWasThere", kCreateDatabase, "CREATE DATABASE \"Probed\"", "", untouched,
     "DROP DATABASE \"Probed\"", ""},
    {"DatabaseDropped", kDropDatabase, "CREATE DATABASE \"Probed\"", "DROP DATABASE \"Probed\"",
     finished},
    {"DatabaseStays", kDropDatabase, "CREATE DATABASE \"Probed\"", "", untouched,
     "DROP DATABASE \"Probed\"", ""},
    {"SubscriptionMade", kMakesSubscription, "", kSubscribe, finished, "DROP SUBSCRIPTION s", ""},
    {"SubscriptionDropped", kDropsSubscription, kSubscribe, "DROP SUBSCRIPTION s", finished},
    {"Repeatable", {.effect = Effect::repeatable}, "", "", untouched},
    {"Unknown", {}, "", "", Aftermath::unknown},
};

class PostgresProbe : public PostgresTest, public ::testing::WithParamInterface<Case> {
 protected:
  // One statement after another: some refuse company.
  void run_each(std::string_view script) {
    while (!script.empty()) {
      const std::size_t end = std::min(script.find(';'), script.size());
      client().run(std::string(script.substr(0, end)));
      script.remove_prefix(std::min(end + 1, script.size()));
    }
  }

  template <class T>
  static T must(Result<T> result) {
    EXPECT_TRUE(result) << (result ? "" : describe(result.error()));
    return result ? std::move(result).value() : T{};
  }
};

TEST_P(PostgresProbe, Tells) {
  const Case& c = GetParam();
  run_each("CREATE TABLE t (a int, b text); CREATE INDEX ti ON t (a)");
  run_each(c.before);
  Client session(conninfo());
  postgres::Connection connection(session.raw());
  const Statement statement{
      .sql = "", .line = 1, .column = 1, .transactional = false, .probe = c.probe};
  const std::string evidence = must(postgres::gather_evidence(connection, statement));
  run_each(c.meanwhile);
  const auto patience = std::chrono::seconds(10);
  EXPECT_EQ(must(postgres::settle(connection, statement, evidence, patience)), c.aftermath);
  EXPECT_EQ(client().query(c.left), c.wanted);
  EXPECT_EQ(session.query("SHOW lock_timeout"), "0");
}

INSTANTIATE_TEST_SUITE_P(Statements, PostgresProbe, ::testing::ValuesIn(kCases),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace migc::testing
