// Waiting for a socket: the runtime's only call to the operating system beyond
// the standard library.
#pragma once

#include <chrono>

namespace migc {

// Whether there is something to read (or an end, or an error) before `limit`
// has passed.
bool wait_readable(int socket, std::chrono::milliseconds limit);

}  // namespace migc
