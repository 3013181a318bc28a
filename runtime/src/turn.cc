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

Error stopped_waiting() {
  return Error{.code = ErrorCode::cancelled,
               .message = "cancelled while another process held the migration lock"};
}

}  // namespace

Result<Turn> wait_for_turn(Work& work) {
  const auto limit = work.run.options.wait_for_others;
  const Cancellation* const cancellation = work.run.options.cancellation;
  Waiter waiter(limit, work.run.observer, cancellation);
  for (;;) {
    auto attempt = work.backend.try_lock(work.run);
    if (!attempt) return std::move(attempt).error();
    if (attempt->taken) return Turn::ours;
    auto decision = decide(work);
    if (!decision) return std::move(decision).error();
    if (decision->plan.pending.empty()) return Turn::nothing_left;
    if (waiter.wait(attempt->holder)) continue;
    const bool cancelled = cancellation != nullptr && cancellation->requested();
    return cancelled ? stopped_waiting() : busy(attempt->holder, limit);
  }
}

}  // namespace migc
