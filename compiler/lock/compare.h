// Whether a folder still holds the history that its lockfile recorded.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "compiler/lock/lockfile.h"
#include "compiler/report/finding.h"
#include "compiler/source/source_set.h"

namespace migc::compiler {

enum class LockState : std::uint8_t {
  added,   // the lockfile does not hold it: a new migration, or a new undo text
  locked,  // the lockfile holds this very text, though maybe under another name
  edited,  // the lockfile holds another text in its place
};

struct MigrationState {
  LockState up = LockState::added;
  std::optional<LockState> down;  // nothing: the migration has no undo text
  bool operator==(const MigrationState&) const = default;
};

struct Comparison {
  std::vector<MigrationState> states;  // for each migration of the set
  std::vector<Finding> findings;       // edited, removed, renamed, reordered, out-of-order
};

// An undo text that a locked migration got later is allowed: databases compare
// histories, and undo texts are not part of them. It is `added` until
// `migc lock` records it.
//
// The set may hold a version twice: the locked one of the two is told by its
// name, and that they collide is for the loader to say.
Comparison compare(const SourceSet& set, const Lockfile& lockfile, std::string_view lockfile_path);

}  // namespace migc::compiler
