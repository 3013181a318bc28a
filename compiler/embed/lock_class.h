// Lock classes as C++. Private to compiler/embed.
#pragma once

#include <string>

#include "migc/embedded.h"

namespace migc::compiler {

// `migc::LockClass::writers`.
std::string to_initializer(LockClass locks);

}  // namespace migc::compiler
