// Any bytes are input: the parser answers, and what it accepts it wrote itself.
#include <gtest/gtest.h>

#include <cstddef>
#include <optional>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/digest.h"
#include "compiler/lock/compare.h"
#include "compiler/lock/parse.h"
#include "compiler/lock/rebase.h"
#include "tests/unit/lock/lock_text.h"
#include "tests/unit/lock/sets.h"

namespace migc::compiler {
namespace {

void expect_answer(const std::string& text) {
  const auto parsed = parse_lockfile(text, "m.lock");
  if (!parsed) {
    EXPECT_FALSE(parsed.error().message.empty());
    EXPECT_FALSE(parsed.error().help.empty());
    return;
  }
  const std::string again = to_text(parsed.value());
  EXPECT_EQ(parse_lockfile(again, "m.lock").value(), parsed.value());
}

TEST(LockRobustness, EveryPrefixAndEverySuffix) {
  const std::string good = good_lock_text();
  for (std::size_t i = 0; i <= good.size(); ++i) {
    expect_answer(good.substr(0, i));
    expect_answer(good.substr(i));
  }
}

TEST(LockRobustness, EveryByteChanged) {
  const std::string good = good_lock_text();
  for (std::size_t i = 0; i < good.size(); ++i) {
    for (const char c : {'\0', '\n', '\r', ' ', '/', '0', '9', 'f', '\x7F', '\xFF'}) {
      std::string text = good;
      text[i] = c;
      expect_answer(text);
    }
  }
}

TEST(LockRobustness, RandomLines) {
  const std::string good = good_lock_text();
  std::vector<std::string> lines = {"\n", "head \n", "adopted-through \n", "sha256:\n",
                                    "<<<<<<<\n"};
  for (std::size_t i = 1; i <= 7; ++i) lines.push_back(line_of(good, i));
  std::mt19937 random(1);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same texts every time
  for (int round = 0; round < 2000; ++round) {
    std::string text = line_of(good, 1);
    for (auto count = random() % 10; count > 0; --count) text += lines[random() % lines.size()];
    expect_answer(text);
  }
}

// Quadratic work would take minutes here.
TEST(LockRobustness, ManyMigrations) {
  constexpr std::size_t kCount = 10'000;
  SourceSet set;
  set.migrations.resize(kCount);
  std::vector<LockedMigration> all;
  all.reserve(kCount);
  for (std::size_t i = 0; i < kCount; ++i) {
    SourceMigration& migration = set.migrations[i];
    migration.version = std::to_string(100'000 + i);
    migration.name = "m";
    migration.up.name = migration.version + "_m.sql";
    migration.up.digest = sha256(migration.version);
    all.push_back(locked_as(migration));
  }
  const Lockfile lockfile = make_lockfile(all, std::nullopt);
  const auto parsed = parse_lockfile(to_text(lockfile), "m.lock");
  ASSERT_TRUE(parsed) << parsed.error().message;
  EXPECT_EQ(parsed.value(), lockfile);
  EXPECT_TRUE(compare(set, lockfile, "m.lock").findings.empty());
  EXPECT_TRUE(compare(set, Lockfile{}, "m.lock").findings.empty());

  const Lockfile last = make_lockfile(std::span(all).last(1), std::nullopt);
  EXPECT_EQ(compare(set, last, "m.lock").findings.size(), kCount - 1);
  const auto rebased = rebase_onto(set, {}, last, "theirs.lock");
  ASSERT_TRUE(rebased) << rebased.error().message;
  EXPECT_EQ(rebased.value().renames.size(), kCount - 1);

  for (SourceMigration& migration : set.migrations) migration.up.name += "x";
  EXPECT_EQ(compare(set, lockfile, "m.lock").findings.size(), kCount);
}

TEST(LockRobustness, LongTexts) {
  const std::string good = good_lock_text();
  const std::string digits(1'000'000, '1');
  for (const std::string& text :
       {std::string(1'000'000, '\n'), replaced(good, "format 1", "format " + digits),
        replaced(good, "through 0001", "through " + digits), replaced(good, "0003", digits),
        replaced(good, "head", digits)})
    expect_answer(text);
}

}  // namespace
}  // namespace migc::compiler
