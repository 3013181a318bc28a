// A migration after parsing: what is linted and embedded.
#pragma once

#include <optional>
#include <vector>

#include "compiler/source/source_set.h"
#include "compiler/sql/script.h"

namespace migc::compiler {

struct ParsedMigration {
  const SourceMigration* source = nullptr;  // borrowed from the SourceSet
  Script up;
  std::optional<Script> down;
};

// Parses every file of the set, in order. SQLite statements are executed by the
// engine in memory; one that it refuses becomes Unparsed.
std::vector<ParsedMigration> parse_set(const SourceSet& set);

}  // namespace migc::compiler
