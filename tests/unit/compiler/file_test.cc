#include "compiler/base/file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <string>

#include "tests/unit/compiler/temporary_folder.h"

namespace migc::compiler {
namespace {

namespace fs = std::filesystem;

mode_t mode_of(const fs::path& path) {
  struct stat info {};
  ::stat(path.c_str(), &info);
  return info.st_mode & 07777;
}

std::string listing(const std::string& folder) {
  std::string out;
  const auto entries = list_folder(folder);
  if (!entries) return entries.error().message;
  for (const FolderEntry& entry : entries.value())
    out += entry.name + (entry.is_folder ? "/" : "") + (entry.escapes ? " escapes" : "") + "\n";
  return out;
}

TEST(File, Read) {
  const TemporaryFolder folder;
  const std::string bytes("a\0\r\n\xFF", 5);
  EXPECT_EQ(read_file(folder.write("some", bytes)).value(), bytes);
  EXPECT_EQ(read_file(folder.write("empty", "")).value(), "");
  const std::string large(3'000'000, 'x');
  EXPECT_EQ(read_file(folder.write("large", large)).value(), large);
  EXPECT_FALSE(read_file("/proc/self/status").value().empty());  // claims to have size 0
}

TEST(File, WhatCannotBeReadIsNamed) {
  const TemporaryFolder folder;
  struct Case {
    std::string path;
    std::string reason;
  };
  const Case cases[] = {
      {folder.path(), "Is a directory"},
      {(folder / "missing").string(), "No such file or directory"},
      {folder.write("file", "") + "/below", "Not a directory"},
  };
  for (const Case& c : cases) {
    const auto read = read_file(c.path);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().message, "cannot read \"" + c.path + "\": " + c.reason);
  }
}

TEST(File, WriteReplacesTheWholeFile) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_file(folder / "new", "one"));
  EXPECT_EQ(folder.read("new"), "one");
  ASSERT_TRUE(write_file(folder / "new", "2"));
  EXPECT_EQ(folder.read("new"), "2");
  EXPECT_EQ(listing(folder.path()), "new\n");  // no temporary is left
}

TEST(File, WriteKeepsPermissions) {
  const TemporaryFolder folder;
  const std::string path = folder.write("script", "old");
  ASSERT_EQ(::chmod(path.c_str(), 0750), 0);
  ASSERT_TRUE(write_file(path, "new"));
  EXPECT_EQ(mode_of(path), 0750U);
  const mode_t mask = ::umask(027);
  const auto written = write_file(folder / "fresh", "x");
  ::umask(mask);
  ASSERT_TRUE(written);
  EXPECT_EQ(mode_of(folder / "fresh"), 0640U);
}

TEST(File, WriteGoesThroughALink) {
  const TemporaryFolder folder;
  folder.write("real/target", "old");
  fs::create_symlink("real/target", folder / "link");
  ASSERT_TRUE(write_file(folder / "link", "new"));
  EXPECT_TRUE(fs::is_symlink(folder / "link"));
  EXPECT_EQ(folder.read("real/target"), "new");
}

TEST(File, WriteGoesThroughALinkWhoseTargetIsNotThereYet) {
  const TemporaryFolder folder;
  folder.write("real/other", "");
  fs::create_symlink("real/target", folder / "link");
  ASSERT_TRUE(write_file(folder / "link", "new"));
  EXPECT_TRUE(fs::is_symlink(folder / "link"));
  EXPECT_EQ(folder.read("real/target"), "new");
}

TEST(File, WriteFailsWithTheNameOfTheFile) {
  const TemporaryFolder folder;
  const auto written = write_file(folder / "missing/file", "x");
  ASSERT_FALSE(written);
  EXPECT_NE(written.error().message.find((folder / "missing/file").string()), std::string::npos);
  fs::create_directory(folder / "taken");
  EXPECT_FALSE(write_file(folder / "taken", "x"));
  EXPECT_EQ(listing(folder.path()), "taken/\n");
}

TEST(File, WriteIfChangedLeavesTheTimeAlone) {
  const TemporaryFolder folder;
  const std::string path = folder.write("file", "same");
  const auto old = fs::file_time_type::clock::now() - std::chrono::hours(1);
  fs::last_write_time(path, old);
  ASSERT_TRUE(write_if_changed(path, "same"));
  EXPECT_EQ(fs::last_write_time(path), old);
  ASSERT_TRUE(write_if_changed(path, "other"));
  EXPECT_NE(fs::last_write_time(path), old);
  EXPECT_EQ(folder.read("file"), "other");
  ASSERT_TRUE(write_if_changed(folder / "new", ""));
  EXPECT_TRUE(path_exists(folder / "new"));
}

TEST(File, RenameRemoveAndMakeFolder) {
  const TemporaryFolder folder;
  folder.write("a", "x");
  ASSERT_TRUE(rename_file(folder / "a", folder / "b"));
  EXPECT_EQ(listing(folder.path()), "b\n");
  EXPECT_FALSE(rename_file(folder / "a", folder / "c"));
  ASSERT_TRUE(remove_file(folder / "b"));
  EXPECT_FALSE(remove_file(folder / "b"));
  ASSERT_TRUE(make_folder(folder / "x/y"));
  ASSERT_TRUE(make_folder(folder / "x/y"));
  folder.write("file", "");
  EXPECT_FALSE(make_folder(folder / "file/z"));
  EXPECT_EQ(listing(folder.path()), "file\nx/\n");
}

TEST(File, ListFolderInByteOrderWithLinks) {
  const TemporaryFolder outside;
  outside.write("o.sql", "");
  const TemporaryFolder folder;
  for (const char* name : {"b.sql", "a.sql", "B.sql", "10.sql", "9.sql", ".hidden", "ö.sql"})
    folder.write(name, "");
  folder.write("sub/inner.sql", "");
  const std::pair<fs::path, const char*> links[] = {
      {"a.sql", "l1"},           {"sub/inner.sql", "l2"}, {"missing", "l3"}, {"l4", "l4"},
      {outside / "o.sql", "l5"}, {outside.path(), "l6"},  {"..", "l7"},      {"sub", "l8"},
      {folder / "a.sql", "l9"},
  };
  for (const auto& [target, name] : links) fs::create_symlink(target, folder / name);
  EXPECT_EQ(listing(folder.path()),
            ".hidden\n10.sql\n9.sql\nB.sql\na.sql\nb.sql\nl1\nl2\nl3 escapes\nl4 escapes\n"
            "l5 escapes\nl6/ escapes\nl7/ escapes\nl8/\nl9\nsub/\nö.sql\n");
}

TEST(File, ListFolderThroughALinkToTheFolder) {
  const TemporaryFolder folder;
  folder.write("real/a.sql", "");
  fs::create_symlink("a.sql", folder / "real/b.sql");
  fs::create_symlink("real", folder / "link");
  EXPECT_EQ(listing((folder / "link").string()), "a.sql\nb.sql\n");
}

TEST(File, ListFolderFails) {
  const TemporaryFolder folder;
  const std::string missing = (folder / "missing").string();
  EXPECT_EQ(listing(missing),
            "cannot list the folder \"" + missing + "\": No such file or directory");
  const std::string file = folder.write("file", "");
  EXPECT_EQ(listing(file), "cannot list the folder \"" + file + "\": Not a directory");
}

}  // namespace
}  // namespace migc::compiler
