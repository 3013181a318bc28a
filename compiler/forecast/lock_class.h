// A forecast in one word, for a runner that knows no SQL.
#pragma once

#include <cstddef>

#include "compiler/forecast/forecast.h"
#include "migc/embedded.h"

namespace migc::compiler {

// Whom the statement keeps waiting among those who use what was there before
// the migration of that index. Requires: `forecast` is that of `statement`.
LockClass lock_class(const Statement& statement, const Forecast& forecast, std::size_t migration);

}  // namespace migc::compiler
