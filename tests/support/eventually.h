// Waits for a condition instead of for a time.
#pragma once

#include <chrono>
#include <thread>

namespace migc::testing {

// Asks until `condition` holds; false when it does not within the limit, which
// is there to end a broken test, not to be waited for.
template <class Condition>
bool eventually(Condition condition, std::chrono::seconds limit = std::chrono::seconds(60)) {
  const auto end = std::chrono::steady_clock::now() + limit;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return true;
}

}  // namespace migc::testing
