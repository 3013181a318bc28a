// The verbs of the command line. Each adds itself to the application and, when
// it is chosen, sets `status`: 0 clean, 1 findings, 2 could not check.
#pragma once

#include <CLI/CLI.hpp>

namespace migc::compiler {

void add_check(CLI::App& app, int& status);
void add_lock(CLI::App& app, int& status);
void add_build(CLI::App& app, int& status);
void add_explain(CLI::App& app, int& status);
void add_rules(CLI::App& app, int& status);
void add_forecast(CLI::App& app, int& status);
void add_schema(CLI::App& app, int& status);
void add_new(CLI::App& app, int& status);

}  // namespace migc::compiler
