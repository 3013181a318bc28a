#include "compiler/source/loader.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "tests/unit/compiler/findings_text.h"
#include "tests/unit/compiler/temporary_folder.h"

namespace migc::compiler {
namespace {

namespace fs = std::filesystem;

// Findings with paths relative to the folder.
std::string findings_of(const TemporaryFolder& folder) {
  auto loaded = load_folder(folder.path(), Dialect::postgresql);
  if (!loaded) return loaded.error().message;
  for (Finding& finding : loaded->findings) finding.place.file.erase(0, folder.path().size() + 1);
  return places(loaded->findings);
}

TEST(Loader, ReadsTheFolderAndRollback) {
  const TemporaryFolder folder;
  for (const char* name :
       {"2_b.sql", "1_a.sql", "rollback/1_a.sql", "README.md", ".3_c.sql", "sub/4_d.sql"})
    folder.write(name, "SELECT 1;");
  const auto loaded = load_folder(folder.path(), Dialect::postgresql);
  ASSERT_TRUE(loaded);
  EXPECT_EQ(places(loaded->findings), "");
  ASSERT_EQ(loaded->set.migrations.size(), 2U);
  EXPECT_TRUE(loaded->set.migrations[0].down);
  std::string inputs;
  for (const std::string& input : loaded->inputs)
    inputs += input.substr(folder.path().size()) + "\n";
  EXPECT_EQ(inputs, "\n/1_a.sql\n/2_b.sql\n/rollback\n/rollback/1_a.sql\n");
}

TEST(Loader, LinksThatLeaveTheFolder) {
  const TemporaryFolder other;
  other.write("1_a.sql", "");
  const TemporaryFolder folder;
  folder.write("kept/1_x.txt", "");
  fs::create_symlink(other / "1_a.sql", folder / "1_a.sql");
  fs::create_symlink("kept/1_x.txt", folder / "2_b.sql");
  fs::create_symlink("missing", folder / "3_c.sql");
  EXPECT_EQ(findings_of(folder), "file-name 1_a.sql\nfile-name 3_c.sql\n");
}

TEST(Loader, AFolderNamedLikeAMigrationIsNoSilence) {
  const TemporaryFolder folder;
  fs::create_directory(folder / "1_a.sql");
  EXPECT_EQ(findings_of(folder), "file-name 1_a.sql\n");
}

TEST(Loader, ALinkToAFolderOutsideIsNoSilence) {
  const TemporaryFolder other;
  other.write("1_a.sql", "");
  const TemporaryFolder folder;
  folder.write("1_a.sql", "");
  fs::create_directory_symlink(other.path(), folder / "rollback");
  EXPECT_EQ(findings_of(folder), "file-name rollback\n");
}

TEST(Loader, WhatCannotBeReadIsAFailure) {
  const TemporaryFolder folder;
  const std::string missing = (folder / "missing").string();
  const auto loaded = load_folder(missing, Dialect::postgresql);
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().message,
            "cannot list the folder \"" + missing + "\": No such file or directory");
}

}  // namespace
}  // namespace migc::compiler
