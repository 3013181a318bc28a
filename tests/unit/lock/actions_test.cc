#include "compiler/lock/actions.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "compiler/lock/compare.h"
#include "compiler/lock/parse.h"
#include "tests/unit/lock/sets.h"

namespace migc::compiler {
namespace {

const FileText kA{"0001_a.sql", "SELECT 1;\n"};
const FileText kB{"0002_b.sql", "SELECT 2;\n"};
const FileText kDownB{"0002_b.down.sql", "SELECT -2;\n"};
const FileText kC{"0003_c.sql", "SELECT 3;\n"};

// What every action must leave behind.
void expect_sound(const Lockfile& lockfile) {
  const auto parsed = parse_lockfile(to_text(lockfile), "m.lock");
  ASSERT_TRUE(parsed) << parsed.error().message;
  EXPECT_EQ(parsed.value(), lockfile);
}

TEST(LockTakeNew, TakesMigrationsAndUndoTexts) {
  struct Case {
    std::vector<FileText> folder;
    std::vector<FileText> before;
  };
  const std::vector<Case> cases = {
      {{}, {}},
      {{kA, kB, kDownB}, {}},
      {{kA, kB, kDownB, kC}, {kA}},
      {{kA, kB, kDownB, kC}, {kA, kB, kC}},
      {{kA, kB, kDownB}, {kA, kB, kDownB}},
  };
  for (const Case& c : cases) {
    Lockfile before = locked(c.before);
    if (!c.before.empty()) before.adopted_through = "0001";
    const auto taken = take_new(set_of(c.folder), before, "m.lock");
    ASSERT_TRUE(taken) << places(taken.error());
    Lockfile wanted = locked(c.folder);
    wanted.adopted_through = before.adopted_through;
    EXPECT_EQ(taken.value(), wanted);
    expect_sound(taken.value());
  }
}

TEST(LockTakeNew, KeepsWhatWasLocked) {
  const auto edited = take_new(set_of({{"0001_a.sql", "x"}, kB}), locked({kA}), "m.lock");
  ASSERT_FALSE(edited);
  EXPECT_EQ(places(edited.error()), "edited db/0001_a.sql\n");
  const auto late = take_new(set_of({kA, kB, kC}), locked({kA, kC}), "m.lock");
  ASSERT_FALSE(late);
  EXPECT_EQ(places(late.error()), "out-of-order db/0002_b.sql\n");
}

TEST(LockTakeNew, RefusesAVersionTwice) {
  const SourceSet set = set_of({kA, kB, {"0002_x.sql", "x"}});
  const auto taken = take_new(set, locked({kA, kB}), "m.lock");
  ASSERT_FALSE(taken);
  EXPECT_EQ(places(taken.error()), "duplicate-version db/0002_x.sql\n");
  const auto adopted = adopt(set, false);
  ASSERT_FALSE(adopted);
  EXPECT_EQ(adopted.error().message, "version 0002 is taken twice in db");
}

TEST(LockAdopt, TakesAllAsHistory) {
  const auto adopted = adopt(set_of({kA, kB, kDownB}), false);
  ASSERT_TRUE(adopted) << adopted.error().message;
  EXPECT_EQ(names(adopted.value()), "0001_a.sql 0002_b.sql 0002_b.down.sql");
  EXPECT_EQ(adopted.value().adopted_through, "0002");
  expect_sound(adopted.value());
}

TEST(LockAdopt, OnlyOnceAndNotNothing) {
  const auto again = adopt(set_of({kA}), true);
  ASSERT_FALSE(again);
  EXPECT_TRUE(contains(again.error().message, "there is a lockfile already"));
  EXPECT_TRUE(contains(again.error().help, "--amend"));
  const auto nothing = adopt(set_of({}), false);
  ASSERT_FALSE(nothing);
  EXPECT_TRUE(contains(nothing.error().message, "no migration to adopt in db"));
}

struct ChangeCase {
  std::string_view what;
  std::vector<FileText> folder;
  std::vector<FileText> lockfile;
  std::string_view version;
  std::string_view message;  // a part of it; of the failure when nothing is wanted
  std::vector<FileText> wanted;
};

template <class Action>
void expect_changed(const std::vector<ChangeCase>& cases, Action action) {
  for (const ChangeCase& c : cases) {
    const auto changed = action(set_of(c.folder), locked(c.lockfile), c.version);
    ASSERT_TRUE(changed) << c.what << ": " << changed.error().message;
    EXPECT_EQ(changed->lockfile, locked(c.wanted)) << c.what;
    EXPECT_TRUE(contains(changed->message, c.message)) << c.what << ": " << changed->message;
    expect_sound(changed->lockfile);
  }
}

template <class Action>
void expect_failed(const std::vector<ChangeCase>& cases, Action action) {
  for (const ChangeCase& c : cases) {
    const auto changed = action(set_of(c.folder), locked(c.lockfile), c.version);
    ASSERT_FALSE(changed) << c.what;
    EXPECT_TRUE(contains(changed.error().message, c.message))
        << c.what << ": " << changed.error().message;
    EXPECT_FALSE(changed.error().help.empty()) << c.what;
  }
}

TEST(LockAmend, TakesWhatIsThereNow) {
  const FileText edited{"0002_b.sql", "SELECT 22;\n"};
  const FileText renamed{"0002_x.sql", kB.text};
  const FileText replaced{"0002_x.sql", "SELECT 22;\n"};
  const FileText moved{"0004_c.sql", kC.text};
  const FileText down{"0002_b.down.sql", "SELECT 0;\n"};
  expect_changed(
      {
          {"edited",
           {kA, edited, kC},
           {kA, kB, kC},
           "0002",
           "report it as edited",
           {kA, edited, kC}},
          {"version as a number", {edited}, {kB}, "2", "report it as edited", {edited}},
          {"renamed", {kA, renamed}, {kA, kB}, "0002", "the name 0002_x.sql", {kA, renamed}},
          {"replaced", {kA, replaced}, {kA, kB}, "0002", "the name 0002_x.sql", {kA, replaced}},
          {"another version", {kA, kB, moved}, {kA, kB, kC}, "3", "0004_c.sql", {kA, kB, moved}},
          {"undo text", {kB, down}, {kB, kDownB}, "0002", "do not compare undo", {kB, down}},
          {"undo text gone", {kB}, {kB, kDownB}, "0002", "do not compare undo", {kB}},
          {"undo text new", {kB, kDownB}, {kB}, "0002", "do not compare undo", {kB, kDownB}},
          {"nothing", {kA, kB}, {kA, kB}, "0002", "nothing to amend", {kA, kB}},
          {"known by its name",
           {edited, {"0002_x.sql", "x"}},
           {kB},
           "0002",
           "report it as edited",
           {edited}},
          {"only that one", {edited, {"0003_c.sql", "x"}}, {kB, kC}, "2", "edited", {edited, kC}},
      },
      amend);
}

TEST(LockAmend, Refuses) {
  const FileText moved{"0004_b.sql", kB.text};
  expect_failed(
      {
          {"no version", {kA}, {kA}, "", "is not the version", {}},
          {"a file name", {kA}, {kA}, "0001_a.sql", "is not the version", {}},
          {"an escape", {kA}, {kA}, "\x1b[2J", "\\x1b[2J", {}},
          {"new", {kA, kB}, {kA}, "0002", "0002_b.sql is not locked", {}},
          {"unknown", {kA}, {kA}, "0009", "neither locked nor in the folder", {}},
          {"empty lockfile", {}, {}, "0009", "neither locked nor in the folder", {}},
          {"gone", {kA}, {kA, kB}, "0002", "0002_b.sql is not in the folder", {}},
          {"reordered", {kA, kC, moved}, {kA, kB, kC}, "2", "would change the order", {}},
          {"two in its place",
           {{"0002_x.sql", "x"}, {"0002_y.sql", "y"}},
           {kB},
           "0002",
           "0002_x.sql or 0002_y.sql",
           {}},
          {"moved, and another in its place",
           {{"0002_x.sql", "x"}, moved},
           {kB},
           "0002",
           "0004_b.sql or 0002_x.sql",
           {}},
      },
      amend);
}

TEST(LockAmend, SuggestsTheVersionOfAFileName) {
  const auto failed = amend(set_of({kA}), locked({kA}), "0001_a.sql");
  ASSERT_FALSE(failed);
  EXPECT_TRUE(contains(failed.error().help, "`migc lock --amend 0001`")) << failed.error().help;
}

TEST(LockAmend, AdoptedThroughFollows) {
  Lockfile lockfile = locked({kA, kB});
  lockfile.adopted_through = "0002";
  const auto changed = amend(set_of({kA, {"0007_b.sql", kB.text}}), lockfile, "0002");
  ASSERT_TRUE(changed) << changed.error().message;
  EXPECT_EQ(changed->lockfile.adopted_through, "0007");
  expect_sound(changed->lockfile);
}

TEST(LockRemove, ForgetsWhatIsGone) {
  expect_changed(
      {
          {"the last", {kA}, {kA, kB, kDownB}, "0002", "forgot 0002_b.sql; a database", {kA}},
          {"the first", {kB}, {kA, kB}, "1", "forgot 0001_a.sql", {kB}},
          {"the only one",
           {},
           {kA},
           "0001",
           "report a migration that this program does not know",
           {}},
          {"what has another version",
           {kA, {"0007_b.sql", kB.text}},
           {kA, kB},
           "0002",
           "forgot 0002_b.sql",
           {kA}},
      },
      remove_locked);
}

TEST(LockRemove, Refuses) {
  expect_failed(
      {
          {"still there", {kA, kB}, {kA, kB}, "0002", "0002_b.sql is still in the folder", {}},
          {"replaced", {{"2_x.sql", "x"}}, {kB}, "0002", "2_x.sql is still in the folder", {}},
          {"new", {kA, kB}, {kA}, "0002", "0002_b.sql is not locked", {}},
          {"unknown", {kA}, {kA}, "0009", "neither locked nor in the folder", {}},
          {"no version", {kA}, {kA}, "last", "is not the version", {}},
      },
      remove_locked);
}

TEST(LockRemove, AdoptedThroughFallsBack) {
  Lockfile lockfile = locked({kA, kB});
  lockfile.adopted_through = "2";
  const auto once = remove_locked(set_of({kA}), lockfile, "0002");
  ASSERT_TRUE(once) << once.error().message;
  EXPECT_EQ(once->lockfile.adopted_through, "0001");
  const auto twice = remove_locked(set_of({}), once->lockfile, "0001");
  ASSERT_TRUE(twice) << twice.error().message;
  EXPECT_EQ(twice->lockfile, Lockfile{});
}

// The ways out that the findings name lead out.
TEST(LockActions, WaysOut) {
  const FileText moved{"0004_b.sql", kB.text};
  const SourceSet reordered = set_of({kA, kC, moved});
  const auto removed = remove_locked(reordered, locked({kA, kB, kC}), "0002");
  ASSERT_TRUE(removed) << removed.error().message;
  const auto taken = take_new(reordered, removed->lockfile, "m.lock");
  ASSERT_TRUE(taken) << places(taken.error());
  EXPECT_EQ(names(taken.value()), "0001_a.sql 0003_c.sql 0004_b.sql");

  const SourceSet renamed = set_of({kA, {"0002_x.sql", "SELECT 22;\n"}, kC});
  const auto amended = amend(renamed, locked({kA, kB, kDownB, kC}), "0002");
  ASSERT_TRUE(amended) << amended.error().message;
  EXPECT_TRUE(compare(renamed, amended->lockfile, "m.lock").findings.empty());
}

}  // namespace
}  // namespace migc::compiler
