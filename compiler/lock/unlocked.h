// What a folder holds beyond a lockfile.
#pragma once

#include <string_view>
#include <vector>

#include "compiler/lock/compare.h"
#include "compiler/lock/lockfile.h"
#include "compiler/report/finding.h"
#include "compiler/source/source_set.h"

namespace migc::compiler {

// A finding of the rule `unlocked` for each new migration, and for each new
// undo text of a locked one: for builds that must not need a new lockfile.
// `comparison` is of the same set; what it reports already is left out.
std::vector<Finding> find_unlocked(const SourceSet& set, const Comparison& comparison,
                                   std::string_view lockfile_path);

// What the lockfile of another branch does not hold, by name and text.
struct NotInBase {
  bool up = false;
  bool down = false;  // false also when there is no undo text
  bool operator==(const NotInBase&) const = default;
};

// For each migration of the set: what a change adds to the branch whose
// lockfile is `base`, whatever the lockfile of the change itself says.
std::vector<NotInBase> not_in_base(const SourceSet& set, const Lockfile& base);

}  // namespace migc::compiler
