// What calling a function may do. Private to compiler/forecast.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/forecast/effects.h"

namespace migc::compiler {

// Whether a value is another one for each row; the worse, the greater.
enum class Varies : std::uint8_t { no, perhaps, yes };

// Of an expression that calls these.
Varies varies(const Effects& effects, const std::vector<std::string>& functions);

// A function that may touch tables makes the forecast uncertain.
void call_functions(Effects& effects, const std::vector<std::string>& functions);

}  // namespace migc::compiler
