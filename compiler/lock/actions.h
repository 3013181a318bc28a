// The changes that `migc lock` makes to a lockfile, over values: reading,
// asking and writing are for the caller. Rebasing is lock/rebase.h.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/failure.h"
#include "compiler/lock/lockfile.h"
#include "compiler/report/finding.h"
#include "compiler/source/source_set.h"
#include "migc/result.h"

namespace migc::compiler {

// The lockfile with what is new in the folder, undo texts included. Where the
// folder disagrees with the lockfile, or holds a version twice, those findings
// come back instead. Whether the new migrations pass the rules is for the caller to know.
migc::Result<Lockfile, std::vector<Finding>> take_new(const SourceSet& set,
                                                      const Lockfile& lockfile,
                                                      std::string_view lockfile_path);

// All that is there, as history. Fails when there is a lockfile, nothing to adopt,
// or a version twice.
Result<Lockfile> adopt(const SourceSet& set, bool has_lockfile);

struct LockChange {
  Lockfile lockfile;    // unchanged when there was nothing to do
  std::string message;  // what was done, for the user: never empty
};

// Takes a locked migration as it is in the folder now: its text, its name, its
// undo text. Follows a migration that got another version, as long as the
// order of the locked ones does not change. `version` is as the user wrote it.
Result<LockChange> amend(const SourceSet& set, const Lockfile& lockfile, std::string_view version);

// Forgets a locked migration, whose file must be gone from the folder.
Result<LockChange> remove_locked(const SourceSet& set, const Lockfile& lockfile,
                                 std::string_view version);

}  // namespace migc::compiler
