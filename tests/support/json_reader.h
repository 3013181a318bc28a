// What programs read is read by a program that is not ours.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "process.h"

namespace migc::testing {

// Every line is a JSON object, says Python. True where there is no Python.
inline ::testing::AssertionResult is_json_lines(const std::string& text) {
  const TemporaryDirectory directory("json");
  const std::string file = directory.path() / "lines";
  std::ofstream(file) << text;
  constexpr int no_such_program = 127;
  const std::string script =
      "import json, sys\n"
      "lines = open(sys.argv[1], encoding='utf-8', newline='\\n').readlines()\n"
      "assert lines, 'nothing was written'\n"
      "for line in lines: assert isinstance(json.loads(line), dict), line\n";
  const Ended ended =
      Process::start({.arguments = {"/usr/bin/env", "python3", "-c", script, file}}).wait();
  if (ended.status == 0 || ended.status == no_such_program) return ::testing::AssertionSuccess();
  return ::testing::AssertionFailure() << ended.output << "\nin\n" << text;
}

}  // namespace migc::testing
