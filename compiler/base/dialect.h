// The names of the dialects, as options, reports and generated code have them.
#pragma once

#include <string_view>

#include "migc/embedded.h"

namespace migc::compiler {

constexpr std::string_view name_of(Dialect dialect) {
  return dialect == Dialect::sqlite ? "sqlite" : "postgresql";
}

}  // namespace migc::compiler
