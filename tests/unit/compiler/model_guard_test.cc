// DO blocks that ask the catalog before they change something.
#include "expect_schemas.h"

namespace migc::compiler {
namespace {

// Whether the guard lets the DO block run. "uncertain" changes nothing either.
bool runs_after(std::string_view tables, std::string_view condition) {
  const std::string sql = std::string(tables) + "; DO $$ BEGIN IF " + std::string(condition) +
                          " THEN CREATE TABLE made (id integer); END IF; END $$";
  return model_of(sql)->find_table({"", "made", {}}) != nullptr;
}

TEST(Guard, TypeOfAColumn) {
  constexpr std::string_view kTables =
      "CREATE DOMAIN email AS varchar(255); CREATE TYPE mood AS ENUM ('sad');"
      "CREATE TABLE t (id int, at timestamptz(3), tags text[], mail email, mood mood, c citext)";
  const auto has_type = [&](const std::string& column, const std::string& type) {
    return runs_after(kTables,
                      "EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name = 't' "
                      "AND column_name = '" +
                          column + "' AND data_type = '" + type + "')");
  };
  EXPECT_TRUE(has_type("id", "integer"));
  EXPECT_FALSE(has_type("id", "bigint"));
  EXPECT_TRUE(has_type("at", "timestamp with time zone"));
  EXPECT_TRUE(has_type("tags", "ARRAY"));
  EXPECT_TRUE(has_type("mail", "character varying"));
  EXPECT_TRUE(has_type("mood", "USER-DEFINED"));
  // Of an extension: the model did not see how it is made.
  EXPECT_FALSE(has_type("c", "USER-DEFINED"));
  EXPECT_FALSE(has_type("c", "text"));
}

}  // namespace
}  // namespace migc::compiler
