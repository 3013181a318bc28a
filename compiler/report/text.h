// Findings as a compiler prints them, so that every editor and CI links them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/report/finding.h"

namespace migc::compiler {

enum class Style : std::uint8_t { plain, coloured };

// `file:line:column: severity: message [rule]`, the source line with carets,
// then `help:` and `note:` lines. Suppressed findings are left out. Control
// characters are escaped.
std::string to_text(const std::vector<Finding>& findings, Style style = Style::plain);

// "2 errors, 1 warning, 3 suppressed"; empty when there is nothing to say.
std::string to_text(const Summary& summary);

}  // namespace migc::compiler
