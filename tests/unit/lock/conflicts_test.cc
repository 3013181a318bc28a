// What git leaves of a lockfile when two branches added migrations.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "compiler/lock/parse.h"
#include "tests/unit/lock/lock_text.h"
#include "tests/unit/lock/sets.h"

namespace migc::compiler {
namespace {

const FileText kShared{"0001_a.sql", "SELECT 1;\n"};

std::string ours() {
  return to_text(locked({kShared, {"0002_orders.sql", "SELECT 2;\n"}}));
}
std::string theirs() {
  return to_text(locked({kShared, {"0002_users.sql", "SELECT 3;\n"}}));
}

std::string tail(const std::string& text) {
  return line_of(text, 3) + line_of(text, 4);
}
std::string head(const std::string& text) {
  return line_of(text, 1) + line_of(text, 2);
}

Finding problem_of(const std::string& text, std::string_view path) {
  const auto parsed = parse_lockfile(text, path);
  EXPECT_FALSE(parsed);
  return parsed ? Finding{} : parsed.error();
}

TEST(LockConflicts, MarkersGiveTheRecipe) {
  const std::string conflict = head(ours()) + "<<<<<<< HEAD\n" + tail(ours()) + "=======\n" +
                               tail(theirs()) + ">>>>>>> main\n";
  const Finding finding = problem_of(conflict, "db/migrations.lock");
  EXPECT_EQ(finding.rule, "lockfile");
  EXPECT_EQ(finding.place.line, 3U);
  EXPECT_EQ(finding.source_line, "<<<<<<< HEAD");
  EXPECT_EQ(finding.message,
            "a merge conflict: two branches added migrations, and their order is open");
  EXPECT_EQ(finding.help,
            "put your migrations after those of the other branch: `git -C db show "
            "BRANCH:./migrations.lock > theirs.lock`, BRANCH being the one that you merge or "
            "rebase onto, then `migc lock --rebase-onto theirs.lock db`");
}

TEST(LockConflicts, EveryMarkerCounts) {
  const std::string good = good_lock_text();
  for (const std::string_view marker :
       {"<<<<<<< ours", "||||||| 1234abc", "=======", ">>>>>>> theirs", "<<<<<<<<<<<< long"}) {
    for (const std::size_t line : {1U, 2U, 5U, 7U}) {
      const std::string text =
          replaced(good, line_of(good, line), std::string(marker) + "\n" + line_of(good, line));
      const Finding finding = problem_of(text, "m.lock");
      EXPECT_EQ(finding.place.line, line) << marker;
      EXPECT_TRUE(contains(finding.message, "merge conflict")) << marker;
    }
  }
}

TEST(LockConflicts, TwoHeadsOfAUnionMerge) {
  const std::vector<std::string> unions = {
      head(ours()) + tail(ours()) + tail(theirs()),
      head(ours()) + line_of(ours(), 3) + line_of(theirs(), 3) + line_of(ours(), 4) +
          line_of(theirs(), 4),
  };
  for (const std::string& text : unions) {
    const Finding finding = problem_of(text, "migrations.lock");
    EXPECT_EQ(finding.place.line, 6U);
    EXPECT_TRUE(contains(finding.message, "a second head")) << finding.message;
    EXPECT_TRUE(contains(finding.help, "--rebase-onto")) << finding.help;
    EXPECT_EQ(finding.notes.size(), 1U);
  }
}

TEST(LockConflicts, LinesJoinedUnderOneHead) {
  const std::string text = head(ours()) + line_of(ours(), 3) +
                           replaced(line_of(theirs(), 3), "0002", "0003") + line_of(ours(), 4);
  const Finding finding = problem_of(text, "migrations.lock");
  EXPECT_EQ(finding.place.line, 5U);
  EXPECT_TRUE(contains(finding.message, "a merge joined")) << finding.message;
  EXPECT_TRUE(contains(finding.help, "--rebase-onto")) << finding.help;
}

}  // namespace
}  // namespace migc::compiler
