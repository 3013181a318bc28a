#include "compiler/sql/split.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace migc::compiler {
namespace {

// The statements, each in ‹›.
std::string dump(std::string_view text) {
  std::string out;
  for (const Span span : split_postgresql(text))
    out += "‹" + std::string(text.substr(span.begin, span.end - span.begin)) + "›";
  return out;
}

struct Case {
  std::string_view text;
  std::string_view statements;
};

TEST(SplitPostgresql, Statements) {
  constexpr Case kCases[] = {
      {"", ""},
      {" \n\t", ""},
      {";;  ;", ""},
      {"-- only a comment", ""},
      {"/* only a comment */;", ""},
      {"SELECT 1", "‹SELECT 1›"},
      {"SELECT 1;", "‹SELECT 1›"},
      {"SELECT 1; SELECT 2", "‹SELECT 1›‹SELECT 2›"},
      {"SELECT 1;;SELECT 2;", "‹SELECT 1›‹SELECT 2›"},
      {"SELECT 1 -- tail\n;", "‹SELECT 1›"},
      {"SELECT 1; -- tail", "‹SELECT 1›"},
      {"-- head\nSELECT 1", "‹SELECT 1›"},
      {"SELECT /* in */ 1 /* out */", "‹SELECT /* in */ 1›"},
      {"SELECT ';', \";\", $$;$$, E'\\';'", "‹SELECT ';', \";\", $$;$$, E'\\';'›"},
      {"SELECT 'a;", "‹SELECT 'a;›"},
      {"SELECT $$a;", "‹SELECT $$a;›"},
      {"SELECT (1; 2)", "‹SELECT (1; 2)›"},
      {"SELECT 1); SELECT 2", "‹SELECT 1)›‹SELECT 2›"},
      {"CREATE RULE r AS ON INSERT TO t DO ALSO (INSERT INTO a VALUES (1); DELETE FROM b); SELECT "
       "1",
       "‹CREATE RULE r AS ON INSERT TO t DO ALSO (INSERT INTO a VALUES (1); DELETE FROM b)›‹SELECT "
       "1›"},
  };
  for (const Case& c : kCases) EXPECT_EQ(dump(c.text), c.statements) << c.text;
}

TEST(SplitPostgresql, Bodies) {
  constexpr Case kCases[] = {
      {"CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END; SELECT 3",
       "‹CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END›‹SELECT 3›"},
      {"CREATE PROCEDURE p() BEGIN ATOMIC END; SELECT 3",
       "‹CREATE PROCEDURE p() BEGIN ATOMIC END›‹SELECT 3›"},
      {"CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; END; SELECT "
       "3",
       "‹CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; END›"
       "‹SELECT 3›"},
      {"CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN CASE a WHEN 1 THEN true END "
       "THEN 1 END; END; SELECT 3",
       "‹CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN CASE a WHEN 1 THEN true END "
       "THEN 1 END; END›‹SELECT 3›"},
      {"CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT t.end FROM t; END; SELECT 3",
       "‹CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT t.end FROM t; END›‹SELECT 3›"},
      {"CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1 AS end; END; SELECT 3",
       "‹CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1 AS end; END›‹SELECT 3›"},
      {"CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT \"end\" FROM t; END; SELECT 3",
       "‹CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT \"end\" FROM t; END›‹SELECT 3›"},
      {"create function f() returns int begin /* c */ atomic select 1; end; select 3",
       "‹create function f() returns int begin /* c */ atomic select 1; end›‹select 3›"},
      {"BEGIN; SELECT CASE WHEN a THEN 1 END; END; SELECT 3",
       "‹BEGIN›‹SELECT CASE WHEN a THEN 1 END›‹END›‹SELECT 3›"},
      {"CREATE FUNCTION f() RETURNS int RETURN CASE WHEN a THEN 1 END; SELECT 3",
       "‹CREATE FUNCTION f() RETURNS int RETURN CASE WHEN a THEN 1 END›‹SELECT 3›"},
      {"CREATE FUNCTION f() RETURNS int AS 'begin; end' LANGUAGE plpgsql; SELECT 3",
       "‹CREATE FUNCTION f() RETURNS int AS 'begin; end' LANGUAGE plpgsql›‹SELECT 3›"},
      {"DO $$ BEGIN PERFORM 1; END $$; SELECT 3", "‹DO $$ BEGIN PERFORM 1; END $$›‹SELECT 3›"},
  };
  for (const Case& c : kCases) EXPECT_EQ(dump(c.text), c.statements) << c.text;
}

TEST(SplitPostgresql, StatementBreakpoints) {
  constexpr Case kCases[] = {
      {"CREATE TABLE a ()\n--> statement-breakpoint\nCREATE TABLE b ()",
       "‹CREATE TABLE a ()›‹CREATE TABLE b ()›"},
      {"CREATE TABLE a ();--> statement-breakpoint\nCREATE TABLE b ();",
       "‹CREATE TABLE a ()›‹CREATE TABLE b ()›"},
      {"CREATE TABLE a (\n--> statement-breakpoint\nCREATE TABLE b ()",
       "‹CREATE TABLE a (›‹CREATE TABLE b ()›"},
      {"SELECT 1 --> not a breakpoint\n + 1", "‹SELECT 1 --> not a breakpoint\n + 1›"},
      {"SELECT '\n--> statement-breakpoint\n'", "‹SELECT '\n--> statement-breakpoint\n'›"},
  };
  for (const Case& c : kCases) EXPECT_EQ(dump(c.text), c.statements) << c.text;
}

// The server reads a string behind an E'' string on a later line as its
// continuation, with the same escapes.
TEST(SplitPostgresql, ContinuedEscapeString) {
  constexpr std::string_view kText = "SELECT E'a'\n'b\\';c'; SELECT 2";
  EXPECT_EQ(dump(kText), "‹SELECT E'a'\n'b\\';c'›‹SELECT 2›");
}

// What is open at the end of the file must reach the parser, which refuses it;
// as a comment it would vanish, and with it the rest of the file.
TEST(SplitPostgresql, AnUnterminatedCommentIsNotPassedOver) {
  constexpr Case kCases[] = {
      {"SELECT 1; /* DROP TABLE a;", "‹SELECT 1›‹/* DROP TABLE a;›"},
      {"SELECT 1 /* ; DROP TABLE a;", "‹SELECT 1 /* ; DROP TABLE a;›"},
      {"/* a /* b */ SELECT 1;", "‹/* a /* b */ SELECT 1;›"},
  };
  for (const Case& c : kCases) EXPECT_EQ(dump(c.text), c.statements) << c.text;
}

}  // namespace
}  // namespace migc::compiler
