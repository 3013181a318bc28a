// What the compiler holds for a fact about PostgreSQL, a server of that version
// says too. PG_BIN chooses the server.
#include <algorithm>
#include <string>
#include <vector>

#include "compiler/facts/builtin.h"
#include "postgres_test.h"

namespace migc::compiler {
namespace {

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

class Facts : public migc::testing::PostgresTest {
 protected:
  // The rows of a query, each as its columns.
  std::vector<std::vector<std::string>> rows(const std::string& query) {
    std::vector<std::vector<std::string>> out;
    for (const std::string& line : split(client().query(query), '\n'))
      out.push_back(split(line, '|'));
    EXPECT_FALSE(out.empty());
    return out;
  }

  int version() {
    return std::stoi(client().query("SELECT current_setting('server_version_num')::int / 10000"));
  }
};

char code_of(Volatility volatility) {
  if (volatility == Volatility::immutable) return 'i';
  return volatility == Volatility::stable ? 's' : 'v';
}

TEST_F(Facts, EveryFunctionHasItsVolatility) {
  const int server = version();
  for (const auto& row : rows("SELECT proname, string_agg(DISTINCT provolatile::text, '')"
                              "  FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace"
                              " GROUP BY proname")) {
    const auto range = builtin_volatility(row.at(0), server);
    ASSERT_TRUE(range) << row.at(0);
    EXPECT_NE(row.at(1).find(code_of(range->least)), std::string::npos) << row.at(0);
    EXPECT_NE(row.at(1).find(code_of(range->most)), std::string::npos) << row.at(0);
    EXPECT_EQ(row.at(1).size() > 1, range->least != range->most) << row.at(0);
  }
}

TEST_F(Facts, EveryTypeHasItsNameAndCategory) {
  const int server = version();
  for (const auto& row : rows("SELECT typname, format_type(oid, NULL), typcategory FROM pg_type"
                              " WHERE typnamespace = 'pg_catalog'::regnamespace"
                              "   AND typtype <> 'c' AND typname !~ '^_'")) {
    EXPECT_EQ(builtin_type_as_sql(row.at(0)), row.at(1)) << row.at(0);
    EXPECT_EQ(builtin_type_category(row.at(0), server), row.at(2).at(0)) << row.at(0);
  }
}

TEST_F(Facts, EveryCastIsBinaryOrNot) {
  for (const auto& row :
       rows("SELECT s.typname, t.typname, castmethod = 'b'"
            "  FROM pg_cast JOIN pg_type s ON s.oid = castsource"
            "  JOIN pg_type t ON t.oid = casttarget WHERE castsource <> casttarget"))
    EXPECT_EQ(is_builtin_binary_cast(row.at(0), row.at(1)), row.at(2) == "t")
        << row.at(0) << " to " << row.at(1);
}

TEST_F(Facts, EveryReservedWordIsAKeyword) {
  for (const auto& row : rows("SELECT word FROM pg_get_keywords() WHERE catcode <> 'U'"))
    EXPECT_TRUE(is_keyword(row.at(0))) << row.at(0);
}

}  // namespace
}  // namespace migc::compiler
