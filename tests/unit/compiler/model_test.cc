#include "compiler/schema/model.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>

#include "compiler/sql/parse.h"
#include "tests/unit/compiler/statement_text.h"

namespace migc::compiler {
namespace {

// The model after the statements; each is a migration of its own.
std::unique_ptr<Model> model_of(std::string_view sql) {
  auto model = std::make_unique<Model>();
  std::size_t migration = 0;
  for (const Statement& statement : parse_postgresql(sql))
    model->apply(statement, {migration++, statement.span.begin});
  return model;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : ",") + part;
  return out;
}

// "t(a int4 not-null default 1, …) [constraints] {indexes} @origin", or "-".
std::string dump(const Table* table) {
  if (!table) return "-";
  std::string out = table->schema + "." + table->name + "(";
  std::string separator;
  for (const Column& column : table->columns) {
    out += separator + column.name + " " + column.type.name;
    if (column.not_null) out += " not-null";
    if (column.default_value) out += " default " + column.default_value->sql;
    separator = ", ";
  }
  out += ")";
  for (const Constraint& constraint : table->constraints)
    out +=
        " [" + constraint.name + " " + joined(constraint.columns) +
        (constraint.implies_not_null.empty() ? ""
                                             : " implies " + joined(constraint.implies_not_null)) +
        (constraint.valid ? "" : " not-valid") + "]";
  for (const Index& index : table->indexes)
    out += " {" + index.name + " " + joined(index.columns) + (index.unique ? " unique" : "") +
           (index.partial ? " partial" : "") + "}";
  return out + " @" + std::to_string(table->origin.migration) +
         (table->filled ? " filled @" + std::to_string(table->filled->migration) : "");
}

std::string dump(std::string_view sql, const QualifiedName& name = {"", "t", {}}) {
  return dump(model_of(sql)->find_table(name));
}

struct Case {
  std::string_view sql;
  std::string_view table;  // "t" afterwards
};

TEST(Model, Tables) {
  constexpr Case kCases[] = {
      {"", "-"},
      {"CREATE TABLE t (a int PRIMARY KEY, b text DEFAULT 'x' NOT NULL)",
       "public.t(a int4 not-null, b text not-null default 'x') [ a] @0"},
      {"CREATE TABLE t (a int, PRIMARY KEY (a))", "public.t(a int4 not-null) [ a] @0"},
      {"CREATE TABLE t (); CREATE TABLE IF NOT EXISTS t (a int)", "public.t() @0"},
      {"CREATE TABLE s.t ()", "-"},
      {"CREATE TABLE t (); CREATE TEMP TABLE t (a int)", "pg_temp.t(a int4) @1"},
      {"CREATE TABLE t AS SELECT 1", "public.t() @0 filled @0"},
      {"CREATE TABLE t (); INSERT INTO t VALUES (1); INSERT INTO t VALUES (2)",
       "public.t() @0 filled @1"},
      {"CREATE TABLE t (); COPY t FROM STDIN", "public.t() @0 filled @1"},
      {"CREATE TABLE t (); DROP TABLE t", "-"},
      {"CREATE TABLE t (); DROP TABLE s.t", "public.t() @0"},
      {"CREATE TABLE t (); DROP TABLE public.t", "-"},
      {"CREATE TABLE t (); DROP TABLE IF EXISTS u, t", "-"},
      {"CREATE TABLE u (a int); ALTER TABLE u RENAME TO t", "public.t(a int4) @0"},
      {"CREATE TABLE t (); ALTER TABLE t RENAME TO u", "-"},
      {"CREATE TABLE t (a int); BROKEN; ALTER TABLE t ADD b int", "public.t(a int4, b int4) @0"},
  };
  for (const Case& c : kCases) EXPECT_EQ(dump(c.sql), c.table) << c.sql;
}

TEST(Model, AlterTable) {
  constexpr Case kCases[] = {
      {"CREATE TABLE t (a int); ALTER TABLE t ADD b text NOT NULL, ADD c int DEFAULT 1",
       "public.t(a int4, b text not-null, c int4 default 1) @0"},
      {"CREATE TABLE t (a int); ALTER TABLE t ADD COLUMN IF NOT EXISTS a text",
       "public.t(a int4) @0"},
      {"CREATE TABLE t (a int, b int UNIQUE, UNIQUE (a, b)); CREATE INDEX i ON t (b); ALTER TABLE "
       "t "
       "DROP b",
       "public.t(a int4) @0"},
      {"CREATE TABLE t (a int); ALTER TABLE t ALTER a TYPE bigint", "public.t(a int8) @0"},
      {"CREATE TABLE t (a int); ALTER TABLE t ALTER a SET DEFAULT 1",
       "public.t(a int4 default 1) @0"},
      {"CREATE TABLE t (a int DEFAULT 1); ALTER TABLE t ALTER a DROP DEFAULT",
       "public.t(a int4) @0"},
      {"CREATE TABLE t (a int); ALTER TABLE t ALTER a SET NOT NULL",
       "public.t(a int4 not-null) @0"},
      {"CREATE TABLE t (a int NOT NULL); ALTER TABLE t ALTER a DROP NOT NULL",
       "public.t(a int4) @0"},
      {"CREATE TABLE t (a int); ALTER TABLE t ADD CONSTRAINT c CHECK (a IS NOT NULL) NOT VALID",
       "public.t(a int4) [c  implies a not-valid] @0"},
      {"CREATE TABLE t (a int); ALTER TABLE t ADD CONSTRAINT c CHECK (a IS NOT NULL) NOT VALID; "
       "ALTER "
       "TABLE t VALIDATE CONSTRAINT c",
       "public.t(a int4) [c  implies a] @0"},
      {"CREATE TABLE t (a int, CONSTRAINT c UNIQUE (a)); ALTER TABLE t DROP CONSTRAINT c",
       "public.t(a int4) @0"},
      {"CREATE TABLE t (a int); ALTER TABLE t ADD PRIMARY KEY (a)",
       "public.t(a int4 not-null) [ a] @0"},
      {"CREATE TABLE t (a int); ALTER TABLE t RENAME a TO b", "public.t(b int4) @0"},
      {"CREATE TABLE t (a int, CONSTRAINT c UNIQUE (a)); ALTER TABLE t RENAME CONSTRAINT c TO d",
       "public.t(a int4) [d a] @0"},
      {"CREATE TABLE t (a int); ALTER TABLE t ALTER x SET NOT NULL, DROP y, DROP CONSTRAINT z",
       "public.t(a int4) @0"},
      {"ALTER TABLE t ADD a int", "-"},
      {"CREATE TABLE t (a int, b int); CREATE UNIQUE INDEX i ON t (a, lower(b)) WHERE b > 0",
       "public.t(a int4, b int4) {i a, unique partial} @0"},
      {"CREATE TABLE t (a int); CREATE INDEX i ON t (a); DROP INDEX i", "public.t(a int4) @0"},
      {"CREATE TABLE t (a int); CREATE INDEX i ON t (a); CREATE INDEX IF NOT EXISTS i ON t (a)",
       "public.t(a int4) {i a} @0"},
  };
  for (const Case& c : kCases) EXPECT_EQ(dump(c.sql), c.table) << c.sql;
}

TEST(Model, Tombstones) {
  const auto model = model_of("CREATE TABLE t (); CREATE TABLE s.u (); DROP TABLE t, s.u, v");
  ASSERT_EQ(model->dropped_tables().size(), 2U);
  EXPECT_EQ(model->dropped_tables()[0].name, "t");
  EXPECT_EQ(model->dropped_tables()[1].schema, "s");
  EXPECT_EQ(model->dropped_tables()[1].dropped.migration, 2U);
}

// The table that has the index of that name, or "-".
std::string owner(std::string_view sql, const QualifiedName& index) {
  const auto model = model_of(sql);
  const auto [table, found] = model->find_index(index);
  return found ? table->schema + "." + table->name : "-";
}

TEST(Model, Indexes) {
  EXPECT_EQ(owner("CREATE TABLE t (a int); CREATE INDEX i ON t (a)", {"", "i", {}}), "public.t");
  EXPECT_EQ(owner("CREATE TABLE t (a int); CREATE INDEX i ON t (a); ALTER TABLE t RENAME TO u",
                  {"", "i", {}}),
            "public.u");
  EXPECT_EQ(owner("CREATE TABLE t (a int); CREATE INDEX i ON t (a); DROP TABLE t", {"", "i", {}}),
            "-");
  EXPECT_EQ(owner("CREATE INDEX i ON t (a)", {"", "i", {}}), "-");
}

TEST(Model, AnIndexThatIsRenamedIsKnownByItsNewName) {
  constexpr std::string_view kSql =
      "CREATE TABLE t (a int); CREATE INDEX i ON t (a); ALTER INDEX i RENAME TO j";
  EXPECT_EQ(owner(kSql, {"", "j", {}}), "public.t");
  EXPECT_EQ(owner(kSql, {"", "i", {}}), "-");
}

TEST(Model, AnIndexNameIsFreeOnceItsTableOrColumnIsGone) {
  EXPECT_EQ(
      owner("CREATE TABLE t (a int); CREATE INDEX i ON t (a); DROP TABLE t; CREATE TABLE u (a "
            "int); CREATE INDEX IF NOT EXISTS i ON u (a)",
            {"", "i", {}}),
      "public.u");
  EXPECT_EQ(owner("CREATE TABLE t (a int, b int); CREATE INDEX i ON t (a); ALTER TABLE t DROP a; "
                  "CREATE INDEX IF NOT EXISTS i ON t (b)",
                  {"", "i", {}}),
            "public.t");
}

// An index lives in the schema of its table.
TEST(Model, IndexesOfTwoSchemasMayShareAName) {
  constexpr std::string_view kSql =
      "CREATE TABLE a.t (x int); CREATE INDEX i ON a.t (x); CREATE TABLE b.t (x int); CREATE INDEX "
      "i "
      "ON b.t (x)";
  EXPECT_EQ(owner(kSql, {"a", "i", {}}), "a.t");
  EXPECT_EQ(owner(kSql, {"b", "i", {}}), "b.t");
}

TEST(Model, ARenamedColumnKeepsItsConstraintsAndIndexes) {
  EXPECT_EQ(
      dump("CREATE TABLE t (a int UNIQUE, CONSTRAINT c CHECK (a IS NOT NULL)); CREATE INDEX i ON "
           "t (a); ALTER TABLE t RENAME a TO b"),
      "public.t(b int4) [ b] [c  implies b] {i b} @0");
}

TEST(Model, SerialColumnsAreNotNull) {
  EXPECT_EQ(dump("CREATE TABLE t (a serial, b bigserial)"),
            "public.t(a serial not-null, b bigserial not-null) @0");
}

// What fails on the server changes nothing: above all it makes no old table new.
TEST(Model, WhatDoesNotFitChangesNothing) {
  EXPECT_EQ(dump("CREATE TABLE t (a int); CREATE TABLE t (b int)"), "public.t(a int4) @0");
  EXPECT_EQ(dump("CREATE TABLE t (a int); ALTER TABLE t ADD a text"), "public.t(a int4) @0");
  EXPECT_EQ(dump("CREATE TABLE t (a int); CREATE TABLE u (b int); ALTER TABLE u RENAME TO t"),
            "public.t(a int4) @0");
  EXPECT_EQ(dump("CREATE TABLE t (a int); CREATE TABLE u (b int); ALTER TABLE u RENAME TO t",
                 {"", "u", {}}),
            "public.u(b int4) @1");
}

TEST(Model, KnowsWhetherItKnowsAllColumns) {
  struct Known {
    std::string_view sql;
    bool known;
  };
  constexpr Known kCases[] = {
      {"CREATE TABLE t (a int)", true},
      {"CREATE TABLE t AS SELECT 1", false},
      {"CREATE TABLE t PARTITION OF p DEFAULT", false},
      {"CREATE TABLE t (LIKE u)", false},
      {"CREATE TABLE t () INHERITS (u)", false},
      {"CREATE TABLE t OF some_type", false},
  };
  for (const Known& c : kCases) {
    const auto model = model_of(c.sql);
    const Table* table = model->find_table({"", "t", {}});
    ASSERT_TRUE(table) << c.sql;
    EXPECT_EQ(table->columns_known, c.known) << c.sql;
  }
}

}  // namespace
}  // namespace migc::compiler
