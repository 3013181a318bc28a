// Lets another thread or a signal handler stop a run.
#pragma once

#include <atomic>

namespace migc {

// One request for as many runs as refer to it (Options::cancellation). The run
// cancels its statement, rolls back, frees the lock and returns the error
// `cancelled`, whose `state` says what was applied before.
class Cancellation {
 public:
  // Callable from any thread and from a signal handler; cannot be undone.
  void request() noexcept { requested_.store(true, std::memory_order_relaxed); }
  bool requested() const noexcept { return requested_.load(std::memory_order_relaxed); }

 private:
  static_assert(std::atomic<bool>::is_always_lock_free);
  std::atomic<bool> requested_{false};
};

}  // namespace migc
