#include "compiler/sql/newer_syntax.h"

#include <gtest/gtest.h>

#include "compiler/sql/parse.h"
#include "tests/support/newer_syntax.h"
#include "tests/unit/compiler/expect_schemas.h"

namespace migc::compiler {
namespace {

// A grammar that is new enough reads it, another knows what it is.
TEST(NewerSyntax, IsReadOrRecognised) {
  for (const migc::testing::NewerSyntaxCase& c : migc::testing::kNewerSyntax) {
    const auto statements = parse_postgresql(c.sql);
    ASSERT_EQ(statements.size(), 1U) << c.sql;
    const auto* unparsed = as<Unparsed>(statements.front());
    ASSERT_EQ(unparsed != nullptr, grammar_version() < c.since) << c.sql;
    if (!unparsed) continue;
    ASSERT_TRUE(unparsed->newer) << c.sql << ": " << unparsed->message;
    EXPECT_EQ(unparsed->newer->version, c.since) << c.sql;
  }
}

// What no version takes is a mistake, even where newer words are near.
TEST(NewerSyntax, MistakesStayMistakes) {
  constexpr std::string_view kTexts[] = {
      "CREATE TABEL t (a int)",
      "CREATE TABLE t (a int enforced boolean)",
      "CREATE TABLE t (a varchar(10) enforced boolean)",
      "CREATE TABLE t (a NOT NULL)",
      "CREATE TABLE t (a int, NOT NULL)",
      "CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a + 1) STOERD)",
      "ALTER TABLE t ADD CONSTRAINT c NOT NULL",
      "ALTER TABLE t ALTER COLUMN a SET EXPRESION AS (a)",
      "INSERT INTO t VALUES (1) RETURNING",
      "SELECT 1a",
      "SELECT * FROM WHERE",
      "",
  };
  for (const std::string_view text : kTexts)
    for (const Statement& statement : parse_postgresql(text)) {
      const auto* unparsed = as<Unparsed>(statement);
      ASSERT_TRUE(unparsed) << text;
      EXPECT_FALSE(unparsed->newer) << text;
    }
}

// What the statement did not say to the model, the model does not vouch for.
TEST(NewerSyntax, MakesUncertainWhatItNames) {
  const auto model = model_of(
      "CREATE SCHEMA app; CREATE TABLE app.\"Odd\" (a int); CREATE TABLE other (a int);"
      "ALTER TABLE app.\"Odd\" ADD CONSTRAINT c CHECK (a > 0) NOT ENFORCED;"
      "ALTER TABLE other ADD CONSTRAIN c CHECK (a > 0)");
  const bool knows = grammar_version() >= 18;
  EXPECT_EQ(model->find_table({"app", "Odd", {}})->uncertain.empty(), knows);
  EXPECT_TRUE(model->find_table({"", "other", {}})->uncertain.empty()) << "a mistake";
}

}  // namespace
}  // namespace migc::compiler
