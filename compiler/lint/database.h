// The lint database: what the compiler knows about a set, for people and
// reports to query with SQL. It can be deleted at any time.
#pragma once

#include <string>

#include "compiler/base/failure.h"
#include "compiler/lint/project.h"

namespace migc::compiler {

// Replaces the content by that of `project`, in one transaction. A lint database
// of another format, or a damaged one, is made anew; any other file that is in
// the way is left alone, and is a failure. Two builds may do it at once: one
// waits. A failure leaves the file as it was or absent.
Result<void> write_lint_database(const std::string& path, const Project& project);

}  // namespace migc::compiler
