// What changed in a file by other hands.
#include "sqlite_test.h"

namespace migc::testing {
namespace {

class SqliteDrift : public SqliteTest {
 protected:
  std::string drift() {
    const auto database = open();
    const Drift drift = must(Migrator(*database, set_.set()).drift());
    std::string text = drift.complete ? "" : "incomplete ";
    for (const CatalogChange& change : drift.changes) {
      text += std::string(to_text(change.change)) + " " + change.kind + " " + change.name + "; ";
    }
    return text;
  }

  SetBuilder set_{Dialect::sqlite};
};

TEST_F(SqliteDrift, NamesWhatOthersChanged) {
  set_.add("1", "a", {{"CREATE TABLE a (id)"}, {"CREATE INDEX a_id ON a (id)"}});
  must(apply(set_));
  EXPECT_EQ(drift(), "");
  Client(path()).run("ALTER TABLE a ADD COLUMN b; DROP INDEX a_id; CREATE VIEW v AS SELECT 1");
  EXPECT_EQ(drift(), "changed table a; removed index a_id; added view v; ");
  set_.add("2", "b", {{"CREATE TABLE b (id)"}});
  must(apply(set_));
  EXPECT_EQ(drift(), "changed table a; removed index a_id; added view v; ")
      << "a run does not hide it";
}

}  // namespace
}  // namespace migc::testing
