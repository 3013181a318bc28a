// One call of the runner: what was asked, of which database and set, and how
// to answer.
#pragma once

#include <string>
#include <string_view>

#include "migc/database.h"
#include "migc/embedded.h"
#include "migc/error.h"
#include "migc/migrator.h"
#include "runner/arguments.h"

namespace migc::runner {

inline constexpr int kDone = 0;
inline constexpr int kUsage = 2;
inline constexpr int kPending = 3;
inline constexpr int kDiffers = 4;

struct Call {
  const Arguments& arguments;
  const MigrationSet& set;
  Options options;
  bool json = false;
  bool log = false;              // JSON lines instead of progress
  Database* database = nullptr;  // null for a verb that needs none

  Migrator migrator() const { return {*database, set, options}; }
};

void print(std::string_view text);

// At once: a deploy log is read while it grows.
void print_line(std::string_view line);
void complain(std::string_view line);  // to stderr

// Prints the error, to stderr or as JSON to stdout. Returns the exit status.
int report(const Call& call, const Error& error);

int misused(const Call& call, std::string_view complaint);

}  // namespace migc::runner
