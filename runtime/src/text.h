// Small text helpers for messages and SQL.
#pragma once

#include <string>
#include <string_view>

#include "migc/embedded.h"

namespace migc {

template <class... Parts>
std::string concat(const Parts&... parts) {
  std::string all;
  (all.append(std::string_view(parts)), ...);
  return all;
}

// "name" with its own quotes doubled: an identifier in both dialects.
// Requires: no NUL byte in the name.
std::string quote_identifier(std::string_view name);

// Lower-case hexadecimal, as digests are stored in the ledger.
std::string hex(const Digest& digest);

// The text with control characters made visible, so that what a server or a
// file says cannot drive a terminal.
std::string printable(std::string_view text);

// The same, but lines stay lines and tabs stay tabs.
std::string printable_lines(std::string_view text);

// "0007_add_orders"
std::string title(const Migration& migration);

}  // namespace migc
