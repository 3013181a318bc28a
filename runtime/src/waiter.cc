#include "waiter.h"

#include <algorithm>
#include <thread>

namespace migc {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLongestDelay{1000};
constexpr milliseconds kLongestNap{50};

std::uint32_t seed_from(std::chrono::steady_clock::time_point now, const void* address) {
  const auto ticks = static_cast<std::uint64_t>(now.time_since_epoch().count());
  const auto place = reinterpret_cast<std::uintptr_t>(address);
  return static_cast<std::uint32_t>(ticks ^ (ticks >> 32U) ^ place);
}

}  // namespace

milliseconds Backoff::next() {
  const auto whole = delay_.count();
  std::uniform_int_distribution<milliseconds::rep> cut(0, whole / 2);
  delay_ = std::min(kLongestDelay, delay_ * 2);
  return milliseconds(whole - cut(random_));
}

Waiter::Waiter(milliseconds limit, Observer& observer, const Cancellation* cancellation)
    : cancellation_(cancellation),
      observer_(observer),
      start_(Clock::now()),
      limit_(limit),
      backoff_(seed_from(start_, this)) {}

milliseconds Waiter::so_far() const {
  return std::chrono::duration_cast<milliseconds>(Clock::now() - start_);
}

bool Waiter::over() const {
  return so_far() >= limit_ || (cancellation_ != nullptr && cancellation_->requested());
}

// In short naps, since a signal handler can set a flag but not wake a thread.
bool Waiter::pause() {
  if (over()) return false;
  const auto end = std::min(so_far() + backoff_.next(), limit_);
  while (so_far() < end && !over()) {
    std::this_thread::sleep_for(std::min(kLongestNap, std::max(end - so_far(), milliseconds(1))));
  }
  return true;
}

bool Waiter::wait(const Holder& holder) {
  if (over()) return false;
  observer_.waiting(so_far(), holder);
  return pause();
}

}  // namespace migc
