#include "compiler/embed/lock_class.h"

namespace migc::compiler {

std::string to_initializer(LockClass locks) {
  switch (locks) {
    case LockClass::unknown:
      break;
    case LockClass::none:
      return "migc::LockClass::none";
    case LockClass::nonblocking:
      return "migc::LockClass::nonblocking";
    case LockClass::same_rows:
      return "migc::LockClass::same_rows";
    case LockClass::writers:
      return "migc::LockClass::writers";
    case LockClass::everyone:
      return "migc::LockClass::everyone";
  }
  return "migc::LockClass::unknown";
}

}  // namespace migc::compiler
