// Patience while another process writes: the engine asks us, we wait.
#pragma once

#include <optional>

#include "backend.h"
#include "sqlite/connection.h"
#include "waiter.h"

namespace migc::sqlite {

// Installs a busy handler that waits as the run's options say, and afterwards
// the busy timeout that was set before.
class BusyScope {
 public:
  BusyScope(Connection& connection, const Run& run);
  BusyScope(const BusyScope&) = delete;
  BusyScope& operator=(const BusyScope&) = delete;
  ~BusyScope();

 private:
  static int ask_again(void* self, int times_asked);

  Connection& connection_;
  const Run& run_;
  int timeout_before_ = 0;
  std::optional<Waiter> waiter_;  // of the wait that is under way
};

}  // namespace migc::sqlite
