#include "compiler/lock/parse.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/text.h"
#include "tests/unit/lock/lock_text.h"
#include "tests/unit/lock/sets.h"

namespace migc::compiler {
namespace {

struct Refused {
  std::string_view what;
  std::string text;
  std::size_t line;
  std::size_t column;
  std::string_view message;  // a part of it
};

std::string without_line(const std::string& text, std::size_t number) {
  return replaced(text, line_of(text, number), "");
}

std::string swapped(const std::string& text, std::size_t first) {
  const std::string a = line_of(text, first);
  const std::string b = line_of(text, first + 1);
  return replaced(text, a + b, b + a);
}

std::vector<Refused> shape_cases() {
  const std::string good = good_lock_text();
  const std::string name_2 = " 0002_b.sql";
  return {
      {"no text", "", 0, 0, "not a lockfile"},
      {"one blank line", "\n", 1, 1, "not a lockfile"},
      {"another file", "CREATE TABLE a (id int);\n", 1, 1, "not a lockfile"},
      {"no format", replaced(good, "format 1", "format x"), 1, 27, "not a number"},
      {"format 0", replaced(good, "format 1", "format 0"), 1, 27, "not a number"},
      {"format 2", replaced(good, "format 1", "format 2"), 1, 27, "does not know"},
      {"format 10", replaced(good, "format 1", "format 10"), 1, 27, "does not know"},
      {"blank line", replaced(good, line_of(good, 3), "\n"), 3, 1, "not a line of a lockfile"},
      {"comment", replaced(good, line_of(good, 3), "# b\n"), 3, 1, "not a line of a lockfile"},
      {"short digest", replaced(good, " tokens:", "0 tokens:"), 2, 72, "` tokens:`"},
      {"no digest", replaced(good, line_of(good, 2), "sha256:\n"), 2, 8, "64 lower-case"},
      {"upper-case digest", replaced(good, line_of(good, 2).substr(7, 64), std::string(64, 'A')), 2,
       8, "64 lower-case"},
      {"no tokens", replaced(good, line_of(good, 2).substr(71), "\n"), 2, 72, "` tokens:`"},
      {"short tokens", replaced(good, line_of(good, 2).substr(100), "\n"), 2, 80, "64 lower-case"},
      {"no name", replaced(good, name_2, ""), 3, 144, "a file name"},
      {"empty name", replaced(good, name_2, " "), 3, 145, "not that of a migration"},
      {"no head", without_line(good, 7), 6, 1, "no head"},
      {"only a header", line_of(good, 1), 1, 1, "no head"},
      {"head cut off", good.substr(0, good.size() - 10), 7, 6, "64 lower-case"},
      {"head of another kind", replaced(good, "head sha256:", "head md5:"), 7, 6, "64 lower-case"},
      {"text after the head", good + "x\n", 8, 1, "after the head"},
      {"blank line at the end", good + "\n", 8, 1, "after the head"},
  };
}

std::vector<Refused> name_cases() {
  const std::string good = good_lock_text();
  std::vector<Refused> cases;
  for (const std::string_view name :
       {"../0002_b.sql", "/0002_b.sql", "rollback/../0002_b.sql", "sub/0002_b.sql", "0002_b.SQL",
        "0002_b\x1b[2J.sql", "0002_b\r.sql", "0002_\xFF.sql", "b.sql", "0002.sql", " 0002_b.sql",
        "0002_b.sql ", "0002_..\\b.sql"})
    cases.push_back({name, replaced(good, "0002_b.sql", name), 3, 145, "not that of a migration"});
  cases.push_back({"NUL", replaced(good, "0002_b.sql", std::string_view("0002_\0b.sql", 11)), 3,
                   145, "not that of a migration"});
  return cases;
}

std::vector<Refused> order_cases() {
  const std::string good = good_lock_text();
  const std::string first = line_of(good, 2);
  const std::string down = line_of(good, 4);
  return {
      {"file twice", replaced(good, first, first + first), 3, 145, "version 0001 is listed twice"},
      {"version twice", replaced(good, "0003_c", "2_c"), 5, 145, "version 2 is listed twice"},
      {"version twice, later", replaced(good, "0003_c", "0001_c"), 5, 145, "0001 is listed twice"},
      {"out of order", swapped(good, 2), 3, 145, "0001_a.sql comes after version 0002"},
      {"undo text first", replaced(good, first, down + first), 2, 145, "does not follow"},
      {"undo text too late", swapped(good, 4), 5, 145, "does not follow"},
      {"undo text of another name", replaced(good, "0002_b.down", "0002_x.down"), 4, 145,
       "does not follow"},
      {"undo text, version spelt otherwise", replaced(good, "0002_b.down", "2_b.down"), 4, 145,
       "does not follow"},
      {"undo text twice",
       replaced(good, down, down + replaced(down, "0002_b.down", "rollback/0002_b")), 5, 145,
       "a second undo text"},
      {"adopted, not there", replaced(good, "through 0001", "through 0009"), 6, 17,
       "does not hold"},
      {"adopted, no version", replaced(good, "through 0001", "through "), 6, 17, "a version"},
      {"adopted, a name", replaced(good, "through 0001", "through 0001_a"), 6, 17, "a version"},
      {"adopted twice", replaced(good, line_of(good, 6), line_of(good, 6) + line_of(good, 6)), 7, 1,
       "a second adopted-through"},
      {"adopted too early", swapped(good, 5), 6, 1, "a file after adopted-through"},
  };
}

std::vector<Refused> head_cases() {
  const std::string good = good_lock_text();
  return {
      {"another head", replaced(good, line_of(good, 7), "head sha256:" + std::string(64, '0')), 7,
       6, "does not fit"},
      {"a line less", without_line(good, 5), 6, 6, "does not fit"},
      {"another name", replaced(good, "0003_c", "0003_d"), 7, 6, "does not fit"},
      {"another spelling of a version", replaced(good, "0003_c", "003_c"), 7, 6, "does not fit"},
  };
}

void expect_refused(const std::vector<Refused>& cases) {
  for (const Refused& wanted : cases) {
    const auto parsed = parse_lockfile(wanted.text, "db/migrations.lock");
    ASSERT_FALSE(parsed) << wanted.what;
    const Finding& finding = parsed.error();
    EXPECT_EQ(finding.rule, "lockfile") << wanted.what;
    EXPECT_EQ(finding.severity, Severity::error) << wanted.what;
    EXPECT_EQ(finding.place.file, "db/migrations.lock") << wanted.what;
    EXPECT_EQ(finding.place.line, wanted.line) << wanted.what;
    EXPECT_EQ(finding.place.column, wanted.column) << wanted.what;
    EXPECT_GE(finding.place.end_column, finding.place.column) << wanted.what;
    EXPECT_TRUE(contains(finding.message, wanted.message))
        << wanted.what << ": " << finding.message;
    EXPECT_FALSE(finding.help.empty()) << wanted.what;
  }
}

TEST(LockParse, RefusesWrongShapes) {
  expect_refused(shape_cases());
}
TEST(LockParse, RefusesWrongNames) {
  expect_refused(name_cases());
}
TEST(LockParse, RefusesWrongOrder) {
  expect_refused(order_cases());
}
TEST(LockParse, RefusesAHeadThatDoesNotFit) {
  expect_refused(head_cases());
}

TEST(LockParse, QuotesTheLine) {
  const std::string good = good_lock_text();
  const auto parsed = parse_lockfile(replaced(good, "0002_b.sql", "0002_b.txt"), "migrations.lock");
  ASSERT_FALSE(parsed);
  EXPECT_TRUE(parsed.error().source_line.ends_with(" 0002_b.txt")) << parsed.error().source_line;
  EXPECT_EQ(parsed.error().place.end_column, parsed.error().source_line.size() + 1);
  EXPECT_TRUE(contains(parsed.error().help, "git checkout HEAD -- migrations.lock"));
}

TEST(LockParse, PointsAtTheFirstOfTwo) {
  const auto parsed = parse_lockfile(replaced(good_lock_text(), "0003_c", "0001_c"), "m.lock");
  ASSERT_FALSE(parsed);
  ASSERT_EQ(parsed.error().notes.size(), 1U);
  EXPECT_EQ(parsed.error().notes[0].place.line, 2U);
}

TEST(LockParse, ANewerFormatAsksForANewerProgram) {
  const auto parsed =
      parse_lockfile("# migrations.lock, format 2. And so on.\nwhatever\n", "m.lock");
  ASSERT_FALSE(parsed);
  EXPECT_TRUE(contains(parsed.error().help, "newer migc")) << parsed.error().help;
}

TEST(LockParse, TakesWhatItWrote) {
  const std::vector<std::vector<FileText>> sets = {
      {},
      {{"1_a.sql", ""}},
      {{"7_a.sql", "x"}, {"0008_b.sql", "y"}, {"20260101120000_c.sql", "z"}},
      {{"1_a b  c.sql", "x"}, {"rollback/1_a b  c.sql", "y"}},
      {{"1_gr\xC3\xB6\xC3\x9F"
        "e.sql",
        "x"},
       {"1_gr\xC3\xB6\xC3\x9F"
        "e.down.sql",
        "y"}},
  };
  for (const auto& files : sets) {
    const Lockfile wanted = locked(files);
    const auto parsed = parse_lockfile(to_text(wanted), "m.lock");
    ASSERT_TRUE(parsed) << parsed.error().message;
    EXPECT_EQ(parsed.value(), wanted);
    EXPECT_EQ(to_text(parsed.value()), to_text(wanted));
  }
}

TEST(LockParse, TakesOtherLineEndsAndAMissingOne) {
  const std::string good = good_lock_text();
  std::string windows = "\xEF\xBB\xBF";
  for (const char c : good) windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
  for (const std::string& text : {canonical_text(windows), good.substr(0, good.size() - 1)}) {
    const auto parsed = parse_lockfile(text, "m.lock");
    ASSERT_TRUE(parsed) << parsed.error().message;
    EXPECT_EQ(to_text(parsed.value()), good);
  }
}

TEST(LockParse, AdoptedThroughIsANumber) {
  const auto parsed =
      parse_lockfile(replaced(good_lock_text(), "through 0001", "through 1"), "m.lock");
  ASSERT_TRUE(parsed) << parsed.error().message;
  EXPECT_EQ(parsed.value().adopted_through, "1");
}

}  // namespace
}  // namespace migc::compiler
