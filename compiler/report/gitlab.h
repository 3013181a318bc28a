// GitLab's code quality report, which it shows in merge requests.
#pragma once

#include <string>
#include <vector>

#include "compiler/report/finding.h"

namespace migc::compiler {

// One JSON array. A finding's fingerprint does not change with its line.
std::string to_gitlab(const std::vector<Finding>& findings);

}  // namespace migc::compiler
