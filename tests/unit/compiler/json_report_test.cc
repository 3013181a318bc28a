#include "compiler/report/json.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace migc::compiler {
namespace {

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST(JsonReport, Empty) {
  EXPECT_EQ(to_json(CheckReport{Dialect::postgresql, 15, {}, {}}),
            "{\n  \"format\": 1,\n  \"dialect\": \"postgresql\",\n  \"server_version\": 15,\n"
            "  \"migrations\": [],\n  \"findings\": [],\n  \"summary\": {\n    \"errors\": 0,\n"
            "    \"warnings\": 0,\n    \"notes\": 0,\n    \"suppressed\": 0\n  }\n}\n");
}

TEST(JsonReport, Fields) {
  Finding finding;
  finding.rule = "drop-table";
  finding.severity = Severity::warning;
  finding.place = {"db/2_b.sql", 3, 12, 4, 1};
  finding.message = "m";
  finding.help = "h";
  finding.notes = {{{"db/1_a.sql", 1, 2, 1, 3}, "n"}};
  finding.migration = "2";
  finding.statement = 5;
  finding.history = true;
  const std::string text =
      to_json({Dialect::sqlite, 14, {{"2", "b", "db/2_b.sql", "00ff", true, false}}, {finding}});
  for (const std::string_view part : {R"("dialect": "sqlite")",  R"("version": "2")",
                                      R"("name": "b")",          R"("digest": "sha256:00ff")",
                                      R"("state": "locked")",    R"("transactional": false)",
                                      R"("rule": "drop-table")", R"("severity": "warning")",
                                      R"("file": "db/2_b.sql")", R"("line": 3)",
                                      R"("column": 12)",         R"("end_line": 4)",
                                      R"("end_column": 1)",      R"("migration": "2")",
                                      R"("statement": 5)",       R"("message": "m")",
                                      R"("help": "h")",          R"("message": "n")",
                                      R"("suppressed": false)",  R"("reason": null)",
                                      R"("history": true)",      R"("warnings": 0)"})
    EXPECT_TRUE(contains(text, part)) << part;
}

TEST(JsonReport, NothingInParticularIsNull) {
  const std::string text = to_json({Dialect::postgresql, 14, {}, {Finding{}}});
  EXPECT_TRUE(contains(text, R"("migration": null)"));
  EXPECT_TRUE(contains(text, R"("statement": null)"));
  EXPECT_FALSE(contains(text, "history"));
}

TEST(JsonReport, SuppressedFindingsStayWithTheirReason) {
  Finding finding;
  finding.suppressed = true;
  finding.reason = "since 41";
  const std::string text = to_json({Dialect::postgresql, 14, {}, {finding}});
  EXPECT_TRUE(contains(text, R"("reason": "since 41")"));
  EXPECT_TRUE(contains(text, R"("suppressed": 1)"));
}

// The document is UTF-8 whatever the names on disk are, and never throws.
TEST(JsonReport, BytesThatAreNoText) {
  Finding finding;
  finding.place.file = "db/\xFF.sql";
  finding.message = "\x1B\n\"\\ größe \xE4";
  finding.help = "\xC3";
  finding.reason = "\x80";
  finding.suppressed = true;
  finding.notes = {{{"\xFE", 1, 1, 1, 1}, "\xFD"}};
  const std::string text =
      to_json({Dialect::postgresql, 14, {{"1", "\xFF", "\xFF", "", false, true}}, {finding}});
  EXPECT_TRUE(contains(text, "\"file\": \"db/\xEF\xBF\xBD.sql\""));
  EXPECT_TRUE(contains(text, "\"message\": \"\\u001b\\n\\\"\\\\ größe \xEF\xBF\xBD\""));
}

// Versions are numbers for PostgreSQL and strings, "3.40", for SQLite.
TEST(JsonReport, ServerVersionOfSqliteIsText) {
  const std::string text = to_json({Dialect::sqlite, 14, {}, {}});
  EXPECT_FALSE(contains(text, "\"server_version\": 14")) << text;
}

}  // namespace
}  // namespace migc::compiler
