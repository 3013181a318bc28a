#include "turn.h"

#include <utility>

#include "decide.h"
#include "text.h"
#include "waiter.h"

namespace migc {
namespace {

Error busy(const Holder& holder, std::chrono::milliseconds waited) {
  std::string message = concat("another process holds the migration lock; gave up after ",
                               std::to_string(waited.count()), " ms");
  if (!holder.pid.empty()) message += concat("; holder: pid ", holder.pid);
  if (!holder.application.empty()) message += concat(", application ", holder.application);
  if (!holder.address.empty()) message += concat(", address ", holder.address);
  if (!holder.state.empty()) {
    message += concat(", ", holder.state, " for ", std::to_string(holder.age.count()), " ms");
  }
  return Error{
      .code = ErrorCode::busy,
      .retryable = true,
      .message = std::move(message),
      .help = "start again when it has finished, or wait longer (Options::wait_for_others)"};
}

// Why a wait for the lock ended without it.
Error gave_up(const Work& work, const Holder& holder) {
  const Options& options = work.run.options;
  if (options.cancellation == nullptr || !options.cancellation->requested()) {
    return busy(holder, options.wait_for_others);
  }
  return Error{.code = ErrorCode::cancelled,
               .message = "cancelled while another process held the migration lock"};
}

Waiter waiter_for(const Work& work) {
  const Options& options = work.run.options;
  return {options.wait_for_others, work.run.observer, options.cancellation};
}

}  // namespace

Result<Turn> wait_for_turn(Work& work) {
  Waiter waiter = waiter_for(work);
  for (;;) {
    auto attempt = work.backend.try_lock(work.run);
    if (!attempt) return std::move(attempt).error();
    if (attempt->taken) return Turn::ours;
    auto decision = decide(work);
    if (!decision) return std::move(decision).error();
    if (decision->plan.pending.empty()) return Turn::nothing_left;
    if (!waiter.wait(attempt->holder)) return gave_up(work, attempt->holder);
  }
}

Result<void> wait_for_lock(Work& work) {
  Waiter waiter = waiter_for(work);
  for (;;) {
    auto attempt = work.backend.try_lock(work.run);
    if (!attempt) return std::move(attempt).error();
    if (attempt->taken) return {};
    if (!waiter.wait(attempt->holder)) return gave_up(work, attempt->holder);
  }
}

}  // namespace migc
