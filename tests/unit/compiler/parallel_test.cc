#include "compiler/base/parallel.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <vector>

namespace migc::compiler {
namespace {

TEST(InParallel, CallsEachOnce) {
  for (const std::size_t count : {0U, 1U, 2U, 1000U}) {
    std::vector<int> calls(count);
    in_parallel(count, [&](std::size_t i) { ++calls[i]; });
    EXPECT_EQ(calls, std::vector<int>(count, 1));
  }
}

TEST(InParallel, MayBeUsedInside) {
  std::atomic<int> calls = 0;
  in_parallel(8, [&](std::size_t) { in_parallel(8, [&](std::size_t) { ++calls; }); });
  EXPECT_EQ(calls, 64);
}

TEST(InParallel, RethrowsWhateverThreadThrew) {
  for (const std::size_t bad : {0U, 99U}) {
    const auto work = [&](std::size_t i) {
      if (i == bad) throw std::runtime_error("no");
    };
    EXPECT_THROW(in_parallel(100, work), std::runtime_error);
  }
}

}  // namespace
}  // namespace migc::compiler
