// Workflow commands, which GitHub Actions shows as annotations in the diff.
#pragma once

#include <string>
#include <vector>

#include "compiler/report/finding.h"

namespace migc::compiler {

// One line per finding that is not suppressed.
std::string to_github(const std::vector<Finding>& findings);

}  // namespace migc::compiler
