// Folder -> SourceSet.
#pragma once

#include <string>
#include <vector>

#include "compiler/base/failure.h"
#include "compiler/report/finding.h"
#include "compiler/source/source_set.h"

namespace migc::compiler {

struct LoadedSet {
  SourceSet set;
  std::vector<Finding> findings;    // file names, duplicates, encoding, emptiness, directives
  std::vector<std::string> inputs;  // every file and folder that was looked at
};

// Reads the folder and its `rollback/`, not deeper. What follows no known form
// is a finding, never silence; only hidden files and names that do not end in
// `.sql` are passed over. Fails when the folder or a file cannot be read.
Result<LoadedSet> load_folder(const std::string& folder, Dialect dialect);

}  // namespace migc::compiler
