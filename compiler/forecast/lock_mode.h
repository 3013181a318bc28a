// PostgreSQL's table-level lock modes, and what each makes others wait for.
#pragma once

#include <cstdint>
#include <string_view>

namespace migc::compiler {

// In the server's own order and with its numbers.
enum class LockMode : std::uint8_t {
  none,
  access_share,
  row_share,
  row_exclusive,
  share_update_exclusive,
  share,
  share_row_exclusive,
  exclusive,
  access_exclusive
};

// As pg_locks prints it: "AccessExclusiveLock".
std::string_view server_name(LockMode mode);

// As LOCK TABLE takes it: "ACCESS EXCLUSIVE".
std::string_view sql_name(LockMode mode);

// Whether SELECT waits; whether INSERT, UPDATE and DELETE wait.
constexpr bool blocks_reads(LockMode mode) {
  return mode == LockMode::access_exclusive;
}
constexpr bool blocks_writes(LockMode mode) {
  return mode >= LockMode::share;
}

}  // namespace migc::compiler
