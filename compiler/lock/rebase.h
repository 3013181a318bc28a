// `migc lock --rebase-onto FILE`: after a merge, puts one's own migrations
// behind those of the other branch.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/failure.h"
#include "compiler/lock/lockfile.h"
#include "compiler/source/source_set.h"

namespace migc::compiler {

struct FileRename {
  std::string from;  // names relative to the folder of the set
  std::string to;
  bool operator==(const FileRename&) const = default;
};

struct Rebase {
  // To be carried out in this order: then no file is in the way of another.
  std::vector<FileRename> renames;
  Lockfile lockfile;  // of the folder after that
};

// `set` is all that the folder holds once the other branch is merged into it;
// it may hold a version more than once. `theirs` is the lockfile of the other
// branch, `theirs_path` says where it came from. `mine` is the own lockfile as
// it was before the merge; where that is lost in a conflict, an empty one: it
// only serves to notice own migrations that were lost or edited.
//
// The lines of `theirs` stay. All else in the set is mine: it keeps its order,
// and whatever does not sort behind the one before it gets the next version.
// Fails when the folder does not hold what `theirs` locks.
Result<Rebase> rebase_onto(const SourceSet& set, const Lockfile& mine, const Lockfile& theirs,
                           std::string_view theirs_path);

}  // namespace migc::compiler
