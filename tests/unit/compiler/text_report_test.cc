#include "compiler/report/text.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace migc::compiler {
namespace {

Finding finding_at(std::string_view line, std::size_t begin, std::size_t end) {
  Finding finding;
  finding.rule = "a-rule";
  finding.message = "what happens";
  finding.place = {"db/1_a.sql", 7, begin, 7, end};
  finding.source_line = line;
  return finding;
}

// The two lines below the message.
std::string excerpt(std::string_view line, std::size_t begin, std::size_t end) {
  const std::string text = to_text(std::vector{finding_at(line, begin, end)});
  return text.substr(text.find('\n') + 1);
}

TEST(TextReport, OneFinding) {
  Finding finding = finding_at("DROP TABLE a;", 12, 13);
  finding.severity = Severity::warning;
  finding.help = "do not";
  finding.notes = {{{"db/0_z.sql", 1, 1, 1, 1}, "made"}};
  EXPECT_EQ(to_text(std::vector{finding}),
            "db/1_a.sql:7:12: warning: what happens [a-rule]\n"
            "    7 | DROP TABLE a;\n"
            "      |            ^\n"
            "help: do not\n"
            "note: made in 0_z.sql:1\n");
}

TEST(TextReport, AboutAFileAsAWhole) {
  Finding finding;
  finding.rule = "a-rule";
  finding.message = "what happens";
  finding.place.file = "db/1_a.sql";
  EXPECT_EQ(to_text(std::vector{finding}), "db/1_a.sql: error: what happens [a-rule]\n");
}

TEST(TextReport, Carets) {
  struct Case {
    std::string_view line;
    std::size_t begin;
    std::size_t end;
    std::string_view below;  // of the mark, after "      | "
  };
  const Case cases[] = {
      {"abc", 1, 4, "^~~"},         {"abc", 2, 3, " ^"},
      {"abc", 2, 2, " ^"},           // nothing is marked: one caret
      {"abc", 4, 4, "   ^"},         // the end of the line
      {"abc", 9, 12, "   ^"},        // beyond it
      {"\ta\tbc", 4, 6, "\t \t^~"},  // tabs stay
      {"größe", 7, 8, "    ^"},      // columns count bytes, carets characters
      {"größe", 3, 7, "  ^~"},       // “ö” and “ß” have two bytes each
      {"x\x1B[1m", 2, 3, " ^~~~"},   // as wide as it is printed
      {"\x01y", 2, 3, "    ^"},      //
  };
  for (const Case& c : cases) {
    const std::string text = excerpt(c.line, c.begin, c.end);
    const std::string below = text.substr(text.find('\n') + 1);
    EXPECT_EQ(below, "      | " + std::string(c.below) + "\n") << c.line;
  }
}

TEST(TextReport, AnEmptyLineIsNotShown) {
  EXPECT_EQ(excerpt("", 1, 1), "");
}

TEST(TextReport, AMarkOverSeveralLinesEndsWithTheFirst) {
  Finding finding = finding_at("CREATE TABLE a (", 1, 2);
  finding.place.end_line = 9;
  EXPECT_EQ(to_text(std::vector{finding}),
            "db/1_a.sql:7:1: error: what happens [a-rule]\n"
            "    7 | CREATE TABLE a (\n"
            "      | ^~~~~~~~~~~~~~~~\n");
}

TEST(TextReport, LongLinesAreCutAroundTheMark) {
  struct Case {
    std::string line;
    std::size_t begin;
    std::size_t end;
  };
  const std::string half(100'000, 'x');
  std::string wide;
  for (int i = 0; i < 1000; ++i) wide += "ö";
  const Case cases[] = {
      {half + "MARK" + half, half.size() + 1, half.size() + 5},
      {"MARK" + half, 1, 5},
      {half + "MARK", half.size() + 1, half.size() + 5},
      {wide + "MARK" + wide, wide.size() + 1, wide.size() + 5},
      {"x" + wide + "MARK" + wide, wide.size() + 2, wide.size() + 6},
  };
  for (const Case& c : cases) {
    const std::string text = excerpt(c.line, c.begin, c.end);
    EXPECT_LT(text.size(), 600U);
    EXPECT_EQ(text.find("\\x"), std::string::npos) << "a character was cut";
    const std::string shown = text.substr(0, text.find('\n'));
    const std::string below = text.substr(text.find('\n') + 1);
    const auto characters = [](std::string_view bytes) {
      std::size_t count = 0;
      for (const char byte : bytes)
        count += (static_cast<unsigned char>(byte) & 0xC0U) != 0x80 ? 1 : 0;
      return count;
    };
    EXPECT_EQ(characters(shown.substr(0, shown.find("MARK"))), below.find('^'));
    EXPECT_NE(below.find("^~~~\n"), std::string::npos);
  }
}

TEST(TextReport, AWholeLongLineMarked) {
  const std::string line(100'000, 'x');
  EXPECT_LT(excerpt(line, 1, line.size() + 1).size(), 600U);
}

TEST(TextReport, ControlCharactersCannotReachTheTerminal) {
  Finding finding = finding_at("\x1B[2J\x07\xC2\x9B\xFF", 1, 2);
  finding.message = "a\x1B[31m\nb";
  finding.help = "c\rd";
  finding.place.file = "e\x1B.sql";
  finding.notes = {{{"g\x1B.sql", 2, 1, 2, 1}, "f\x07"}};
  const std::string text = to_text(std::vector{finding});
  EXPECT_EQ(text,
            "e\\x1b.sql:7:1: error: a\\x1b[31m\\x0ab [a-rule]\n"
            "    7 | \\x1b[2J\\x07\\xc2\\x9b\\xff\n"
            "      | ^~~~\n"
            "help: c\\x0dd\n"
            "note: f\\x07 in g\\x1b.sql:2\n");
}

// Without its place a note like “locked here” says nothing.
TEST(TextReport, ANoteShowsItsPlace) {
  Finding finding = finding_at("DROP TABLE a;", 12, 13);
  finding.notes = {{{"db/migrations.lock", 3, 145, 3, 150}, "locked here"}};
  finding.notes.push_back({{"other/x.sql", 4, 1, 4, 2}, "used here"});
  finding.notes.push_back({{"db/y.sql", 0, 0, 0, 0}, "made by"});
  EXPECT_TRUE(to_text(std::vector{finding})
                  .ends_with("\nnote: locked here in migrations.lock:3\n"
                             "note: used here in other/x.sql:4\nnote: made by in y.sql\n"));
}

TEST(TextReport, SuppressedFindingsAreLeftOut) {
  Finding finding = finding_at("x", 1, 2);
  finding.suppressed = true;
  EXPECT_EQ(to_text(std::vector{finding}), "");
}

TEST(TextReport, Summary) {
  struct Case {
    Summary summary;
    std::string_view text;
  };
  constexpr Case kCases[] = {
      {{}, ""},
      {{1, 0, 0, 0}, "1 error"},
      {{2, 1, 3, 4}, "2 errors, 1 warning, 3 notes, 4 suppressed"},
      {{0, 2, 1, 0}, "2 warnings, 1 note"},
      {{0, 0, 0, 1}, "1 suppressed"},
  };
  for (const Case& c : kCases) EXPECT_EQ(to_text(c.summary), c.text);
}

TEST(Report, Counts) {
  std::vector<Finding> findings(6);
  findings[1].severity = Severity::warning;
  findings[2].severity = Severity::note;
  findings[3].suppressed = true;
  findings[4].history = true;
  findings[5].history = findings[5].suppressed = true;
  const Summary summary = summarize(findings);
  EXPECT_EQ(summary.errors, 1U);
  EXPECT_EQ(summary.warnings, 1U);
  EXPECT_EQ(summary.notes, 1U);
  EXPECT_EQ(summary.suppressed, 2U);
}

}  // namespace
}  // namespace migc::compiler
