#include "compiler/source/directives.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace migc::compiler {
namespace {

// What was understood, then the problems: "allow(a,b): why; !missing-reason".
std::string dump(const Directives& directives) {
  std::string out;
  const auto add = [&](const std::string& part) { out += (out.empty() ? "" : "; ") + part; };
  if (directives.no_transaction) add("no-transaction");
  if (directives.lock_timeout) add("lock " + std::to_string(directives.lock_timeout->count()));
  if (directives.statement_timeout)
    add("statement " + std::to_string(directives.statement_timeout->count()));
  if (directives.irreversible) add("irreversible");
  for (const Allow& allow : directives.allows) {
    std::string rules;
    for (const std::string& rule : allow.rules) rules += (rules.empty() ? "" : ",") + rule;
    add((allow.whole_file ? "allow-file(" : "allow(") + rules + "): " + allow.reason);
  }
  if (!directives.description.empty()) add("description " + directives.description);
  if (!directives.author.empty()) add("author " + directives.author);
  for (const DirectiveProblem& problem : directives.problems) add("!" + problem.rule);
  return out;
}

struct Case {
  std::string_view text;
  std::string_view understood;
};

TEST(Directives, Forms) {
  constexpr Case kCases[] = {
      {"", ""},
      {"-- nothing", ""},
      {"-- migc: no-transaction", "no-transaction"},
      {"--migc:no-transaction", "no-transaction"},
      {"--\tmigc:\tno-transaction\t", "no-transaction"},
      {"-- migc: no-transaction x", "!unknown-directive"},
      {"-- migc: allow(drop-table): old", "allow(drop-table): old"},
      {"-- migc: allow( drop-table , drop-column ):  two ", "allow(drop-table,drop-column): two"},
      {"-- migc: allow (x): y", "allow(x): y"},
      {"-- migc: allow(x): a: b", "allow(x): a: b"},
      {"-- migc: allow(x) : y", "allow(x): y"},
      {"-- migc: allow-file(x): größer", "allow-file(x): größer"},
      {"-- migc: allow(x)", "!missing-reason"},
      {"-- migc: allow(x):", "!missing-reason"},
      {"-- migc: allow(x):  ", "!missing-reason"},
      {"-- migc: allow(): y", "!unknown-directive"},
      {"-- migc: allow(,): y", "!unknown-directive"},
      {"-- migc: allow: y", "!unknown-directive"},
      {"-- migc: allow", "!unknown-directive"},
      {"-- migc: allow(x: y", "!unknown-directive"},
      {"-- migc: allow(x)) y", "!unknown-directive"},
      {"-- migc: allow(x) y", "!unknown-directive"},
      {"-- migc: allow-files(x): y", "!unknown-directive"},
      {"-- migc: timeouts lock=3s", "lock 3000"},
      {"-- migc: timeouts statement=10min", "statement 600000"},
      {"-- migc: timeouts lock=250ms statement=2h", "lock 250; statement 7200000"},
      {"-- migc: timeouts lock=2147483647ms", "lock 2147483647"},
      {"-- migc: timeouts lock=2147483648ms", "!unknown-directive"},
      {"-- migc: timeouts lock=99999999999999999999s", "!unknown-directive"},
      {"-- migc: timeouts lock=0ms", "!unknown-directive"},
      {"-- migc: timeouts lock=3", "!unknown-directive"},
      {"-- migc: timeouts lock=-3s", "!unknown-directive"},
      {"-- migc: timeouts lock=3 s", "!unknown-directive"},
      {"-- migc: timeouts idle=3s", "!unknown-directive"},
      {"-- migc: timeouts", "!unknown-directive"},
      {"-- migc: irreversible: gone", "irreversible"},
      {"-- migc: irreversible", "!missing-reason"},
      {"-- migc: irreversible:", "!missing-reason"},
      {"-- migc: nonsense", "!unknown-directive"},
      {"-- migc: No-Transaction", "!unknown-directive"},
      {"-- migc:", "!unknown-directive"},
      {"-- migc: 7", "!unknown-directive"},
      {"-- Description: adds orders", "description adds orders"},
      {"-- Author:  J. Doe ", "author J. Doe"},
      {"-- Reversible: no", "irreversible"},
      {"-- Reversible: yes", ""},
      {"-- migcx: no-transaction", ""},
      {"-- see migc: no-transaction", ""},
  };
  for (const Case& c : kCases)
    EXPECT_EQ(dump(read_directives(c.text, Dialect::postgresql)), c.understood) << c.text;
}

TEST(Directives, OnlyInLineCommentsOutsideStringsAndBodies) {
  constexpr Case kCases[] = {
      {"SELECT 1; -- migc: no-transaction", "no-transaction"},
      {"'\n-- migc: no-transaction\n'", ""},
      {"$$\n-- migc: no-transaction\n$$", ""},
      {"$f$ begin\n-- migc: nonsense\n end $f$", ""},
      {"\"\n-- migc: no-transaction\n\"", ""},
      {"/*\n-- migc: no-transaction\n*/", ""},
      {"/* migc: no-transaction */", ""},
      {"a --\n-- migc: no-transaction", "no-transaction"},
      {"'open\n-- migc: no-transaction", ""},
  };
  for (const Case& c : kCases)
    EXPECT_EQ(dump(read_directives(c.text, Dialect::postgresql)), c.understood) << c.text;
}

TEST(Directives, ThePlaceIsTheComment) {
  const std::string_view text = "SELECT 1;\n  -- migc: allow(x): y  \nSELECT 2; -- migc: what\n";
  const Directives directives = read_directives(text, Dialect::postgresql);
  ASSERT_EQ(directives.allows.size(), 1U);
  ASSERT_EQ(directives.problems.size(), 1U);
  const auto covered = [&](Span span) { return text.substr(span.begin, span.end - span.begin); };
  EXPECT_EQ(covered(directives.allows[0].span), "-- migc: allow(x): y  ");
  EXPECT_EQ(covered(directives.problems[0].span), "-- migc: what");
}

TEST(Directives, Messages) {
  struct Message {
    std::string_view text;
    std::string_view message;
  };
  constexpr Message kCases[] = {
      {"-- migc: no-transactoin",
       R"(unknown directive "no-transactoin"; did you mean "no-transaction"?)"},
      {"-- migc: alow(x): y", R"(unknown directive "alow"; did you mean "allow"?)"},
      {"-- migc: frobnicate", R"(unknown directive "frobnicate")"},
      {"-- migc: timeouts lock=3", R"(malformed directive: "lock=3" is no timeout)"},
  };
  for (const Message& c : kCases) {
    const Directives directives = read_directives(c.text, Dialect::postgresql);
    ASSERT_EQ(directives.problems.size(), 1U) << c.text;
    EXPECT_EQ(directives.problems[0].message, c.message);
    EXPECT_FALSE(directives.problems[0].help.empty());
  }
}

// The parentheses are there; what is missing is the colon.
TEST(Directives, AReasonWithoutItsColonIsNotCalledMissingParentheses) {
  const Directives directives =
      read_directives("-- migc: allow(drop-table) nobody reads it", Dialect::postgresql);
  ASSERT_EQ(directives.problems.size(), 1U);
  EXPECT_EQ(directives.problems[0].message.find("parentheses"), std::string::npos)
      << directives.problems[0].message;
}

}  // namespace
}  // namespace migc::compiler
