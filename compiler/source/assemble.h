// Names and texts -> SourceSet: everything about a folder but reading it.
#pragma once

#include <string>
#include <vector>

#include "compiler/report/finding.h"
#include "compiler/source/source_set.h"

namespace migc::compiler {

struct NamedText {
  std::string name;   // relative to the folder: "rollback/0002_index.sql"
  std::string bytes;  // as on disk
};

struct AssembledSet {
  SourceSet set;
  std::vector<Finding> findings;  // file names, duplicates, encoding, directives
};

// What follows no known form is a finding, never silence. A version that is
// taken twice stays in the set, with a finding: `migc lock --rebase-onto` needs
// to see both. `folder` is as shown in messages.
AssembledSet assemble_set(const std::string& folder, Dialect dialect, std::vector<NamedText> texts);

// The path of a file of the set as messages show it.
std::string shown_path(const std::string& folder, const std::string& name);

// Sets the chain of every migration from the order and the digests.
void compute_chains(SourceSet& set);

// A finding about a file as a whole.
Finding about_file(std::string rule, const std::string& path, std::string message,
                   std::string help);

}  // namespace migc::compiler
