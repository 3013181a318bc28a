// What verbs say on standard output and standard error.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

#include "compiler/base/failure.h"
#include "compiler/lint/project.h"
#include "compiler/report/text.h"

namespace migc::compiler {

inline constexpr int kClean = 0;
inline constexpr int kFindings = 1;
inline constexpr int kCouldNotCheck = 2;

// Fails when the stream does not take it (a full disk, a closed pipe).
bool print(std::FILE* stream, std::string_view text);

// "migc: error: …" and its help, on standard error. Returns kCouldNotCheck.
int report(const Failure& failure);

// The findings as text, then the summary. Returns the exit status.
int report(std::FILE* stream, const Project& project, Style style = Style::plain);

int status_of(const std::vector<Finding>& findings);

// Writes the lint database when `path` is not empty; a failure is a warning.
void update_lint_database(const std::string& path, const Project& project);

}  // namespace migc::compiler
