// Why the compiler could not do its work: exit status 2. What is wrong with a
// user's migrations is a Finding (report/finding.h), not a Failure.
#pragma once

#include <string>

#include "migc/result.h"

namespace migc::compiler {

struct Failure {
  std::string message;     // lower case, names the file, no final period
  std::string help = {};   // what to do next, or empty
  std::string place = {};  // "file:line:column" of a text that is wrong, or empty
};

template <class T>
using Result = migc::Result<T, Failure>;

}  // namespace migc::compiler
