// Whether an expression gives every row a value of its own.
#pragma once

#include <string>

#include "compiler/facts/builtin.h"
#include "compiler/rules/context.h"

namespace migc::compiler {

namespace internal {

// Of some overload, on some server.
inline bool may_be_volatile(const Context& cx, std::string_view builtin) {
  auto range = builtin_volatility(builtin, cx.server_version());
  if (!range) range = builtin_volatility(builtin, kNewestForecast);
  return !range || range->most == Volatility::volatile_function;
}

}  // namespace internal

// The first volatile function that an expression calls; empty when there is
// none. A function that neither PostgreSQL nor a migration made counts as volatile.
inline std::string volatile_call(const Context& cx, const Expression& expression) {
  for (const std::string& called : expression.functions) {
    if (called.starts_with("SVFOP_")) continue;  // CURRENT_TIMESTAMP and its like are stable
    const auto dot = called.find('.');
    std::string name = dot == std::string::npos ? called : called.substr(dot + 1);
    const std::string schema = dot == std::string::npos ? "" : called.substr(0, dot);
    const Object* routine = cx.model().catalog().find(NameSpace::routine, {schema, name, {}});
    if (const auto* known = as_object<Routine>(routine)) {
      const std::string& volatility = known->definition.volatility;
      if (volatility != "immutable" && volatility != "stable") return name;
    } else if (internal::may_be_volatile(cx, name)) {
      return name;
    }
  }
  return {};
}

}  // namespace migc::compiler
