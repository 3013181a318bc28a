#include "user.h"

#include <cstdlib>

namespace migc {

std::string user_of_system() {
  for (const char* const name : {"USER", "LOGNAME", "USERNAME"}) {
    const char* const user = std::getenv(name);
    if (user != nullptr && *user != '\0') return user;
  }
  return {};
}

}  // namespace migc
