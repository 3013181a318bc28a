#include "compiler/forecast/lock_mode.h"

#include <array>
#include <cstddef>

namespace migc::compiler {
namespace {

struct Names {
  std::string_view server;
  std::string_view sql;
};

constexpr std::array<Names, 9> kNames = {{{"", ""},
                                          {"AccessShareLock", "ACCESS SHARE"},
                                          {"RowShareLock", "ROW SHARE"},
                                          {"RowExclusiveLock", "ROW EXCLUSIVE"},
                                          {"ShareUpdateExclusiveLock", "SHARE UPDATE EXCLUSIVE"},
                                          {"ShareLock", "SHARE"},
                                          {"ShareRowExclusiveLock", "SHARE ROW EXCLUSIVE"},
                                          {"ExclusiveLock", "EXCLUSIVE"},
                                          {"AccessExclusiveLock", "ACCESS EXCLUSIVE"}}};

}  // namespace

std::string_view server_name(LockMode mode) {
  return kNames[static_cast<std::size_t>(mode)].server;
}

std::string_view sql_name(LockMode mode) {
  return kNames[static_cast<std::size_t>(mode)].sql;
}

}  // namespace migc::compiler
