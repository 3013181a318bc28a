#include "sets.h"

namespace migc::testing {

bool fill(SetBuilder& builder, std::string_view name) {
  if (name != "shop") return false;
  builder.add("0001", "accounts", {{"CREATE TABLE accounts (id INTEGER PRIMARY KEY, n)"}})
      .add("0002", "seed",
           {{"INSERT INTO accounts (n) VALUES (1)"}, {"UPDATE accounts SET n = n + 1"}})
      .add("0003", "compact",
           {{"CREATE TABLE before_vacuum (id)"},
            alone("VACUUM"),
            {"INSERT INTO accounts (n) VALUES (10)"}})
      .add("0004", "orders", {{"CREATE TABLE orders (id INTEGER PRIMARY KEY)"}})
      .add("0005", "index", {{"CREATE INDEX orders_id ON orders (id)"}});
  return true;
}

}  // namespace migc::testing
