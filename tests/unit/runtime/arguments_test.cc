// The words behind the program's name.
#include "runner/arguments.h"

#include <gtest/gtest.h>

#include "text.h"

namespace migc::runner {
namespace {

const Flag kCommon[] = {{"--json"}, {"--database", true}};
const std::vector<Syntax> kVerbs = {{"apply", "apply"},
                                    {"plan", "plan [--check]", 0, 0, {{"--check"}}},
                                    {"baseline", "baseline VERSION", 1, 1},
                                    {"wait", "wait", 0, 0, {{"--limit", true}}}};

std::string shown(std::vector<const char*> words) {
  const auto parsed = Arguments::parse(words, kCommon, kVerbs, "apply");
  if (!parsed) return parsed.error();
  std::string text(parsed->syntax().verb);
  for (const std::string_view operand : parsed->operands()) text += concat(" ", operand);
  for (const char* const flag : {"--json", "--check", "--limit", "--database"}) {
    if (parsed->has(flag)) text += concat(" ", flag, "=", *parsed->value(flag));
  }
  return text;
}

TEST(Arguments, AreReadInAnyOrder) {
  EXPECT_EQ(shown({}), "apply");
  EXPECT_EQ(shown({"--json"}), "apply --json=");
  EXPECT_EQ(shown({"plan", "--check"}), "plan --check=");
  EXPECT_EQ(shown({"--database", "a b.db", "plan", "--json"}), "plan --json= --database=a b.db");
  EXPECT_EQ(shown({"baseline", "--json", "7"}), "baseline 7 --json=");
  EXPECT_EQ(shown({"wait", "--limit=5s"}), "wait --limit=5s");
  EXPECT_EQ(shown({"wait", "--limit", "5s"}), "wait --limit=5s");
  EXPECT_EQ(shown({"wait", "--limit="}), "wait --limit=");
}

TEST(Arguments, RefuseWhatNobodyTakes) {
  EXPECT_EQ(shown({"aply"}), "there is no verb aply");
  EXPECT_EQ(shown({"--check", "plan"}), "there is no option --check before the verb");
  EXPECT_EQ(shown({"plan", "--chek"}), "plan has no option --chek; usage: PROGRAM plan [--check]");
  EXPECT_EQ(shown({"plan", "--check=yes"}), "the option --check takes no value");
  EXPECT_EQ(shown({"wait", "--limit"}), "the option --limit needs a value");
  EXPECT_EQ(shown({"baseline"}), "too few words behind baseline; usage: PROGRAM baseline VERSION");
  EXPECT_EQ(shown({"plan", "x"}), "too many words behind plan; usage: PROGRAM plan [--check]");
}

TEST(Durations, HaveAUnit) {
  using std::chrono::milliseconds;
  EXPECT_EQ(parse_duration("500ms"), milliseconds(500));
  EXPECT_EQ(parse_duration("90s"), milliseconds(90000));
  EXPECT_EQ(parse_duration("5min"), milliseconds(300000));
  EXPECT_EQ(parse_duration("1h"), milliseconds(3600000));
  EXPECT_EQ(parse_duration("0s"), milliseconds(0));
  for (const char* const text : {"", "5", "s", "-1s", "1 s", "1d", "99999999999s"}) {
    EXPECT_FALSE(parse_duration(text)) << text;
  }
}

}  // namespace
}  // namespace migc::runner
