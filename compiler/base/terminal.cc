#include "compiler/base/terminal.h"

#include <unistd.h>

#include <cstdlib>
#include <string_view>

namespace migc::compiler {

bool shows_colours(std::FILE* stream) {
  const char* term = std::getenv("TERM");  // NOLINT(concurrency-mt-unsafe): nothing sets it
  return isatty(fileno(stream)) == 1 && term != nullptr && std::string_view(term) != "dumb";
}

}  // namespace migc::compiler
