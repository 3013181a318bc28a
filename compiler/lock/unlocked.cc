#include "compiler/lock/unlocked.h"

#include <cassert>
#include <cstddef>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "compiler/lock/recipes.h"
#include "compiler/source/assemble.h"

namespace migc::compiler {
namespace {

Finding unlocked(const SourceFile& file, const std::string& version, std::string_view what,
                 std::string_view lockfile_path) {
  Finding finding =
      about_file("unlocked", file.path,
                 std::string(what) + file.name + " is not in " + std::string(lockfile_path) +
                     ": nobody would notice if it changed after it was applied",
                 "run `" + lock_command("", lockfile_path) +
                     "`, and commit the lockfile together with the file");
  finding.migration = version;
  return finding;
}

}  // namespace

std::vector<Finding> find_unlocked(const SourceSet& set, const Comparison& comparison,
                                   std::string_view lockfile_path) {
  assert(comparison.states.size() == set.migrations.size() && "a comparison of another set");
  std::unordered_set<std::string_view> reported;
  for (const Finding& finding : comparison.findings) reported.insert(finding.place.file);
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < set.migrations.size(); ++i) {
    const SourceMigration& migration = set.migrations[i];
    const MigrationState& state = comparison.states[i];
    if (reported.contains(migration.up.path)) continue;
    if (state.up == LockState::added) {
      findings.push_back(unlocked(migration.up, migration.version, "", lockfile_path));
    } else if (state.down == LockState::added) {
      findings.push_back(
          unlocked(*migration.down, migration.version, "the undo text ", lockfile_path));
    }
  }
  return findings;
}

std::vector<NotInBase> not_in_base(const SourceSet& set, const Lockfile& base) {
  std::unordered_map<std::string_view, const Digest*> held;
  for (const LockedFile& file : base.files) held.emplace(file.name, &file.digest);
  const auto lacks = [&](const SourceFile& file) {
    const auto found = held.find(file.name);
    return found == held.end() || *found->second != file.digest;
  };
  std::vector<NotInBase> result;
  for (const SourceMigration& migration : set.migrations)
    result.push_back({lacks(migration.up), migration.down && lacks(*migration.down)});
  return result;
}

}  // namespace migc::compiler
