#include "waiter.h"

#include <algorithm>
#include <thread>

namespace migc {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLongestDelay{1000};

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

Waiter::Waiter(milliseconds limit, Observer& observer)
    : observer_(observer), start_(Clock::now()), limit_(limit), backoff_(seed_from(start_, this)) {}

bool Waiter::wait(const Holder& holder) {
  const auto so_far = std::chrono::duration_cast<milliseconds>(Clock::now() - start_);
  if (so_far >= limit_) return false;
  observer_.waiting(so_far, holder);
  std::this_thread::sleep_for(std::min(backoff_.next(), limit_ - so_far));
  return true;
}

}  // namespace migc
