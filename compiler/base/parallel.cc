#include "compiler/base/parallel.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <system_error>
#include <thread>
#include <vector>

namespace migc::compiler {
namespace {

// A build runs other compilers at the same time.
constexpr std::size_t kMostThreads = 4;

std::size_t most_threads() {
  static const std::size_t cores = std::thread::hardware_concurrency();
  return std::clamp(cores, std::size_t{1}, kMostThreads);
}

}  // namespace

void in_parallel(std::size_t count, const std::function<void(std::size_t)>& work) {
  std::atomic<std::size_t> next = 0;
  const auto take_turns = [&] {
    for (std::size_t i = next++; i < count; i = next++) work(i);
  };
  std::vector<std::future<void>> others;
  try {
    while (others.size() + 1 < std::min(count, most_threads()))
      others.push_back(std::async(std::launch::async, take_turns));
  } catch (const std::system_error&) {  // no more threads: those that there are do it
  }
  take_turns();
  for (std::future<void>& other : others) other.get();
}

}  // namespace migc::compiler
