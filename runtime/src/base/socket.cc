#include "base/socket.h"

#ifdef _WIN32
#include <winsock2.h>
#else
#include <poll.h>
#endif

namespace migc {

// An interrupted wait counts as one that has passed: callers ask again.
bool wait_readable(int socket, std::chrono::milliseconds limit) {
#ifdef _WIN32
  WSAPOLLFD wanted{static_cast<SOCKET>(socket), POLLRDNORM, 0};
  return WSAPoll(&wanted, 1, static_cast<int>(limit.count())) > 0;
#else
  pollfd wanted{socket, POLLIN, 0};
  return poll(&wanted, 1, static_cast<int>(limit.count())) > 0;
#endif
}

}  // namespace migc
