#include "compiler/lock/unlocked.h"

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

std::vector<Finding> unlocked(const std::vector<FileText>& folder,
                              const std::vector<FileText>& lockfile) {
  const SourceSet set = set_of(folder);
  return find_unlocked(set, compare(set, locked(lockfile), "db/m.lock"), "db/m.lock");
}

TEST(LockUnlocked, WhatTheLockfileDoesNotHold) {
  EXPECT_EQ(places(unlocked({kA, kB, kDownB}, {kA, kB, kDownB})), "");
  EXPECT_EQ(places(unlocked({kA, kB, kDownB}, {kA})), "unlocked db/0002_b.sql\n");
  EXPECT_EQ(places(unlocked({kA, kB, kDownB}, {kA, kB})), "unlocked db/0002_b.down.sql\n");
  EXPECT_EQ(places(unlocked({kA, kB}, {})), "unlocked db/0001_a.sql\nunlocked db/0002_b.sql\n");
}

TEST(LockUnlocked, NotWhatIsReportedOtherwise) {
  EXPECT_EQ(places(unlocked({kA, {"0002_b.sql", "x"}}, {kA, kB})), "");
  EXPECT_EQ(places(unlocked({kA, {"0002_x.sql", kB.text}}, {kA, kB})), "");
  EXPECT_EQ(places(unlocked({kA, kB}, {kB})), "");  // out of order
}

TEST(LockUnlocked, SaysWhatToDo) {
  const auto findings = unlocked({kA}, {});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].severity, Severity::error);
  EXPECT_EQ(findings[0].migration, "0001");
  EXPECT_TRUE(findings[0].message.starts_with("0001_a.sql is not in db/m.lock: "));
  EXPECT_TRUE(contains(findings[0].help, "`migc lock db`"));
}

TEST(LockBase, WhatAChangeAdds) {
  struct Case {
    std::string_view what;
    std::vector<FileText> folder;
    std::vector<FileText> base;
    std::vector<NotInBase> wanted;
  };
  const std::vector<Case> cases = {
      {"nothing", {kA, kB, kDownB}, {kA, kB, kDownB}, {{false, false}, {false, false}}},
      {"a migration", {kA, kB, kDownB}, {kA}, {{false, false}, {true, true}}},
      {"an undo text", {kA, kB, kDownB}, {kA, kB}, {{false, false}, {false, true}}},
      {"an edit", {kA, {"0002_b.sql", "x"}}, {kA, kB}, {{false, false}, {true, false}}},
      {"a rename", {{"0001_x.sql", kA.text}}, {kA}, {{true, false}}},
      {"all", {kA, kB}, {}, {{true, false}, {true, false}}},
      {"a folder that is behind", {kA}, {kA, kB}, {{false, false}}},
  };
  for (const Case& c : cases)
    EXPECT_EQ(not_in_base(set_of(c.folder), locked(c.base)), c.wanted) << c.what;
}

}  // namespace
}  // namespace migc::compiler
