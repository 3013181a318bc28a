// The grammar of migration file names: `0007_add_orders.sql`, with its undo
// text in `0007_add_orders.down.sql` or `rollback/0007_add_orders.sql`.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace migc::compiler {

inline constexpr std::string_view kRollbackFolder = "rollback";

struct FileName {
  std::string version;  // digits, as written
  std::string name;
  bool down = false;
  bool operator==(const FileName&) const = default;
};

// `path` is relative to the folder of the set. Nothing when it does not follow
// the grammar: digits, `_`, a name of printable characters, `.sql` or
// `.down.sql`; in `rollback/` the ending is `.sql` alone.
std::optional<FileName> parse_file_name(std::string_view path);

}  // namespace migc::compiler
