// Probes as C++. Private to compiler/embed.
#pragma once

#include <string>

#include "compiler/sql/probe.h"

namespace migc::compiler {

// `{migc::Effect::build_index, "", "orders", "", "orders_status"}`.
std::string to_initializer(const StatementProbe& probe);

}  // namespace migc::compiler
