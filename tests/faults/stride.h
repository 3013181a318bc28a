// How thorough this run is.
#pragma once

#include <algorithm>
#include <cstdlib>

namespace migc::testing {

// Every n-th fault point is taken; `./dev faults` asks for more than the
// everyday tests.
inline std::size_t stride() {
  constexpr std::size_t everyday = 397;
  const char* const value = std::getenv("MIGC_FAULT_STRIDE");
  return value != nullptr ? std::max<std::size_t>(std::strtoul(value, nullptr, 10), 1) : everyday;
}

inline bool everyday_tests() {
  return stride() > 20;
}

}  // namespace migc::testing
