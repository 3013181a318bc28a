// A model to try statements on: what it changes stays with it.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "compiler/schema/dump.h"
#include "compiler/schema/model.h"
#include "compiler/sql/parse.h"

namespace migc::compiler {
namespace {

void run(Model& model, std::string_view text) {
  for (const Statement& statement : parse_postgresql(text)) model.apply(statement, {});
}

std::string dump(const Model& model) {
  return dump_sql(model.catalog());
}

constexpr std::string_view kSchema =
    "CREATE TYPE mood AS ENUM ('sad');"
    "CREATE TABLE t (id int PRIMARY KEY, m mood, CONSTRAINT c CHECK (id > 0));"
    "CREATE TABLE u (t int REFERENCES t); CREATE VIEW v AS SELECT id FROM t;"
    "CREATE SEQUENCE s; GRANT SELECT ON t TO PUBLIC; COMMENT ON TABLE t IS 'x';"
    "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';"
    "CREATE FUNCTION f(text) RETURNS int LANGUAGE sql AS 'SELECT 1';";

class ModelTrial : public testing::TestWithParam<std::string_view> {};

TEST_P(ModelTrial, IsWhatTheModelWouldBecomeAndLeavesItAlone) {
  Model model;
  run(model, kSchema);
  const std::string before = dump(model);
  const auto trial = model.trial();
  EXPECT_EQ(dump(*trial), before);
  run(*trial, GetParam());
  EXPECT_EQ(dump(model), before);
  const std::string tried = dump(*trial);
  EXPECT_NE(tried, before);
  run(model, GetParam());
  EXPECT_EQ(tried, dump(model));
}

INSTANTIATE_TEST_SUITE_P(
    Statements, ModelTrial,
    testing::Values("DROP TABLE t CASCADE", "ALTER TABLE t DROP COLUMN id CASCADE",
                    "ALTER TABLE t RENAME TO w; CREATE TABLE t (other int)",
                    "ALTER TABLE t RENAME COLUMN id TO number; DROP VIEW v",
                    "ALTER TYPE mood ADD VALUE 'happy'; ALTER TYPE mood RENAME TO temper",
                    "ALTER TABLE t DROP CONSTRAINT c; ALTER TABLE u ADD CONSTRAINT c CHECK (t > 1)",
                    "CREATE SCHEMA a; ALTER TABLE t SET SCHEMA a; CREATE TABLE a.n (id int)",
                    "REVOKE SELECT ON t FROM PUBLIC; GRANT INSERT ON t TO PUBLIC",
                    "DROP FUNCTION f(int); COMMENT ON FUNCTION f(text) IS 'only one'",
                    "CREATE TABLE n (id serial, t int REFERENCES t); DROP TABLE u",
                    "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC; CREATE TABLE n ()",
                    "DROP SCHEMA public CASCADE"));

TEST(ModelTrials, CanBeTriedOnAgain) {
  Model model;
  run(model, kSchema);
  const auto first = model.trial();
  run(*first, "DROP VIEW v; CREATE TABLE n (id int)");
  const auto second = first->trial();
  run(*second, "DROP TABLE n; DROP TABLE u");
  EXPECT_EQ(second->find_table({"", "n", {}}), nullptr);
  EXPECT_EQ(second->find_table({"", "u", {}}), nullptr);
  EXPECT_EQ(second->find_view({"", "v", {}}), nullptr);
  EXPECT_NE(first->find_table({"", "n", {}}), nullptr);
  EXPECT_NE(first->find_table({"", "u", {}}), nullptr);
  EXPECT_EQ(model.find_table({"", "n", {}}), nullptr);
  EXPECT_NE(model.find_view({"", "v", {}}), nullptr);
}

TEST(ModelTrials, KnowWhatTheyChanged) {
  Model model;
  run(model, kSchema);
  const auto trial = model.trial();
  run(*trial, "DROP VIEW v; CREATE TABLE n (id int)");
  std::string changed;
  trial->catalog().for_each_changed([&](const Object& object) { changed += object.name + " "; });
  EXPECT_EQ(changed, "v ");
}

}  // namespace
}  // namespace migc::compiler
