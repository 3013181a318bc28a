#include "compiler/facts/builtin.h"

#include <algorithm>
#include <span>

namespace migc::compiler {
namespace {

struct Fact {
  std::string_view name;
  int since;  // the oldest major version that has it
};

constexpr Fact kFunctions[] = {
#include "compiler/facts/builtin_functions.inc"
};
constexpr Fact kTypes[] = {
#include "compiler/facts/builtin_types.inc"
};
constexpr Fact kKeywords[] = {
#include "compiler/facts/keywords.inc"
};

bool contains(std::span<const Fact> facts, std::string_view name) {
  const auto found = std::lower_bound(
      facts.begin(), facts.end(), name,
      [](const Fact& fact, std::string_view wanted) { return fact.name < wanted; });
  return found != facts.end() && found->name == name;
}

}  // namespace

bool is_builtin_function(std::string_view name) {
  return contains(kFunctions, name);
}
bool is_builtin_type(std::string_view name) {
  return contains(kTypes, name);
}
bool is_keyword(std::string_view word) {
  return contains(kKeywords, word);
}

}  // namespace migc::compiler
