#include "compiler/facts/builtin.h"

#include <gtest/gtest.h>

namespace migc::compiler {
namespace {

constexpr auto kImmutable = Volatility::immutable;
constexpr auto kStable = Volatility::stable;
constexpr auto kVolatile = Volatility::volatile_function;

TEST(Facts, VolatilityOfFunctions) {
  struct Case {
    std::string_view name;
    int version;
    std::optional<VolatilityRange> wanted;
  };
  const Case cases[] = {
      {"lower", 14, VolatilityRange{kImmutable, kImmutable}},
      {"now", 18, VolatilityRange{kStable, kStable}},
      {"random", 15, VolatilityRange{kVolatile, kVolatile}},
      {"gen_random_uuid", 14, VolatilityRange{kVolatile, kVolatile}},
      {"nextval", 16, VolatilityRange{kVolatile, kVolatile}},
      {"timestamptz", 15, VolatilityRange{kImmutable, kStable}},
      // timezone(text, timetz) was volatile.
      {"timezone", 14, VolatilityRange{kImmutable, kVolatile}},
      {"timezone", 15, VolatilityRange{kImmutable, kStable}},
      {"uuidv7", 17, std::nullopt},
      {"uuidv7", 18, VolatilityRange{kVolatile, kVolatile}},
      {"uuidv7", 19, VolatilityRange{kVolatile, kVolatile}},
      {"pg_start_backup", 13, VolatilityRange{kVolatile, kVolatile}},
      {"pg_start_backup", 15, std::nullopt},
      {"uuid_generate_v4", 18, std::nullopt},  // of an extension
  };
  for (const Case& c : cases)
    EXPECT_EQ(builtin_volatility(c.name, c.version), c.wanted) << c.name << " in " << c.version;
}

TEST(Facts, NamesOfAnyVersion) {
  EXPECT_TRUE(is_builtin_function("uuidv7"));
  EXPECT_TRUE(is_builtin_function("pg_start_backup"));
  EXPECT_FALSE(is_builtin_function("no_such_function"));
  EXPECT_TRUE(is_builtin_type("int4"));
  EXPECT_FALSE(is_builtin_type("citext"));
}

TEST(Facts, TypesAsSqlNamesThem) {
  EXPECT_EQ(builtin_type_as_sql("int4"), "integer");
  EXPECT_EQ(builtin_type_as_sql("timestamptz"), "timestamp with time zone");
  EXPECT_EQ(builtin_type_as_sql("text"), "text");
  EXPECT_EQ(builtin_type_as_sql("char"), "\"char\"");
  EXPECT_EQ(builtin_type_as_sql("citext"), "");
}

TEST(Facts, CategoriesOfTypes) {
  EXPECT_EQ(builtin_type_category("int8", 14), 'N');
  EXPECT_EQ(builtin_type_category("varchar", 18), 'S');
  EXPECT_EQ(builtin_type_category("char", 14), 'S');
  EXPECT_EQ(builtin_type_category("char", 15), 'Z');
  EXPECT_EQ(builtin_type_category("citext", 15), std::nullopt);
}

TEST(Facts, BinaryCasts) {
  EXPECT_TRUE(is_builtin_binary_cast("text", "varchar"));
  EXPECT_TRUE(is_builtin_binary_cast("int4", "oid"));
  EXPECT_FALSE(is_builtin_binary_cast("int4", "int8"));
  EXPECT_FALSE(is_builtin_binary_cast("bpchar", "text"));
}

TEST(Facts, Keywords) {
  EXPECT_TRUE(is_keyword("select"));
  EXPECT_TRUE(is_keyword("system_user"));  // since 16
  EXPECT_TRUE(is_keyword("json_table"));   // since 17
  EXPECT_FALSE(is_keyword("name"));
}

}  // namespace
}  // namespace migc::compiler
