// The forecast of a set: each statement's, and what its transaction holds while
// it runs.
#pragma once

#include <string>

#include "compiler/lint/project.h"
#include "compiler/report/forecast_report.h"

namespace migc::compiler {

// Of the migrations from the version `from` on, or of all. Requires: PostgreSQL.
ForecastReport forecast_of(const Project& project, const std::string& from);

}  // namespace migc::compiler
