// How findings are printed: the formats of `migc check`, and colours.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "compiler/lint/project.h"
#include "compiler/report/text.h"

namespace migc::compiler {

struct FormatOptions {
  std::string format = "text";
  std::string color = "auto";
};

void add_format_options(CLI::App& verb, FormatOptions& options);

// Coloured when asked for, or on a terminal unless NO_COLOR is set.
Style style_of(const FormatOptions& options);

// The whole output in a format other than text.
std::string formatted(const CheckReport& report, const std::string& format);

}  // namespace migc::compiler
