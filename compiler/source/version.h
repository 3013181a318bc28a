// A migration's version: decimal digits of any length, compared as a number.
#pragma once

#include <compare>
#include <string>
#include <string_view>

namespace migc::compiler {

// Leading zeros do not count: "1" equals "0001". Requires: digits only.
std::strong_ordering compare_versions(std::string_view a, std::string_view b);

inline bool sorts_before(std::string_view a, std::string_view b) {
  return std::is_lt(compare_versions(a, b));
}
inline bool same_version(std::string_view a, std::string_view b) {
  return std::is_eq(compare_versions(a, b));
}

// The version after `version`, at least as wide: "0009" -> "0010", "9" -> "10".
std::string next_version(std::string_view version);

}  // namespace migc::compiler
