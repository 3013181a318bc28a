// Which migration of a folder is which of a lockfile.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "compiler/lock/lockfile.h"
#include "compiler/source/source_set.h"

namespace migc::compiler {

struct Matches {
  std::vector<std::optional<std::size_t>> source_of;  // for each locked migration
  std::vector<std::optional<std::size_t>> locked_of;  // for each migration of the set
};

// Pairs by file name; what is left by text, a text under its old version
// first; what is left then by version. Both sides must be in order of version.
Matches match(const SourceSet& set, std::span<const LockedMigration> locked);

}  // namespace migc::compiler
