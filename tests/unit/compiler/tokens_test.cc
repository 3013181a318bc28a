#include "compiler/source/tokens.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <string_view>

namespace migc::compiler {
namespace {

std::string_view letter_of(TokenKind kind) {
  switch (kind) {
    case TokenKind::word:
      return "w";
    case TokenKind::quoted_name:
      return "q";
    case TokenKind::string:
      return "s";
    case TokenKind::number:
      return "n";
    case TokenKind::parameter:
      return "p";
    case TokenKind::symbol:
      return "o";
    case TokenKind::line_comment:
      return "-";
    case TokenKind::block_comment:
      return "*";
  }
  return "?";
}

// "w:select n:1 o:;", with `!` behind a token that the text cuts off.
std::string dump(std::string_view text, Dialect dialect) {
  std::string out;
  for (const Token& token : tokenize(text, dialect)) {
    if (!out.empty()) out += " ";
    out += letter_of(token.kind);
    out += ":";
    out += token.text(text);
    if (!token.terminated) out += "!";
  }
  return out;
}

struct Case {
  std::string_view text;
  std::string_view tokens;
};

TEST(Tokens, Both) {
  constexpr Case kCases[] = {
      {"", ""},
      {" \t\n\f\v\r", ""},
      {"select 1;", "w:select n:1 o:;"},
      {"a.b,c", "w:a o:. w:b o:, w:c"},
      {"_a1$b", "w:_a1$b"},
      {"größe Δ", "w:größe w:Δ"},
      {"'it''s'", "s:'it''s'"},
      {"'a\\'", "s:'a\\'"},
      {"'a", "s:'a!"},
      {"'a''", "s:'a''!"},
      {"\"a\"\"b\"", "q:\"a\"\"b\""},
      {"\"a", "q:\"a!"},
      {"x'1F' X'00'", "s:x'1F' s:X'00'"},
      {"1 1.5 .5 1e3 1.5E-3 1e+5 0x1F 1_000",
       "n:1 n:1.5 n:.5 n:1e3 n:1.5E-3 n:1e+5 n:0x1F n:1_000"},
      {"1-2", "n:1 o:- n:2"},
      {"1e-x", "n:1e o:- w:x"},
      {"0x1e-2", "n:0x1e o:- n:2"},
      {"1..10", "n:1 o:. n:.10"},
      {"a<=b", "w:a o:<= w:b"},
      {"-- c\n1", "-:-- c n:1"},
      {"1--c", "n:1 -:--c"},
      {"a+--c", "w:a o:+ -:--c"},
      {"a*/*c*/b", "w:a o:* *:/*c*/ w:b"},
      {"a<>/**/b", "w:a o:<> *:/**/ w:b"},
      {"--", "-:--"},
      {"/* ; ' */ x", "*:/* ; ' */ w:x"},
      {"a-b", "w:a o:- w:b"},
      {"/", "o:/"},
      {"\\x", "o:\\ w:x"},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(dump(c.text, Dialect::postgresql), c.tokens);
    EXPECT_EQ(dump(c.text, Dialect::sqlite), c.tokens);
  }
}

TEST(Tokens, Postgresql) {
  constexpr Case kCases[] = {
      {"$$a;b$$ c", "s:$$a;b$$ w:c"},
      {"$x$ $$ $y$ $x$;", "s:$x$ $$ $y$ $x$ o:;"},
      {"$größe$a$größe$", "s:$größe$a$größe$"},
      {"$x$a$X$", "s:$x$a$X$!"},
      {"$$a$", "s:$$a$!"},
      {"$x", "o:$ w:x"},
      {"$1 $12", "p:$1 p:$12"},
      {"a$$b$$", "w:a$$b$$"},
      {"1$$", "n:1$$"},
      {"e'a\\'b' E'\\\\'", "s:e'a\\'b' s:E'\\\\'"},
      {"E'a\\", "s:E'a\\!"},
      {"b'01' n'x' U&'\\0041'", "s:b'01' s:n'x' s:U&'\\0041'"},
      {"U&\"d\\0061t\"", "q:U&\"d\\0061t\""},
      {"u&x", "w:u o:& w:x"},
      {"e 'a'", "w:e s:'a'"},
      {"ee'a\\'", "w:ee s:'a\\'"},
      {"/* a /* b */ c */ d", "*:/* a /* b */ c */ w:d"},
      {"/* a /* b */ c", "*:/* a /* b */ c!"},
      {"/*/ a */b", "*:/*/ a */ w:b"},
      {"a[1]", "w:a o:[ n:1 o:]"},
      {"a ?| b @> c ~* d", "w:a o:?| w:b o:@> w:c o:~* w:d"},
      {"`a`", "o:` w:a o:`"},
      {":x", "o:: w:x"},
      {"a::text", "w:a o:: o:: w:text"},
      {"'a' 'b'", "s:'a' s:'b'"},
  };
  for (const Case& c : kCases) EXPECT_EQ(dump(c.text, Dialect::postgresql), c.tokens);
}

TEST(Tokens, Sqlite) {
  constexpr Case kCases[] = {
      {"`a``b`", "q:`a``b`"},
      {"[a b]]", "q:[a b] o:]"},
      {"[a", "q:[a!"},
      {"?1 ? :x @x $x #x", "p:?1 p:? p::x p:@x p:$x p:#x"},
      {"$$a;b$$", "p:$$a o:; w:b$$"},
      {"/* a /* b */ c", "*:/* a /* b */ w:c"},
      {"/* a", "*:/* a"},  // the end of the text ends it
      {"e'a\\'", "w:e s:'a\\'"},
      {"u&'a'", "w:u o:& s:'a'"},
      {"a->>'$.b'", "w:a o:->> s:'$.b'"},
      {"a||`b`", "w:a o:|| q:`b`"},
      {"a==b", "w:a o:== w:b"},
  };
  for (const Case& c : kCases) EXPECT_EQ(dump(c.text, Dialect::sqlite), c.tokens);
}

TEST(Tokens, Questions) {
  const std::string_view text = "Select \"select\" 'select' <=";
  const auto tokens = tokenize(text, Dialect::postgresql);
  EXPECT_TRUE(is_word(tokens[0], text, "select"));
  EXPECT_FALSE(is_word(tokens[0], text, "selec"));
  EXPECT_FALSE(is_word(tokens[1], text, "select"));
  EXPECT_FALSE(is_word(tokens[2], text, "select"));
  EXPECT_TRUE(is_symbol(tokens[3], text, "<="));
  EXPECT_FALSE(is_symbol(tokens[3], text, "<"));
}

// Every byte belongs to a token or to the blank space between two.
void expect_partition(std::string_view text, Dialect dialect) {
  std::size_t at = 0;
  const auto only_blanks = [&](std::size_t end) {
    return text.substr(at, end - at).find_first_not_of(" \t\n\r\f\v") == std::string_view::npos;
  };
  for (const Token& token : tokenize(text, dialect)) {
    ASSERT_LE(at, token.begin) << text;
    ASSERT_LT(token.begin, token.end) << text;
    ASSERT_LE(token.end, text.size()) << text;
    ASSERT_TRUE(only_blanks(token.begin)) << text;
    at = token.end;
  }
  ASSERT_TRUE(only_blanks(text.size())) << text;
}

TEST(Tokens, PartitionTheText) {
  constexpr std::string_view kPieces[] = {
      "'", "\"", "$",    "$$", "$a$", "--", "/*", "*/", "\n",    " ",  ";", "(",  ")",
      "[", "]",  "\\",   "e'", "U&",  "x'", "1",  ".",  "e",     "+",  "-", "0x", "a",
      "_", "ö",  "\xFF", "`",  "?",   ":",  "@",  "#",  "begin", "\t", "*", "/"};
  std::mt19937 random(20240607);  // NOLINT: the same texts in every run
  std::uniform_int_distribution<std::size_t> piece(0, std::size(kPieces) - 1);
  std::uniform_int_distribution<int> length(0, 24);
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (int i = length(random); i > 0; --i) text += kPieces[piece(random)];
    expect_partition(text, Dialect::postgresql);
    expect_partition(text, Dialect::sqlite);
  }
}

// Neither deep nesting nor a long text takes more than linear time.
TEST(Tokens, LongTexts) {
  std::string nested;
  for (int i = 0; i < 200'000; ++i) nested += "/*";
  EXPECT_EQ(tokenize(nested, Dialect::postgresql).size(), 1U);
  std::string dollars;
  for (int i = 0; i < 50'000; ++i) dollars += "$a";
  EXPECT_FALSE(tokenize(dollars, Dialect::postgresql).empty());
  const std::string digits(300'000, '1');
  EXPECT_EQ(tokenize(digits + "e" + digits, Dialect::postgresql).size(), 1U);
}

}  // namespace
}  // namespace migc::compiler
