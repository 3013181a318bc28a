#include "compiler/lint/config.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace migc::compiler {
namespace {

Level level_of(std::string_view text, std::string_view rule) {
  const auto config = parse_config(text, "migc.toml");
  EXPECT_TRUE(config) << text << (config ? "" : config.error().message);
  const Rule* found = find_rule(rule);
  return config && found ? config->level(*found) : Level::off;
}

TEST(Config, Defaults) {
  for (const std::string_view text : {"", "# nothing\n", "[rules]\n"}) {
    const auto config = parse_config(text, "migc.toml");
    ASSERT_TRUE(config) << text;
    EXPECT_EQ(config->server_version, kOldestServer);
    EXPECT_EQ(config->history, History::complete);
    EXPECT_EQ(config->level(*find_rule("drop-table")), Level::error);
    EXPECT_EQ(config->level(*find_rule("index-drop-blocking")), Level::off);
  }
}

TEST(Config, Values) {
  for (int version = kOldestServer; version <= kNewestServer; ++version)
    EXPECT_EQ(parse_config("server-version = " + std::to_string(version), "m")->server_version,
              version);
  EXPECT_EQ(parse_config("history = \"partial\"", "m")->history, History::partial);
  EXPECT_EQ(parse_config("history = \"complete\"", "m")->history, History::complete);
}

TEST(Config, Levels) {
  struct Case {
    std::string_view text;
    Level drop_table;           // an error by default
    Level index_drop_blocking;  // off by default
  };
  constexpr Case kCases[] = {
      {"[rules]\ndrop-table = \"off\"", Level::off, Level::off},
      {"[rules]\ndrop-table = \"note\"", Level::note, Level::off},
      {"[rules]\nindex-drop-blocking = \"warning\"", Level::error, Level::warning},
      {"[rules]\ndrop-table = { level = \"warning\" }", Level::warning, Level::off},
      {"[rules.drop-table]\nlevel = \"warning\"", Level::warning, Level::off},
      {"rules.drop-table = \"warning\"", Level::warning, Level::off},
      {"[rules]\nall = \"default\"", Level::error, Level::off},
      {"[rules]\nall = \"warning\"", Level::warning, Level::warning},
      {"[rules]\nall = \"off\"\ndrop-table = \"error\"", Level::error, Level::off},
      {"[rules]\ndrop-table = \"error\"\nall = \"off\"", Level::error, Level::off},
      {"[rules]\ndrop-table = \"default\"", Level::error, Level::off},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(level_of(c.text, "drop-table"), c.drop_table) << c.text;
    EXPECT_EQ(level_of(c.text, "index-drop-blocking"), c.index_drop_blocking) << c.text;
  }
}

// `all`, "then single ones": `default` is a rule's own level, whatever `all` is.
TEST(Config, DefaultOfASingleRuleBeatsAll) {
  constexpr std::string_view kText =
      "[rules]\nall = \"off\"\ndrop-table = \"default\"\nindex-drop-blocking = \"default\"";
  EXPECT_EQ(level_of(kText, "drop-table"), Level::error);
  EXPECT_EQ(level_of("[rules]\nall = \"error\"\nindex-drop-blocking = \"default\"",
                     "index-drop-blocking"),
            Level::off);
}

std::string said(const Failure& failure) {
  return failure.place + ": " + failure.message;
}

TEST(Config, MistakesHaveAPlace) {
  struct Case {
    std::string_view text;
    std::string_view message;  // how it begins
  };
  constexpr Case kCases[] = {
      {"sever-version = 14",
       R"(d/m.toml:1:1: unknown key "sever-version"; did you mean "server-version"?)"},
      {"\n\n  frobnicate = 1", R"(d/m.toml:3:3: unknown key "frobnicate")"},
      {"server-version = 13", "d/m.toml:1:18: server-version must be a number from 14 to 18"},
      {"server-version = 19", "d/m.toml:1:18: server-version must be a number from 14 to 18"},
      {"server-version = \"15\"", "d/m.toml:1:18: server-version must be a number from 14 to 18"},
      {"server-version = 15.5", "d/m.toml:1:18: server-version must be a number from 14 to 18"},
      {"server-version = 99999999999", "d/m.toml:1:18: server-version must be a number"},
      {"history = \"Partial\"", R"(d/m.toml:1:11: history must be "complete" or "partial")"},
      {"history = true", R"(d/m.toml:1:11: history must be "complete" or "partial")"},
      {"rules = []", "d/m.toml:1:9: rules must be a table: [rules]"},
      {"[rules]\ndrop-tabel = \"off\"",
       R"(d/m.toml:2:1: unknown rule "drop-tabel"; did you mean "drop-table"?)"},
      {"[rules]\nsyntax-error = \"off\"",
       R"(d/m.toml:2:1: "syntax-error" is not a setting: it always counts)"},
      {"[rules]\nunused-allow = \"off\"", R"(d/m.toml:2:1: "unused-allow" is not a setting)"},
      {"[rules]\ndrop-table = \"fatal\"",
       "d/m.toml:2:14: the level of a rule is default, off, note, warning or error"},
      {"[rules]\ndrop-table = \"eror\"",
       "d/m.toml:2:14: the level of a rule is default, off, note, "
       "warning or error; did you mean \"error\"?"},
      {"[rules]\ndrop-table = true", "d/m.toml:2:14: the level of a rule is"},
      {"[rules]\ndrop-table = {}", "d/m.toml:2:14: the level of a rule is"},
      {"[rules]\ndrop-table = { level = \"off\", x = 1 }",
       R"(d/m.toml:2:31: rule "drop-table" has no option "x")"},
      {"[rules\n", "d/m.toml:1:7: "},
      {"x = \"\xFF\"", "d/m.toml:1:"},
      {"a = 1\na = 2", "d/m.toml:2:"},
  };
  for (const Case& c : kCases) {
    const auto config = parse_config(c.text, "d/m.toml");
    ASSERT_FALSE(config) << c.text;
    EXPECT_TRUE(said(config.error()).starts_with(c.message)) << said(config.error());
  }
}

// Of two mistakes the upper one is named, as a reader mends them.
TEST(Config, TheFirstMistakeOfTheTextIsReported) {
  const auto config = parse_config("zzz = 1\naaa = 2\n", "m");
  ASSERT_FALSE(config);
  EXPECT_TRUE(said(config.error()).starts_with("m:1:1: ")) << said(config.error());
}

}  // namespace
}  // namespace migc::compiler
