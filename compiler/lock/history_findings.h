// What is said about each way in which a folder can disagree with its
// lockfile. That it does is found out by lock/compare.h.
#pragma once

#include <string_view>

#include "compiler/lock/lockfile.h"
#include "compiler/report/finding.h"
#include "compiler/source/source_set.h"

namespace migc::compiler {

// A migration of the folder, what the lockfile holds for it, and the path of
// the lockfile. Borrows all three.
struct LockedPair {
  const SourceMigration& source;
  const LockedMigration& locked;
  std::string_view lockfile_path;
};

Finding removed_finding(const LockedMigration& locked, std::string_view lockfile_path);
Finding edited_finding(const LockedPair& pair);
Finding renamed_finding(const LockedPair& pair);

// Another migration, with another text, has the version of the locked one.
Finding replaced_finding(const LockedPair& pair);

// `neighbour` is a locked migration, under its name in the folder, that the
// migration of the pair now applies after, or else before.
Finding reordered_finding(const LockedPair& pair, std::string_view neighbour, bool now_after);

// Requires: the lockfile holds an undo text and the folder does not.
Finding removed_down_finding(const LockedMigration& locked, std::string_view lockfile_path);

// Require: both hold an undo text.
Finding edited_down_finding(const LockedPair& pair);
Finding renamed_down_finding(const LockedPair& pair);

// `behind` is the locked migration that a new one sorts before, `version` a
// later one that is free.
Finding out_of_order_finding(const SourceMigration& source, std::string_view behind,
                             std::string_view version, std::string_view lockfile_path);

}  // namespace migc::compiler
