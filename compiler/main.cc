// migc, the migration compiler for C++.
#include <cstdio>
#include <exception>

#include "compiler/cli/run.h"

int main(int argc, char** argv) {
  try {
    return migc::compiler::run(argc, argv);
  } catch (const std::exception& problem) {
    // Out of memory, or a mistake of ours: nothing that a user wrote gets here.
    std::fprintf(stderr, "migc: error: %s\n", problem.what());
    return 2;
  }
}
