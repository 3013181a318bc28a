// SHA-256 and its text form.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "migc/embedded.h"

namespace migc::compiler {

Digest sha256(std::string_view bytes);

// 64 lower-case hexadecimal digits.
std::string to_hex(const Digest& digest);
std::optional<Digest> digest_from_hex(std::string_view hex);

// The history up to and including one migration: SHA-256 over the previous
// chain (32 bytes; zeros first) and, for version, name and digest each, its
// length as a big-endian u32 and its bytes. Equal chains mean equal histories.
// Persisted: never change.
Digest chain(const Digest& previous, std::string_view version, std::string_view name,
             const Digest& digest);

}  // namespace migc::compiler
