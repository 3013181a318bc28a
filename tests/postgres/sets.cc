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

}  // namespace

bool fill(SetBuilder& builder, std::string_view name) {
  if (name == "shop") fill_shop(builder);
  if (name == "index") fill_index(builder);
  if (name == "sleepy") fill_sleepy(builder);
  return !builder.set().migrations.empty();
}

}  // namespace migc::testing
