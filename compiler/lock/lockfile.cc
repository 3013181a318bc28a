#include "compiler/lock/lockfile.h"

#include <cassert>
#include <utility>

#include "compiler/base/digest.h"
#include "compiler/source/file_name.h"

namespace migc::compiler {
namespace {

LockedFile locked_file(const SourceFile& file) {
  return {file.name, file.digest, file.tokens};
}

}  // namespace

std::string to_line(const LockedFile& file) {
  return "sha256:" + to_hex(file.digest) + " tokens:" + to_hex(file.tokens) + " " + file.name;
}

std::string to_text(const Lockfile& lockfile) {
  std::string text = "# migrations.lock, format ";
  text += kLockfileFormat;
  text += ". Written by `migc lock`. A merge conflict here is intended: order matters.\n";
  for (const LockedFile& file : lockfile.files) text += to_line(file) + "\n";
  if (lockfile.adopted_through) text += "adopted-through " + *lockfile.adopted_through + "\n";
  text += "head sha256:" + to_hex(lockfile.head) + "\n";
  return text;
}

std::vector<LockedMigration> migrations_of(const Lockfile& lockfile) {
  constexpr std::size_t kFirstLine = 2;
  std::vector<LockedMigration> migrations;
  for (std::size_t i = 0; i < lockfile.files.size(); ++i) {
    const LockedFile& file = lockfile.files[i];
    auto parsed = parse_file_name(file.name);
    assert(parsed && "a lockfile with a name outside the grammar");
    if (!parsed->down) {
      migrations.push_back({std::move(parsed->version), std::move(parsed->name), file, std::nullopt,
                            i + kFirstLine});
    } else {
      assert(!migrations.empty() && "an undo text without its migration");
      migrations.back().down = file;
    }
  }
  return migrations;
}

LockedMigration locked_as(const SourceMigration& migration) {
  LockedMigration locked{migration.version, migration.name, locked_file(migration.up), {}, 0};
  if (migration.down) locked.down = locked_file(*migration.down);
  return locked;
}

Lockfile make_lockfile(std::span<const LockedMigration> migrations,
                       std::optional<std::string> adopted_through) {
  Lockfile lockfile;
  lockfile.adopted_through = std::move(adopted_through);
  for (const LockedMigration& migration : migrations) {
    lockfile.files.push_back(migration.up);
    if (migration.down) lockfile.files.push_back(*migration.down);
    lockfile.head = chain(lockfile.head, migration.version, migration.name, migration.up.digest);
  }
  return lockfile;
}

}  // namespace migc::compiler
