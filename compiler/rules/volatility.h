// Whether an expression gives every row a value of its own.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "compiler/facts/builtin.h"
#include "compiler/schema/model.h"
#include "compiler/sql/names.h"
#include "compiler/sql/text.h"

namespace migc::compiler {

// Source: pg_proc, where provolatile is 'v'; of those that make sense in a default.
inline bool is_volatile_builtin(std::string_view function) {
  constexpr std::array<std::string_view, 14> kVolatile = {
      "clock_timestamp", "currval",  "gen_random_uuid", "lastval",    "nextval",
      "pg_backend_pid",  "pg_sleep", "random",          "setval",     "timeofday",
      "uuidv4",          "uuidv7",   "random_normal",   "txid_status"};
  return std::find(kVolatile.begin(), kVolatile.end(), function) != kVolatile.end();
}

// The first volatile function that an expression calls; empty when there is
// none. A function that neither PostgreSQL nor a migration made counts as volatile.
inline std::string volatile_call(const Model& model, const Expression& expression) {
  for (const std::string& called : expression.functions) {
    if (called.starts_with("SVFOP_")) continue;  // CURRENT_TIMESTAMP and its like are stable
    const auto dot = called.find('.');
    const std::string name = dot == std::string::npos ? called : called.substr(dot + 1);
    const std::string schema = dot == std::string::npos ? "" : called.substr(0, dot);
    const Object* routine = model.catalog().find(NameSpace::routine, {schema, name, {}});
    if (const auto* known = as_object<Routine>(routine)) {
      const std::string& volatility = known->definition.volatility;
      if (volatility != "immutable" && volatility != "stable") return name;
    } else if (is_volatile_builtin(name) || !is_builtin_function(name)) {
      return name;
    }
  }
  return {};
}

}  // namespace migc::compiler
