// What the next migration of a set is called, and what its files begin with.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "compiler/base/failure.h"
#include "compiler/lock/lockfile.h"
#include "compiler/source/source_set.h"

namespace migc::compiler {

struct NewMigration {
  std::string up_name;  // relative to the folder of the set
  std::string up_text;
  std::string down_name;
  std::string down_text;
};

// Its version comes after the highest of the folder and the lockfile, its name
// is in the style of the last one. `now` is the time as YYYYMMDDHHMMSS, for a
// set whose versions are times. Fails when `name` makes no file name.
Result<NewMigration> new_migration(const SourceSet& set, const std::optional<Lockfile>& lockfile,
                                   std::string_view name, std::string_view now);

}  // namespace migc::compiler
