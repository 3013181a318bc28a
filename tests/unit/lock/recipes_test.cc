#include "compiler/lock/recipes.h"

#include <gtest/gtest.h>

#include <array>
#include <string_view>

#include "tests/unit/lock/sets.h"

namespace migc::compiler {
namespace {

TEST(LockRecipes, ShellWord) {
  struct Case {
    std::string_view text;
    std::string_view word;
  };
  constexpr std::array<Case, 8> kCases = {{
      {"db/migrations.lock", "db/migrations.lock"},
      {"", "''"},
      {"-x", "'-x'"},
      {"my db", "'my db'"},
      {"it's", R"('it'\''s')"},
      {"$(reboot)", "'$(reboot)'"},
      {"a`b`", "'a`b`'"},
      {"gr\xC3\xBCn", "'gr\xC3\xBCn'"},
  }};
  for (const Case& c : kCases) EXPECT_EQ(shell_word(c.text), c.word);
}

TEST(LockRecipes, TheOtherBranchsLockfileFromAnywhere) {
  struct Case {
    std::string_view path;
    std::string_view command;
  };
  constexpr std::array<Case, 5> kCases = {{
      {"migrations.lock", "`git show BRANCH:./migrations.lock > theirs.lock`"},
      {"db/migrations.lock", "`git -C db show BRANCH:./migrations.lock > theirs.lock`"},
      {"/src/db/m.lock", "`git -C /src/db show BRANCH:./m.lock > theirs.lock`"},
      {"/m.lock", "`git -C / show BRANCH:./m.lock > theirs.lock`"},
      {"my db/m.lock", "`git -C 'my db' show BRANCH:./m.lock > theirs.lock`"},
  }};
  for (const Case& c : kCases)
    EXPECT_TRUE(contains(merge_recipe(c.path), c.command)) << merge_recipe(c.path);
  EXPECT_TRUE(merge_recipe("m.lock").ends_with("`migc lock --rebase-onto theirs.lock`"));
  EXPECT_TRUE(merge_recipe("my db/m.lock").ends_with("--rebase-onto theirs.lock 'my db'`"));
}

TEST(LockRecipes, SayWhatADatabaseWillReport) {
  EXPECT_EQ(
      amend_recipe("0002", "db/migrations.lock"),
      "if it was never applied anywhere, run `migc lock --amend 0002 db` (a database that did "
      "apply it will report it as edited)");
  EXPECT_EQ(remove_recipe("0002", "migrations.lock"),
            "if it was never applied anywhere, run `migc lock --remove 0002` (a database that did "
            "apply it will report a migration that this program does not know)");
}

}  // namespace
}  // namespace migc::compiler
