// A folder of migrations as plain values, before anything is parsed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/source/directives.h"
#include "migc/embedded.h"

namespace migc::compiler {

struct SourceFile {
  std::string name;      // relative to the folder of the set: "0002_index.down.sql"
  std::string path;      // as shown in messages
  std::string text;      // canonical
  bool readable = true;  // false: not UTF-8, or with NUL bytes; it is not parsed
  Digest digest{};       // of the canonical text
  Digest tokens{};       // see token_digest.h
  Directives directives;
};

struct SourceMigration {
  std::string version;  // as written
  std::string name;
  SourceFile up;
  std::optional<SourceFile> down;
  Digest chain{};  // of the history up to and including this migration
};

struct SourceSet {
  Dialect dialect = Dialect::postgresql;
  std::string folder;                       // as shown in messages
  std::vector<SourceMigration> migrations;  // in order of version
};

}  // namespace migc::compiler
