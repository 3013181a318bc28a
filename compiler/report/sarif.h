// SARIF 2.1.0, which GitHub code scanning and editors read. A rule brings its
// documentation along.
#pragma once

#include <string>

#include "compiler/report/check_report.h"

namespace migc::compiler {

// One JSON document. Columns count code points, paths are percent-encoded.
std::string to_sarif(const CheckReport& report);

}  // namespace migc::compiler
