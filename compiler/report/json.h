// The machine-readable form, `"format": 1`: fields are added, never changed.
#pragma once

#include <string>

#include "compiler/report/check_report.h"

namespace migc::compiler {

// One JSON document, in UTF-8 whatever the names on disk are.
std::string to_json(const CheckReport& report);

}  // namespace migc::compiler
