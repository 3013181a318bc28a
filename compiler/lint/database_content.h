// The tables of the lint database, and how a project fills them. Their columns
// are documented in docs/lint-database.md.
#pragma once

#include "compiler/lint/project.h"
#include "compiler/lint/sqlite_writer.h"

namespace migc::compiler {

// PRAGMA user_version. Raised when a table changes; never given twice.
inline constexpr int kLintDatabaseFormat = 2;

// Brings the content up to that of `project`, in the transaction that is open.
// What is there about migrations that are as they were, after a history that is
// as it was, stays. Requires: an empty database, or one of this format.
void write_content(SqliteWriter& writer, const Project& project);

}  // namespace migc::compiler
