// What `migrations.lock` says, and its text form. lock/parse.h reads it.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/source_set.h"
#include "migc/embedded.h"

namespace migc::compiler {

inline constexpr std::string_view kLockfileFormat = "1";  // Persisted: do not renumber.

struct LockedFile {
  std::string name;  // relative to the folder of the set, as SourceFile::name
  Digest digest{};
  Digest tokens{};
  bool operator==(const LockedFile&) const = default;
};

// As parse_lockfile, make_lockfile and the actions give it, a Lockfile is
// sound: every name follows the file grammar, versions ascend, the line of an
// undo text follows that of its migration, and the head is the chain of the
// migrations. Everything that takes a Lockfile requires that.
struct Lockfile {
  std::vector<LockedFile> files;
  std::optional<std::string> adopted_through;  // a version that `files` holds
  Digest head{};                               // undo texts and `tokens` are not part of it
  bool operator==(const Lockfile&) const = default;
};

// One migration of a lockfile with its undo text.
struct LockedMigration {
  std::string version;  // as written
  std::string name;
  LockedFile up;
  std::optional<LockedFile> down;
  std::size_t line = 0;  // of `up` in the text of the lockfile; that of `down` is the next
};

std::string to_text(const Lockfile& lockfile);

// The line of one file, without its line end.
std::string to_line(const LockedFile& file);

// Where the name begins in to_line.
inline constexpr std::size_t kNameColumn = 145;

std::vector<LockedMigration> migrations_of(const Lockfile& lockfile);

// What the lockfile will say of a migration.
LockedMigration locked_as(const SourceMigration& migration);

// Requires: versions ascend.
Lockfile make_lockfile(std::span<const LockedMigration> migrations,
                       std::optional<std::string> adopted_through);

}  // namespace migc::compiler
