// The cases of this folder: histories as text (README.md has the format).
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "compiler/source/source_set.h"

namespace migc::testing {

struct Case {
  std::string name;
  std::filesystem::path file;
  int line = 0;  // of its head
  compiler::SourceSet history;
};

std::vector<Case> read_cases(const std::filesystem::path& file);

// The files that hold cases, sorted.
std::vector<std::filesystem::path> case_files();

}  // namespace migc::testing
