// JUnit's XML, which every CI system shows: one test case per file.
#pragma once

#include <string>

#include "compiler/report/check_report.h"

namespace migc::compiler {

// A file fails when it has a finding at error level.
std::string to_junit(const CheckReport& report);

}  // namespace migc::compiler
