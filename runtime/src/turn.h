// One process at a time: waiting for the migration lock, and giving it back.
#pragma once

#include <cstdint>

#include "work.h"

namespace migc {

// Ends the run whatever happens in between.
class RunScope {
 public:
  explicit RunScope(Work& work) : work_(work) {}
  RunScope(const RunScope&) = delete;
  RunScope& operator=(const RunScope&) = delete;
  ~RunScope() { work_.backend.end_run(work_.run); }

 private:
  Work& work_;
};

enum class Turn : std::uint8_t { ours, nothing_left };

// Polls for the lock. Each time it is refused the ledger is read again: of
// fifty programs that start at once, one migrates and the others go on as soon
// as it is done, without taking the lock one after the other.
Result<Turn> wait_for_turn(Work& work);

// The same for work that nobody else can have done.
Result<void> wait_for_lock(Work& work);

}  // namespace migc
