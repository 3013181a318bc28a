#include "compiler/forecast/type_change.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "compiler/schema/model.h"
#include "compiler/sql/parse.h"

namespace migc::compiler {
namespace {

constexpr auto kFree = TypeChangeCost::metadata_only;
constexpr auto kRewrite = TypeChangeCost::rewrite;

std::vector<Statement> table_with(std::string_view type) {
  return parse_postgresql("CREATE TABLE t (x " + std::string(type) + ")");
}

// As the model holds it.
TypeRef old_type(std::string_view type) {
  Model model;
  model.apply(table_with(type).at(0), {});
  return model.find_table({"", "t", {}})->columns.at(0).type;
}

TypeName new_type(std::string_view type) {
  return as<CreateTable>(table_with(type).at(0))->columns().at(0)->type;
}

struct Case {
  std::string_view from;
  std::string_view to;
  TypeChangeCost cost;
};

void expect_cost(const Case& c) {
  EXPECT_EQ(type_change_cost(old_type(c.from), new_type(c.to)), c.cost) << c.from << " to " << c.to;
}

// Measured on PostgreSQL 15, with a time zone other than UTC: whether
// ALTER COLUMN … TYPE gave the table a new relfilenode.
TEST(TypeChange, AsTheServerDoesIt) {
  constexpr Case kCases[] = {
      {"integer", "integer", kFree},
      {"integer", "bigint", kRewrite},
      {"bigint", "integer", kRewrite},
      {"smallint", "integer", kRewrite},
      {"integer", "text", kRewrite},
      {"text", "varchar", kFree},
      {"text", "varchar(10)", kRewrite},
      {"varchar", "text", kFree},
      {"varchar(10)", "text", kFree},
      {"varchar(10)", "varchar", kFree},
      {"varchar(10)", "varchar(20)", kFree},
      {"varchar(20)", "varchar(10)", kRewrite},
      {"varchar", "varchar(10)", kRewrite},
      {"varchar(10)", "varchar(10)", kFree},
      {"char(5)", "char(10)", kRewrite},
      {"char(10)", "char(5)", kRewrite},
      {"char(5)", "text", kRewrite},
      {"char(5)", "varchar", kRewrite},
      {"varchar(5)", "char(5)", kRewrite},
      {"text", "char(5)", kRewrite},
      {"numeric(10,2)", "numeric(12,2)", kFree},
      {"numeric(12,2)", "numeric(10,2)", kRewrite},
      {"numeric(10,2)", "numeric(12,4)", kRewrite},
      {"numeric(10,2)", "numeric", kFree},
      {"numeric", "numeric(10,2)", kRewrite},
      {"numeric(10)", "numeric(12)", kFree},
      {"numeric(10)", "numeric(12,0)", kFree},
      {"numeric(10,0)", "numeric(12)", kFree},
      {"numeric(10,2)", "numeric(10,2)", kFree},
      {"numeric(10,2)", "numeric(12,0)", kRewrite},
      {"timestamp", "timestamp(3)", kRewrite},
      {"timestamp(3)", "timestamp", kFree},
      {"timestamp(3)", "timestamp(6)", kFree},
      {"timestamp(6)", "timestamp(3)", kRewrite},
      {"timestamp(3)", "timestamp(5)", kFree},
      {"timestamptz(3)", "timestamptz(6)", kFree},
      {"timestamp", "timestamptz", kRewrite},
      {"timestamptz", "timestamp", kRewrite},
      {"time(3)", "time(6)", kFree},
      {"time(6)", "time(3)", kRewrite},
      {"timetz(3)", "timetz", kFree},
      {"interval(3)", "interval(6)", kFree},
      {"interval(6)", "interval(3)", kRewrite},
      {"interval(3)", "interval", kFree},
      {"interval", "interval(3)", kRewrite},
      {"interval month", "interval year", kRewrite},
      {"interval year", "interval", kFree},
      {"interval", "interval year", kRewrite},
      {"interval year to month", "interval day", kFree},
      {"interval day", "interval year to month", kRewrite},
      {"interval second(3)", "interval second(6)", kFree},
      {"interval second(6)", "interval second(3)", kRewrite},
      {"interval day to second(3)", "interval", kFree},
      {"interval hour", "interval minute", kFree},
      {"interval minute", "interval hour", kRewrite},
      {"varbit(5)", "varbit(10)", kFree},
      {"varbit(10)", "varbit(5)", kRewrite},
      {"varbit(5)", "varbit", kFree},
      {"varbit", "varbit(5)", kRewrite},
      {"bit(5)", "bit(10)", kRewrite},
      {"bit(5)", "varbit(5)", kRewrite},
      {"varbit(5)", "bit(5)", kRewrite},
      {"cidr", "inet", kFree},
      {"inet", "cidr", kRewrite},
      {"json", "jsonb", kRewrite},
      {"text", "xml", kRewrite},
      {"text[]", "varchar[]", kRewrite},
      {"varchar[]", "text[]", kRewrite},
      {"varchar(10)[]", "varchar(20)[]", kRewrite},
      {"varchar(10)[]", "text[]", kRewrite},
      {"varchar(10)[]", "varchar[]", kFree},
      {"integer[]", "integer[]", kFree},
      {"integer[]", "bigint[]", kRewrite},
      {"numeric(10,2)[]", "numeric(12,2)[]", kRewrite},
      {"integer[]", "integer[][]", kFree},
      {"bytea", "text", kRewrite},
      {"date", "timestamp", kRewrite},
      {"name", "text", kRewrite},
      {"\"char\"", "text", kRewrite},
      {"uuid", "text", kRewrite},
      {"char(3)", "citext", kRewrite},
  };
  for (const Case& c : kCases) expect_cost(c);
}

// Free as well, by the same measurement. To call these a rewrite is to report
// what costs nothing.
TEST(TypeChange, FreeThoughRare) {
  constexpr Case kCases[] = {
      {"integer", "oid", kFree},          {"timestamp", "timestamp(6)", kFree},
      {"interval", "interval(6)", kFree}, {"interval year", "interval month", kFree},
      {"bit(5)", "varbit", kFree},        {"xml", "text", kFree},
      {"text", "citext", kFree},          {"regclass", "oid", kFree},
      {"oid", "regclass", kFree},         {"oid", "integer", kFree},
      {"text", "bpchar", kFree},          {"xml", "bpchar", kFree},
      {"citext", "text", kFree},          {"citext", "varchar", kFree},
      {"varchar", "citext", kFree},
  };
  for (const Case& c : kCases) expect_cost(c);
}

}  // namespace
}  // namespace migc::compiler
