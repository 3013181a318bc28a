// Calls of the runner inside a test's own process.
#pragma once

#include <gtest/gtest.h>
#include <migc/runner.h>

#include <string>
#include <utility>
#include <vector>

namespace migc::testing {

struct Called {
  int status = -1;
  std::string out;
  std::string err;
};

// `run` is called with what `main` gets.
template <class Run>
Called capture(std::vector<const char*> words, Run run) {
  words.insert(words.begin(), "shop-migrate");
  Called called;
  ::testing::internal::CaptureStdout();
  ::testing::internal::CaptureStderr();
  called.status = run(static_cast<int>(words.size()), words.data());
  called.out = ::testing::internal::GetCapturedStdout();
  called.err = ::testing::internal::GetCapturedStderr();
  return called;
}

inline Called call_runner(Database& database, const MigrationSet& set,
                          std::vector<const char*> words, Options options = {}) {
  return capture(std::move(words), [&](int argc, const char* const* argv) {
    return run(argc, argv, database, set, std::move(options));
  });
}

}  // namespace migc::testing
