// Patience: how long and how often to ask again for what another process holds.
#pragma once

#include <chrono>
#include <random>

#include "migc/migrator.h"

namespace migc {

// Delays that grow from 10 ms to 1 s. Each is cut by a random part of up to
// half, so that fifty replicas started together do not ask in step.
class Backoff {
 public:
  explicit Backoff(std::uint32_t seed) : random_(seed) {}
  std::chrono::milliseconds next();

 private:
  std::minstd_rand random_;
  std::chrono::milliseconds delay_{10};
};

// One wait, from its construction to its limit or its cancellation.
class Waiter {
 public:
  Waiter(std::chrono::milliseconds limit, Observer& observer,
         const Cancellation* cancellation = nullptr);

  std::chrono::milliseconds so_far() const;
  bool over() const;

  // Sleeps a little. False, at once, when the wait is over.
  bool pause();

  // The same, after it has told the observer who is in the way.
  bool wait(const Holder& holder);

 private:
  using Clock = std::chrono::steady_clock;

  const Cancellation* cancellation_;
  Observer& observer_;
  Clock::time_point start_;
  std::chrono::milliseconds limit_;
  Backoff backoff_;
};

}  // namespace migc
