// What calling a function may do: whether its value changes from row to row, and
// what it may touch.
#include <algorithm>

#include "compiler/facts/builtin.h"
#include "compiler/forecast/functions.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

QualifiedName split_name(const std::string& function) {
  const auto dot = function.find('.');
  if (dot == std::string::npos) return {"", function, {}};
  return {function.substr(0, dot), function.substr(dot + 1), {}};
}

bool is_builtin(const QualifiedName& name) {
  return name.schema == "pg_catalog" || (name.schema.empty() && is_builtin_function(name.name));
}

const Routine* find_routine(const Catalog& catalog, const QualifiedName& name) {
  return as_object<Routine>(catalog.find(NameSpace::routine, name));
}

bool is_declared(const Routine& routine, std::string_view volatility) {
  const std::string& said = routine.definition.volatility;
  return std::equal(said.begin(), said.end(), volatility.begin(), volatility.end(),
                    [](char a, char b) { return (a | 0x20) == b; });
}

// Overloads may differ.
Varies varies_builtin(const std::string& name, ServerRange servers) {
  auto range = builtin_volatility(name, servers.oldest);
  if (!range) range = builtin_volatility(name, servers.newest);
  if (!range || range->most != Volatility::volatile_function) return Varies::no;
  return range->least == Volatility::volatile_function ? Varies::yes : Varies::perhaps;
}

Varies varies(const Effects& effects, const std::string& function) {
  const QualifiedName name = split_name(function);
  if (const Routine* routine = find_routine(effects.catalog(), name)) {
    if (is_declared(*routine, "immutable") || is_declared(*routine, "stable")) return Varies::no;
    // The planner may put the body of an SQL function in the place of its call.
    return routine->definition.language == "sql" ? Varies::perhaps : Varies::yes;
  }
  if (function.starts_with("SVFOP_")) return Varies::no;  // current_timestamp and its like
  return is_builtin(name) ? varies_builtin(name.name, effects.servers()) : Varies::perhaps;
}

}  // namespace

Varies varies(const Effects& effects, const std::vector<std::string>& functions) {
  Varies worst = Varies::no;
  for (const std::string& function : functions) worst = std::max(worst, varies(effects, function));
  return worst;
}

void call_functions(Effects& effects, const std::vector<std::string>& functions) {
  for (const std::string& function : functions) {
    const QualifiedName name = split_name(function);
    if (!find_routine(effects.catalog(), name) && is_builtin(name)) continue;
    const Routine* routine = find_routine(effects.catalog(), name);
    if (routine && (is_declared(*routine, "immutable") || is_declared(*routine, "stable")))
      continue;
    effects.unsure("what the function " + quoted(name.name) + " does is not followed");
  }
}

}  // namespace migc::compiler
