#include "compiler/lock/rebase.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/lock/compare.h"
#include "compiler/lock/parse.h"
#include "tests/unit/lock/sets.h"

namespace migc::compiler {
namespace {

const FileText kA{"0001_a.sql", "SELECT 1;\n"};
const FileText kMine{"0002_mine.sql", "SELECT 2;\n"};
const FileText kMineDown{"0002_mine.down.sql", "SELECT -2;\n"};
const FileText kMineNext{"0003_mine.sql", "SELECT 3;\n"};
const FileText kTheirs{"0002_theirs.sql", "SELECT 4;\n"};
const FileText kTheirsDown{"0002_theirs.down.sql", "SELECT -4;\n"};

std::string text_of(const std::vector<FileRename>& renames) {
  std::string text;
  for (const FileRename& rename : renames) text += rename.from + " > " + rename.to + "\n";
  return text;
}

// The folder after the renames, which must not overwrite one another.
std::vector<FileText> renamed(const std::vector<FileText>& folder,
                              const std::vector<FileRename>& renames) {
  std::map<std::string, std::string> files;
  for (const FileText& file : folder) files[file.name] = file.text;
  for (const FileRename& rename : renames) {
    EXPECT_TRUE(files.contains(rename.from)) << rename.from;
    EXPECT_FALSE(files.contains(rename.to)) << rename.to;
    auto node = files.extract(rename.from);
    node.key() = rename.to;
    files.insert(std::move(node));
  }
  std::vector<FileText> after;
  after.reserve(files.size());
  for (const auto& [name, text] : files) after.push_back({name, text});
  return after;
}

struct Case {
  std::string_view what;
  std::vector<FileText> folder;
  std::vector<FileText> mine;
  std::vector<FileText> theirs;
  std::string_view renames;
  std::string_view lockfile;
};

void expect_rebased(const Case& c) {
  const auto rebased =
      rebase_onto(set_of(c.folder), locked(c.mine), locked(c.theirs), "theirs.lock");
  ASSERT_TRUE(rebased) << c.what << ": " << rebased.error().message;
  EXPECT_EQ(text_of(rebased.value().renames), c.renames) << c.what;
  EXPECT_EQ(names(rebased.value().lockfile), c.lockfile) << c.what;
  const auto parsed = parse_lockfile(to_text(rebased.value().lockfile), "m.lock");
  ASSERT_TRUE(parsed) << c.what << ": " << parsed.error().message;
  EXPECT_EQ(parsed.value(), rebased.value().lockfile) << c.what;
  const SourceSet after = set_of(renamed(c.folder, rebased.value().renames));
  EXPECT_EQ(locked(renamed(c.folder, rebased.value().renames)).files, parsed.value().files)
      << c.what;
  EXPECT_EQ(places(compare(after, parsed.value(), "m.lock").findings), "") << c.what;
}

TEST(LockRebase, PutsMineBehindTheirs) {
  const std::vector<Case> cases = {
      {"one each",
       {kA, kMine, kTheirs},
       {kA, kMine},
       {kA, kTheirs},
       "0002_mine.sql > 0003_mine.sql\n",
       "0001_a.sql 0002_theirs.sql 0003_mine.sql"},
      {"my lockfile lost in the conflict",
       {kA, kMine, kTheirs},
       {},
       {kA, kTheirs},
       "0002_mine.sql > 0003_mine.sql\n",
       "0001_a.sql 0002_theirs.sql 0003_mine.sql"},
      {"my name sorts behind theirs",
       {kA, {"0002_z.sql", "z"}, kTheirs},
       {},
       {kA, kTheirs},
       "0002_z.sql > 0003_z.sql\n",
       "0001_a.sql 0002_theirs.sql 0003_z.sql"},
      {"two of mine of one name",
       {kA, kMine, kMineNext, kTheirs},
       {kA, kMine, kMineNext},
       {kA, kTheirs},
       "0003_mine.sql > 0004_mine.sql\n0002_mine.sql > 0003_mine.sql\n",
       "0001_a.sql 0002_theirs.sql 0003_mine.sql 0004_mine.sql"},
      {"with undo texts",
       {kA, kMine, kMineDown, kTheirs, kTheirsDown},
       {},
       {kA, kTheirs, kTheirsDown},
       "0002_mine.down.sql > 0003_mine.down.sql\n0002_mine.sql > 0003_mine.sql\n",
       "0001_a.sql 0002_theirs.sql 0002_theirs.down.sql 0003_mine.sql 0003_mine.down.sql"},
      {"undo text in rollback/",
       {kA, kMine, {"rollback/0002_mine.sql", "x"}, kTheirs},
       {},
       {kA, kTheirs},
       "rollback/0002_mine.sql > rollback/0003_mine.sql\n0002_mine.sql > 0003_mine.sql\n",
       "0001_a.sql 0002_theirs.sql 0003_mine.sql rollback/0003_mine.sql"},
      {"an undo text for theirs",
       {kA, kTheirs, kTheirsDown},
       {kA},
       {kA, kTheirs},
       "",
       "0001_a.sql 0002_theirs.sql 0002_theirs.down.sql"},
  };
  for (const Case& c : cases) expect_rebased(c);
}

TEST(LockRebase, RenamesNoMoreThanItMust) {
  const std::vector<Case> cases = {
      {"nothing of mine", {kA, kTheirs}, {kA}, {kA, kTheirs}, "", "0001_a.sql 0002_theirs.sql"},
      {"theirs is what I started from",
       {kA, kMine, kMineNext},
       {kA, kMine},
       {kA},
       "",
       "0001_a.sql 0002_mine.sql 0003_mine.sql"},
      {"theirs is empty", {kA, kMine}, {kA}, {}, "", "0001_a.sql 0002_mine.sql"},
      {"mine is later anyway",
       {kA, kTheirs, {"0007_x.sql", "x"}},
       {},
       {kA, kTheirs},
       "",
       "0001_a.sql 0002_theirs.sql 0007_x.sql"},
      {"one is late enough",
       {kA, kMine, kTheirs, {"0007_x.sql", "x"}},
       {},
       {kA, kTheirs},
       "0002_mine.sql > 0003_mine.sql\n",
       "0001_a.sql 0002_theirs.sql 0003_mine.sql 0007_x.sql"},
      {"pushed by the one before it",
       {kA, kMine, kTheirs, {"0003_x.sql", "x"}},
       {},
       {kA, kTheirs},
       "0003_x.sql > 0004_x.sql\n0002_mine.sql > 0003_mine.sql\n",
       "0001_a.sql 0002_theirs.sql 0003_mine.sql 0004_x.sql"},
      {"renamed by hand already",
       {kA, kTheirs, {"0003_mine.sql", kMine.text}},
       {kA, kMine},
       {kA, kTheirs},
       "",
       "0001_a.sql 0002_theirs.sql 0003_mine.sql"},
      {"onto one's own lockfile",
       {kA, {"0000_late.sql", "x"}, kMine},
       {kA, kMine},
       {kA, kMine},
       "0000_late.sql > 0003_late.sql\n",
       "0001_a.sql 0002_mine.sql 0003_late.sql"},
  };
  for (const Case& c : cases) expect_rebased(c);
}

TEST(LockRebase, KeepsTheStyleOfVersions) {
  const std::vector<Case> cases = {
      {"no zeros",
       {{"9_a.sql", "a"}, {"9_b.sql", "b"}},
       {},
       {{"9_a.sql", "a"}},
       "9_b.sql > 10_b.sql\n",
       "9_a.sql 10_b.sql"},
      {"zeros",
       {{"0009_a.sql", "a"}, {"0009_b.sql", "b"}},
       {},
       {{"0009_a.sql", "a"}},
       "0009_b.sql > 0010_b.sql\n",
       "0009_a.sql 0010_b.sql"},
      {"wider",
       {{"99_a.sql", "a"}, {"99_b.sql", "b"}},
       {},
       {{"99_a.sql", "a"}},
       "99_b.sql > 100_b.sql\n",
       "99_a.sql 100_b.sql"},
      {"timestamps",
       {{"20260101120000_a.sql", "a"}, {"20260101110000_b.sql", "b"}},
       {},
       {{"20260101120000_a.sql", "a"}},
       "20260101110000_b.sql > 20260101120001_b.sql\n",
       "20260101120000_a.sql 20260101120001_b.sql"},
      {"timestamps that are later stay",
       {{"20260101120000_a.sql", "a"}, {"20260101130000_b.sql", "b"}},
       {},
       {{"20260101120000_a.sql", "a"}},
       "",
       "20260101120000_a.sql 20260101130000_b.sql"},
      {"numbers onto timestamps",
       {{"20260101120000_a.sql", "a"}, {"0007_b.sql", "b"}},
       {},
       {{"20260101120000_a.sql", "a"}},
       "0007_b.sql > 20260101120001_b.sql\n",
       "20260101120000_a.sql 20260101120001_b.sql"},
  };
  for (const Case& c : cases) expect_rebased(c);
}

TEST(LockRebase, KeepsTheirAdoption) {
  Lockfile theirs = locked({kA, kTheirs});
  theirs.adopted_through = "0001";
  const auto rebased = rebase_onto(set_of({kA, kMine, kTheirs}), {}, theirs, "theirs.lock");
  ASSERT_TRUE(rebased) << rebased.error().message;
  EXPECT_EQ(rebased.value().lockfile.adopted_through, "0001");
}

struct FailureCase {
  std::string_view what;
  std::vector<FileText> folder;
  std::vector<FileText> mine;
  std::vector<FileText> theirs;
  std::string_view message;
  std::string_view help;  // a part of it
};

TEST(LockRebase, SaysWhatIsMissing) {
  const std::vector<FailureCase> cases = {
      {"not merged",
       {kA, kMine},
       {kA, kMine},
       {kA, kTheirs},
       "theirs.lock locks what db does not hold: 0002_theirs.sql",
       "merge the other branch first"},
      {"their undo text",
       {kA, kTheirs},
       {},
       {kA, kTheirs, kTheirsDown},
       "theirs.lock locks what db does not hold: 0002_theirs.down.sql",
       "merge the other branch"},
      {"many",
       {},
       {},
       {kA, kMine, kMineNext, {"0004_x.sql", "x"}, {"0005_x.sql", "x"}},
       "theirs.lock locks what db does not hold: 0001_a.sql, 0002_mine.sql, 0003_mine.sql and 2 "
       "more",
       "merge the other branch"},
      {"one name, two texts",
       {kA, {"0002_theirs.sql", "x"}},
       {},
       {kA, kTheirs},
       "theirs.lock locks another text than db holds: 0002_theirs.sql",
       "a name of its own"},
      {"mine is gone",
       {kA, kTheirs},
       {kA, kMine},
       {kA, kTheirs},
       "0002_mine.sql is in your lockfile, but neither in db nor in theirs.lock",
       "`migc lock --remove 0002 db`"},
      {"mine was edited",
       {kA, {"0002_mine.sql", "x"}, kTheirs},
       {kA, kMine},
       {kA, kTheirs},
       "0002_mine.sql was edited after you locked it",
       "`migc lock --amend 0002 db`"},
  };
  for (const FailureCase& c : cases) {
    const auto rebased =
        rebase_onto(set_of(c.folder), locked(c.mine), locked(c.theirs), "theirs.lock");
    ASSERT_FALSE(rebased) << c.what;
    EXPECT_EQ(rebased.error().message, c.message) << c.what;
    EXPECT_TRUE(contains(rebased.error().help, c.help)) << c.what << ": " << rebased.error().help;
  }
}

}  // namespace
}  // namespace migc::compiler
