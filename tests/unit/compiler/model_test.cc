#include "compiler/schema/model.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "compiler/schema/render.h"
#include "tests/unit/compiler/expect_schemas.h"

namespace migc::compiler {
namespace {

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : ",") + part;
  return out;
}

std::string names(const Table& table, const std::vector<ColumnNumber>& numbers) {
  std::vector<std::string> out;
  out.reserve(numbers.size());
  for (const ColumnNumber number : numbers)
    out.push_back(number == 0 ? "" : table.column(number)->name);
  return joined(out);
}

std::string dump(const Table& table, const Index& index) {
  std::vector<ColumnNumber> columns;
  for (const KeyColumn& key : index.keys) columns.push_back(key.column);
  return " {" + index.name + " " + names(table, columns) + (index.unique ? " unique" : "") +
         (index.condition ? " partial" : "") + "}";
}

// "t(a int4 not-null default 1, …) [constraints] {indexes} @origin", or "-".
// Indexes of constraints are not among the indexes.
std::string dump(const Catalog& catalog, const Table* table) {
  if (!table) return "-";
  std::string out = catalog.schema_name(*table) + "." + table->name + "(";
  std::string separator;
  for (const Column& column : table->columns) {
    out += separator + column.name + " " + column.type.name;
    if (column.not_null) out += " not-null";
    if (column.default_value) out += " default " + to_sql(catalog, *column.default_value);
    separator = ", ";
  }
  out += ")";
  for (const Constraint& constraint : table->constraints)
    out += " [" + constraint.name + " " + names(*table, constraint.columns) +
           (constraint.implies_not_null.empty()
                ? ""
                : " implies " + names(*table, constraint.implies_not_null)) +
           (constraint.valid ? "" : " not-valid") + "]";
  for (const ObjectId id : table->indexes) {
    const auto* index = catalog.get_as<Index>(id);
    if (index && !index->backs) out += dump(*table, *index);
  }
  return out + " @" + std::to_string(table->origin.migration) +
         (table->filled ? " filled @" + std::to_string(table->filled->migration) : "");
}

std::string dump(std::string_view sql, const QualifiedName& name = {"", "t", {}}) {
  const auto model = model_of(sql);
  return dump(model->catalog(), model->find_table(name));
}

struct Case {
  std::string_view sql;
  std::string_view table;  // "t" afterwards
};

TEST(Model, Tables) {
  constexpr Case kCases[] = {
      {"", "-"},
      {"CREATE TABLE t (a int PRIMARY KEY, b text DEFAULT 'x' NOT NULL)",
       "public.t(a int4 not-null, b text not-null default 'x') [t_pkey a] @0"},
      {"CREATE TABLE t (a int, PRIMARY KEY (a))", "public.t(a int4 not-null) [t_pkey a] @0"},
      {"CREATE TABLE t (); CREATE TABLE IF NOT EXISTS t (a int)", "public.t() @0"},
      {"CREATE TABLE s.t ()", "-"},
      {"CREATE TABLE t (); CREATE TEMP TABLE t (a int)", "pg_temp.t(a int4) @1"},
      {"CREATE TABLE t AS SELECT 1", "public.t(?column? ) @0 filled @0"},
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
       "public.t(a int4 not-null) [t_pkey a] @0"},
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
  const auto at = [&](const QualifiedName& name) {
    const auto dropped = model->dropped_at(name);
    return dropped ? std::to_string(dropped->migration) : "-";
  };
  EXPECT_EQ(at({"", "t", {}}), "2");
  EXPECT_EQ(at({"public", "t", {}}), "2");
  EXPECT_EQ(at({"s", "u", {}}), "2");
  EXPECT_EQ(at({"", "u", {}}), "-");
  EXPECT_EQ(at({"", "v", {}}), "-");
  EXPECT_FALSE(model->find_table({"", "t", {}}));
}

TEST(Model, ANameThatIsTakenAgainIsNoTombstone) {
  const auto model = model_of("CREATE TABLE t (); DROP TABLE t; CREATE TABLE t (a int)");
  EXPECT_TRUE(model->find_table({"", "t", {}}));
}

// The table that has the index of that name, or "-".
std::string owner(std::string_view sql, const QualifiedName& index) {
  const auto model = model_of(sql);
  const auto [table, found] = model->find_index(index);
  return found ? model->catalog().schema_name(*table) + "." + table->name : "-";
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
      "public.t(b int4) [c  implies b] [t_a_key b] {i b} @0");
}

TEST(Model, SerialColumnsAreNotNull) {
  EXPECT_EQ(dump("CREATE TABLE t (a serial, b bigserial)"),
            "public.t(a int4 not-null default nextval('public.t_a_seq'::regclass), b int8 not-null "
            "default nextval('public.t_b_seq'::regclass)) @0");
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
