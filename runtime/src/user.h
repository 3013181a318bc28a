// Who started this program, for a database that does not know its users.
#pragma once

#include <string>

namespace migc {

// As the environment says; empty when it does not.
std::string user_of_system();

}  // namespace migc
