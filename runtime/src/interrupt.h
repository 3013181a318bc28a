// Turns the first SIGINT or SIGTERM into a cancellation while it lives; the
// second one ends the program as it would have without us.
#pragma once

#include "migc/cancellation.h"

namespace migc {

// One at a time: a signal handler knows only what is global.
class InterruptScope {
 public:
  InterruptScope();
  InterruptScope(const InterruptScope&) = delete;
  InterruptScope& operator=(const InterruptScope&) = delete;
  ~InterruptScope();

  const Cancellation& cancellation() const { return cancellation_; }

 private:
  using Handler = void (*)(int);
  Cancellation cancellation_;
  Handler before_interrupt_;
  Handler before_terminate_;
};

}  // namespace migc
