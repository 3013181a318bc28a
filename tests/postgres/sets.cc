#include "sets.h"

namespace migc::testing {
namespace {

void fill_shop(SetBuilder& builder) {
  builder.add("0001", "accounts", {{"CREATE TABLE accounts (id int PRIMARY KEY)"}})
      .add("0002", "orders",
           {{"CREATE TABLE orders (id int PRIMARY KEY, account int)"},
            {"INSERT INTO accounts VALUES (1)"}})
      .add("0003", "email", {{"ALTER TABLE accounts ADD COLUMN email text"}});
}

void fill_index(SetBuilder& builder) {
  builder
      .add("0001", "accounts",
           {{"CREATE TABLE accounts (id int, email text)"},
            {"INSERT INTO accounts SELECT n, 'a' || n FROM generate_series(1, 1000) n"}})
      .add("0002", "index",
           {{"CREATE TABLE before_index (id int)"},
            build_index("CREATE UNIQUE INDEX CONCURRENTLY accounts_email ON accounts (email)",
                        "accounts", "accounts_email"),
            {"CREATE TABLE after_index (id int)"}})
      .add("0003", "last", {{"CREATE TABLE last (id int)"}});
}

void fill_sleepy(SetBuilder& builder) {
  builder.add("0001", "first", {{"CREATE TABLE first (id int)"}})
      .add("0002", "sleep",
           {{"CREATE TABLE second (id int)"},
            {"DO $$ BEGIN IF to_regclass('awake') IS NULL THEN PERFORM pg_sleep(60); END IF; END "
             "$$"},
            {"CREATE TABLE third (id int)"}});
}

// A migration of every kind; the last one fails.
void fill_faults(SetBuilder& builder) {
  builder
      .add("0001", "tables",
           {{"CREATE TYPE mood AS ENUM ('a')"},
            {"CREATE TABLE t (id int, m mood, n int)"},
            {"INSERT INTO t SELECT n, 'a', n FROM generate_series(1, 100) n"},
            {"CREATE INDEX old ON t (n)"},
            {"CREATE TABLE p (a int) PARTITION BY LIST (a)"},
            {"CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)"},
            {"CREATE TABLE log (what text)"}})
      .add("0002", "index",
           {{"INSERT INTO log VALUES ('before')"},
            build_index("CREATE UNIQUE INDEX CONCURRENTLY ti ON t (id)", "t", "ti"),
            build_index("CREATE INDEX CONCURRENTLY ON t (m)", "t", ""),
            {"INSERT INTO log VALUES ('after')"}})
      .add("0003", "value",
           {{"ALTER TYPE mood ADD VALUE 'b'"}, {"INSERT INTO log VALUES ('value')"}})
      .add("0004", "check", {{"ALTER TABLE t ADD CONSTRAINT c CHECK (id > 0) NOT VALID"}})
      .add("0005", "validate",
           {{"ALTER TABLE t VALIDATE CONSTRAINT c"}, {"INSERT INTO log VALUES ('valid')"}})
      .add("0006", "rebuild",
           {alone("REINDEX INDEX CONCURRENTLY ti", {.effect = Effect::rebuild_index, .name = "ti"}),
            alone("DROP INDEX CONCURRENTLY old", {.effect = Effect::drop_index, .name = "old"}),
            alone("ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY",
                  {.effect = Effect::detach_partition, .name = "p", .part = "p1"}),
            repeatable("VACUUM t"),
            {"INSERT INTO log VALUES ('rebuilt')"}})
      .add("0007", "fails",
           {{"CREATE TABLE never (id int)"},
            {"INSERT INTO log VALUES ('never')"},
            {"SELECT 1 / 0"}});
}

// A statement outside a transaction that the server refuses.
void fill_refused(SetBuilder& builder) {
  builder
      .add("0001", "tables",
           {{"CREATE TABLE t (id int)"},
            {"INSERT INTO t VALUES (1), (1)"},
            {"CREATE TABLE log (what text)"}})
      .add("0002", "index",
           {{"INSERT INTO log VALUES ('before')"},
            build_index("CREATE UNIQUE INDEX CONCURRENTLY ti ON t (id)", "t", "ti"),
            {"INSERT INTO log VALUES ('never')"}});
}

// An undo of every kind; the last one sleeps when it is told to.
void fill_undo(SetBuilder& builder) {
  builder
      .add("0001", "tables",
           {{"CREATE TABLE t (id int, n int)"},
            {"INSERT INTO t SELECT n, n FROM generate_series(1, 100) n"},
            {"CREATE TABLE log (what text)"}})
      .add("0002", "index", {build_index("CREATE INDEX CONCURRENTLY ti ON t (id)", "t", "ti")})
      .down({{"INSERT INTO log VALUES ('index')"},
             alone("DROP INDEX CONCURRENTLY ti", {.effect = Effect::drop_index, .name = "ti"}),
             {"INSERT INTO log VALUES ('no index')"}})
      .add("0003", "no_index", {{"SELECT 1"}})
      .down({build_index("CREATE INDEX CONCURRENTLY tn ON t (n)", "t", "tn"),
             {"INSERT INTO log VALUES ('index again')"}})
      .add("0004", "column", {{"ALTER TABLE t ADD COLUMN c int"}})
      .down({{"ALTER TABLE t DROP COLUMN c"},
             {"INSERT INTO log VALUES ('no column')"},
             {"DO $$ BEGIN IF to_regclass('asleep') IS NOT NULL THEN PERFORM pg_sleep(60); "
              "END IF; END $$"}});
}

}  // namespace

bool fill(SetBuilder& builder, std::string_view name) {
  if (name == "shop") fill_shop(builder);
  if (name == "index") fill_index(builder);
  if (name == "sleepy") fill_sleepy(builder);
  if (name == "faults") fill_faults(builder);
  if (name == "refused") fill_refused(builder);
  if (name == "undo") fill_undo(builder);
  return !builder.set().migrations.empty();
}

}  // namespace migc::testing
