#include "compiler/lock/compare.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/unit/lock/sets.h"

namespace migc::compiler {
namespace {

const FileText kA{"0001_a.sql", "SELECT 1;\n"};
const FileText kB{"0002_b.sql", "SELECT 2;\n"};
const FileText kDownB{"0002_b.down.sql", "SELECT -2;\n"};
const FileText kC{"0003_c.sql", "SELECT 3;\n"};

Comparison compared(const std::vector<FileText>& folder, const std::vector<FileText>& lockfile) {
  return compare(set_of(folder), locked(lockfile), "db/m.lock");
}

// One letter for each migration of the folder, followed by one for its undo text.
std::string states(const Comparison& comparison) {
  const auto letter = [](LockState state) {
    return state == LockState::added ? 'A' : state == LockState::locked ? 'L' : 'E';
  };
  std::string text;
  for (const MigrationState& state : comparison.states) {
    text += letter(state.up);
    if (state.down) text += static_cast<char>(letter(*state.down) - 'A' + 'a');
  }
  return text;
}

struct Case {
  std::string_view what;
  std::vector<FileText> folder;
  std::vector<FileText> lockfile;
  std::string_view states;
  std::string_view findings;
};

void expect_compared(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    const Comparison comparison = compared(c.folder, c.lockfile);
    EXPECT_EQ(states(comparison), c.states) << c.what;
    EXPECT_EQ(places(comparison.findings), c.findings) << c.what;
    for (const Finding& finding : comparison.findings) {
      EXPECT_EQ(finding.severity, Severity::error) << c.what;
      EXPECT_FALSE(finding.help.empty()) << c.what;
      EXPECT_FALSE(finding.migration.empty()) << c.what;
    }
  }
}

TEST(LockCompare, WhatIsAllowed) {
  expect_compared({
      {"nothing at all", {}, {}, "", ""},
      {"no lockfile yet", {kA, kB}, {}, "AA", ""},
      {"all locked", {kA, kB, kDownB, kC}, {kA, kB, kDownB, kC}, "LLlL", ""},
      {"new ones at the end", {kA, kB, kDownB, kC}, {kA}, "LAaA", ""},
      {"an undo text added later", {kA, kB, kDownB}, {kA, kB}, "LLa", ""},
      {"a gap", {kA, kC}, {kA}, "LA", ""},
  });
}

TEST(LockCompare, Edited) {
  const FileText edited_b{"0002_b.sql", "SELECT 22;\n"};
  expect_compared({
      {"the text", {kA, edited_b}, {kA, kB}, "LE", "edited db/0002_b.sql\n"},
      {"the undo text",
       {kA, kB, {"0002_b.down.sql", "SELECT 0;\n"}},
       {kA, kB, kDownB},
       "LLe",
       "edited db/0002_b.down.sql\n"},
      {"both",
       {kA, edited_b, {"0002_b.down.sql", "SELECT 0;\n"}},
       {kA, kB, kDownB},
       "LEe",
       "edited db/0002_b.sql\nedited db/0002_b.down.sql\n"},
      {"another one in its place",
       {kA, {"0002_x.sql", "SELECT 22;\n"}, kC},
       {kA, kB, kDownB, kC},
       "LEL",
       "edited db/0002_x.sql\n"},
      {"texts swapped",
       {{"0001_a.sql", kB.text}, {"0002_b.sql", kA.text}},
       {kA, kB},
       "EE",
       "edited db/0001_a.sql\nedited db/0002_b.sql\n"},
  });
}

TEST(LockCompare, Removed) {
  expect_compared({
      {"the last", {kA}, {kA, kB}, "L", "removed db/m.lock:3\n"},
      {"the first", {kB}, {kA, kB}, "L", "removed db/m.lock:2\n"},
      {"with its undo text", {kA, kC}, {kA, kB, kDownB, kC}, "LL", "removed db/m.lock:3\n"},
      {"the undo text", {kA, kB}, {kA, kB, kDownB}, "LL", "removed db/m.lock:4\n"},
      {"all", {}, {kA, kB}, "", "removed db/m.lock:2\nremoved db/m.lock:3\n"},
  });
}

TEST(LockCompare, Renamed) {
  expect_compared({
      {"the name", {kA, {"0002_x.sql", kB.text}}, {kA, kB}, "LL", "renamed db/0002_x.sql\n"},
      {"the spelling of the version",
       {kA, {"2_b.sql", kB.text}},
       {kA, kB},
       "LL",
       "renamed db/2_b.sql\n"},
      {"the version of the last",
       {kA, {"0007_b.sql", kB.text}},
       {kA, kB},
       "LL",
       "renamed db/0007_b.sql\n"},
      {"with its undo text",
       {kA, {"0002_x.sql", kB.text}, {"0002_x.down.sql", kDownB.text}},
       {kA, kB, kDownB},
       "LLl",
       "renamed db/0002_x.sql\n"},
      {"the undo text",
       {kA, kB, {"rollback/0002_b.sql", kDownB.text}},
       {kA, kB, kDownB},
       "LLl",
       "renamed db/rollback/0002_b.sql\n"},
      {"behind a new one",
       {kA, kB, {"0005_c.sql", kC.text}, {"0003_new.sql", "SELECT 9;\n"}},
       {kA, kB, kC},
       "LLAL",
       "renamed db/0005_c.sql\nout-of-order db/0003_new.sql\n"},
      {"one of equal texts, the one of its version",
       {{"0001_x.sql", "x"}, {"0002_y.sql", "x"}},
       {{"0001_a.sql", "x"}, {"0002_b.sql", "x"}},
       "LL",
       "renamed db/0001_x.sql\nrenamed db/0002_y.sql\n"},
      {"the second of equal texts",
       {{"0002_y.sql", "x"}},
       {{"0001_a.sql", "x"}, {"0002_b.sql", "x"}},
       "L",
       "removed db/m.lock:2\nrenamed db/0002_y.sql\n"},
      {"one file cannot stand for two",
       {{"0005_z.sql", "x"}},
       {{"0001_a.sql", "x"}, {"0002_b.sql", "x"}},
       "L",
       "renamed db/0005_z.sql\nremoved db/m.lock:3\n"},
  });
}

TEST(LockCompare, Reordered) {
  expect_compared({
      {"moved behind the next",
       {kA, kC, {"0004_b.sql", kB.text}},
       {kA, kB, kC},
       "LLL",
       "reordered db/0004_b.sql\n"},
      {"moved before the first",
       {{"0000_c.sql", kC.text}, kA, kB},
       {kA, kB, kC},
       "LLL",
       "reordered db/0000_c.sql\n"},
      {"two swapped",
       {kA, {"0002_c.sql", kC.text}, {"0003_b.sql", kB.text}},
       {kA, kB, kC},
       "LLL",
       "reordered db/0003_b.sql\nreordered db/0002_c.sql\n"},
  });
}

TEST(LockCompare, OutOfOrder) {
  const FileText late{"0002_late.sql", "SELECT 9;\n"};
  expect_compared({
      {"between", {kA, late, kC}, {kA, kC}, "LAL", "out-of-order db/0002_late.sql\n"},
      {"before all", {{"0000_x.sql", "x"}, kA}, {kA}, "AL", "out-of-order db/0000_x.sql\n"},
      {"before one that was removed",
       {kA, late},
       {kA, kC},
       "LA",
       "removed db/m.lock:3\nout-of-order db/0002_late.sql\n"},
      {"a timestamp before a timestamp",
       {{"20260101120000_x.sql", "x"}, {"20260101130000_y.sql", "y"}},
       {{"20260101130000_y.sql", "y"}},
       "AL",
       "out-of-order db/20260101120000_x.sql\n"},
  });
}

// After a merge both branches' files are there; the loader says that they collide.
TEST(LockCompare, VersionTwice) {
  const FileText mine{"0002_a_mine.sql", "SELECT 9;\n"};
  const FileText mine_too{"0002_z_mine.sql", "SELECT 10;\n"};
  expect_compared({
      {"the other branch's is locked", {kA, mine, kB, mine_too}, {kA, kB}, "LALA", ""},
      {"and another behind it", {kA, mine, kB, kC}, {kA, kB, kC}, "LALL", ""},
  });
}

TEST(LockCompare, SaysWhenTheMeaningIsTheSame) {
  const Comparison comments = compared({kA, {"0002_b.sql", "-- why\nselect  2 ;\n"}}, {kA, kB});
  ASSERT_EQ(comments.findings.size(), 1U);
  EXPECT_EQ(comments.findings[0].message,
            "0002_b.sql was edited after it was locked, though only in comments or blank space: a "
            "database that applied it will report it as edited");
  EXPECT_EQ(comments.findings[0].help,
            "restore the locked text; if it was never applied anywhere, run `migc lock --amend "
            "0002 db` (a database that did apply it will report it as edited)");
  const Comparison directive =
      compared({kA, {"0002_b.sql", "-- migc: no-transaction\nSELECT 2;\n"}}, {kA, kB});
  ASSERT_EQ(directive.findings.size(), 1U);
  EXPECT_EQ(directive.findings[0].message,
            "0002_b.sql was edited after it was locked: a database that applied it will not run "
            "what it says now");
  EXPECT_TRUE(directive.findings[0].help.starts_with(
      "restore the locked text, and put the change into a new migration; if it was never"));
  const Comparison down =
      compared({kA, kB, {"0002_b.down.sql", "SELECT -2; -- x\n"}}, {kA, kB, kDownB});
  ASSERT_EQ(down.findings.size(), 1U);
  EXPECT_TRUE(contains(down.findings[0].message, "only in comments")) << down.findings[0].message;
}

TEST(LockCompare, PointsIntoTheLockfile) {
  const Comparison edited = compared({kA, {"0002_b.sql", "x"}}, {kA, kB});
  ASSERT_EQ(edited.findings.size(), 1U);
  ASSERT_EQ(edited.findings[0].notes.size(), 1U);
  EXPECT_EQ(edited.findings[0].notes[0].place, (Place{"db/m.lock", 3, 145, 3, 155}));
  EXPECT_EQ(edited.findings[0].migration, "0002");
  const Comparison removed = compared({kA, kB}, {kA, kB, kDownB});
  ASSERT_EQ(removed.findings.size(), 1U);
  EXPECT_EQ(removed.findings[0].place, (Place{"db/m.lock", 4, 145, 4, 160}));
  EXPECT_EQ(removed.findings[0].source_line, "");
}

TEST(LockCompare, SaysWhatToRenameTo) {
  const Comparison comparison = compared(
      {kA, {"0002_x.sql", "x"}, {"0003_y.sql", "y"}, {"0009_z.sql", "z"}, {"0010_new.sql", "n"}},
      {kA, {"0009_z.sql", "z"}});
  ASSERT_EQ(comparison.findings.size(), 2U);
  EXPECT_EQ(comparison.findings[0].message,
            "0002_x.sql is new, but sorts before 0009_z.sql, which is locked: a database that has "
            "that one already would apply the two the other way round");
  EXPECT_TRUE(comparison.findings[0].help.starts_with("rename it to 0011_x.sql; after a merge, "))
      << comparison.findings[0].help;
  EXPECT_TRUE(comparison.findings[1].help.starts_with("rename it to 0012_y.sql; "))
      << comparison.findings[1].help;
}

TEST(LockCompare, SaysWhichWayItMoved) {
  const Comparison later = compared({kA, kC, {"0004_b.sql", kB.text}}, {kA, kB, kC});
  ASSERT_EQ(later.findings.size(), 1U);
  EXPECT_TRUE(
      contains(later.findings[0].message, "is now 0004_b.sql and applies after 0003_c.sql"));
  const Comparison earlier = compared({{"0000_c.sql", kC.text}, kA, kB}, {kA, kB, kC});
  ASSERT_EQ(earlier.findings.size(), 1U);
  EXPECT_TRUE(contains(earlier.findings[0].message, "and applies before 0002_b.sql"));
}

}  // namespace
}  // namespace migc::compiler
