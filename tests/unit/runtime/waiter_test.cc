#include "waiter.h"

#include <gtest/gtest.h>

namespace migc {
namespace {

using std::chrono::milliseconds;

TEST(BackoffTest, GrowsToASecondAndVaries) {
  Backoff backoff(42);
  milliseconds longest{10};
  for (int i = 0; i < 20; ++i) {
    const milliseconds delay = backoff.next();
    EXPECT_LE(delay, longest);
    EXPECT_GE(delay, longest / 2);
    longest = std::min(milliseconds(1000), longest * 2);
  }
  Backoff a(1);
  Backoff b(2);
  bool differs = false;
  for (int i = 0; i < 8; ++i) differs = a.next() != b.next() || differs;
  EXPECT_TRUE(differs) << "two replicas must not ask in step";
}

struct Counter : Observer {
  int times = 0;
  void waiting(milliseconds, const Holder&) override { ++times; }
};

TEST(WaiterTest, GivesUpAtOnceWithoutPatience) {
  Counter counter;
  Waiter waiter(milliseconds(0), counter);
  EXPECT_FALSE(waiter.wait({}));
  EXPECT_EQ(counter.times, 0);
}

TEST(WaiterTest, EndsAtItsLimit) {
  Counter counter;
  Waiter waiter(milliseconds(15), counter);
  while (waiter.wait({})) continue;
  EXPECT_GE(counter.times, 1);
  EXPECT_LE(counter.times, 15);
}

}  // namespace
}  // namespace migc
