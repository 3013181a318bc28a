// Whether a person looks at the output.
#pragma once

#include <cstdio>

namespace migc::compiler {

// False for a file, a pipe, and a terminal without colours (TERM=dumb).
bool shows_colours(std::FILE* stream);

}  // namespace migc::compiler
