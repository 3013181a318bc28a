// Politeness: what does not get its lock lets go of everything and asks again
// later, so that those who queue behind it get on.
#pragma once

#include "postgres/apply.h"
#include "waiter.h"

namespace migc::postgres {

// One change's patience with the locks of others.
class Insistence {
 public:
  explicit Insistence(const Run& run)
      : waiter_(run.options.retry_locks_for, run.observer, run.options.cancellation) {}

  // Whether to try again after this failure of a migration. If so it has told
  // the observer and waited a little; if not the error names who was in the
  // way. Requires: no transaction is open.
  bool again(const Job& job, Error& error);

 private:
  Waiter waiter_;
};

// Repeats `attempt` as long as it fails for want of a lock and time is left.
// Requires: an attempt that fails has let go of everything.
template <class Attempt>
Result<Outcome> insist(const Job& job, Attempt attempt) {
  for (Insistence insistence(job.run);;) {
    Result<Outcome> outcome = attempt();
    if (outcome || !insistence.again(job, outcome.error())) return outcome;
  }
}

}  // namespace migc::postgres
