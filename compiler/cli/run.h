// The command line as a function, so that main has nothing to test.
#pragma once

namespace migc::compiler {

// Returns the exit status: 0 clean, 1 findings, 2 could not check.
int run(int argc, const char* const* argv);

}  // namespace migc::compiler
