// Work on independent things, on more than one thread when there are many.
#pragma once

#include <cstddef>
#include <functional>

namespace migc::compiler {

// Calls work(0) to work(count - 1), each once, in any order and from several
// threads at once. Returns when all have returned; rethrows one of what they
// threw, and then some may not have been called.
void in_parallel(std::size_t count, const std::function<void(std::size_t)>& work);

}  // namespace migc::compiler
