#include "compiler/lock/actions.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <utility>

#include "compiler/base/digest.h"
#include "compiler/base/utf8.h"
#include "compiler/lock/compare.h"
#include "compiler/lock/match.h"
#include "compiler/lock/recipes.h"
#include "compiler/source/assemble.h"
#include "compiler/source/version.h"

namespace migc::compiler {
namespace {

using Migrations = std::vector<LockedMigration>;

Migrations all_of(const SourceSet& set) {
  Migrations all;
  for (const SourceMigration& migration : set.migrations) all.push_back(locked_as(migration));
  return all;
}

const SourceMigration* find_source(const SourceSet& set, std::string_view version) {
  const auto found = std::find_if(
      set.migrations.begin(), set.migrations.end(),
      [&](const SourceMigration& migration) { return same_version(migration.version, version); });
  return found == set.migrations.end() ? nullptr : &*found;
}

// A migration whose version an earlier one has as well.
const SourceMigration* find_duplicate(const SourceSet& set) {
  const auto found = std::adjacent_find(set.migrations.begin(), set.migrations.end(),
                                        [](const SourceMigration& a, const SourceMigration& b) {
                                          return same_version(a.version, b.version);
                                        });
  return found == set.migrations.end() ? nullptr : &*std::next(found);
}

Failure no_version(std::string_view text, const std::string& option) {
  const std::string_view digits =
      text.substr(0, std::min(text.find_first_not_of("0123456789"), text.size()));
  return {"\"" + printable(text) + "\" is not the version of a migration",
          "write the digits that its file name begins with: `migc lock --" + option + " " +
              (digits.empty() ? "0007" : std::string(digits)) + "`"};
}

Failure not_locked(const SourceSet& set, const Migrations& locked, std::string_view version) {
  if (const SourceMigration* source = find_source(set, version))
    return {source->up.name + " is not locked: there is nothing to take back",
            "`" + lock_command("", lockfile_in(set.folder)) + "` takes it as it is"};
  return {"version " + std::string(version) + " is neither locked nor in the folder",
          locked.empty() ? "the lockfile holds no migration"
                         : "the last locked one is " + locked.back().up.name};
}

Result<std::size_t> find_locked(const SourceSet& set, const Migrations& locked,
                                std::string_view version, const std::string& option) {
  if (version.empty() || version.find_first_not_of("0123456789") != std::string_view::npos)
    return no_version(version, option);
  const auto found = std::find_if(
      locked.begin(), locked.end(),
      [&](const LockedMigration& migration) { return same_version(migration.version, version); });
  if (found == locked.end()) return not_locked(set, locked, version);
  return static_cast<std::size_t>(found - locked.begin());
}

// The other of two files that claim the version of a locked migration, when
// neither has its name.
const SourceMigration* rival_of(const SourceSet& set, const SourceMigration& source,
                                const LockedMigration& locked) {
  if (source.up.name == locked.up.name) return nullptr;
  const auto found =
      std::find_if(set.migrations.begin(), set.migrations.end(), [&](const SourceMigration& other) {
        return &other != &source && same_version(other.version, locked.version);
      });
  return found == set.migrations.end() ? nullptr : &*found;
}

bool fits_between_neighbours(const Migrations& locked, std::size_t at) {
  const std::string& version = locked[at].version;
  if (at > 0 && !sorts_before(locked[at - 1].version, version)) return false;
  return at + 1 == locked.size() || sorts_before(version, locked[at + 1].version);
}

bool same_history(const LockedMigration& a, const LockedMigration& b) {
  return a.up.name == b.up.name && a.up.digest == b.up.digest;
}

std::string amended(const LockedMigration& before, const LockedMigration& after) {
  if (same_history(before, after)) {
    if (before.down == after.down && before.up == after.up)
      return before.up.name + " is as it was locked: there is nothing to amend";
    return before.up.name +
           ": took its undo text as it is now; databases do not compare undo texts";
  }
  std::string message = before.up.name + ": took ";
  if (before.up.name != after.up.name) message += "the name " + after.up.name + " and ";
  message += before.up.digest == after.up.digest ? "its text, which did not change"
                                                 : "the text sha256:" + to_hex(after.up.digest) +
                                                       " for sha256:" + to_hex(before.up.digest);
  return message + "; " + std::string(kReportedAsEdited);
}

}  // namespace

migc::Result<Lockfile, std::vector<Finding>> take_new(const SourceSet& set,
                                                      const Lockfile& lockfile,
                                                      std::string_view lockfile_path) {
  Comparison comparison = compare(set, lockfile, lockfile_path);
  if (const SourceMigration* second = find_duplicate(set)) {
    comparison.findings.push_back(about_file("duplicate-version", second->up.path,
                                             "version " + second->version + " is taken twice",
                                             merge_recipe(lockfile_path)));
    comparison.findings.back().migration = second->version;
  }
  if (!comparison.findings.empty()) return std::move(comparison.findings);
  return make_lockfile(all_of(set), lockfile.adopted_through);
}

Result<Lockfile> adopt(const SourceSet& set, bool has_lockfile) {
  if (has_lockfile)
    return Failure{
        "there is a lockfile already: to adopt the folder would take every edit since "
        "then as history",
        "`" + lock_command("", lockfile_in(set.folder)) +
            "` takes what is new; to amend one "
            "migration, `" +
            lock_command("--amend VERSION", lockfile_in(set.folder)) +
            "`; to start over, delete the lockfile first"};
  if (set.migrations.empty())
    return Failure{"there is no migration to adopt in " + set.folder,
                   "name the first one 0001_NAME.sql"};
  if (const SourceMigration* second = find_duplicate(set))
    return Failure{"version " + second->version + " is taken twice in " + set.folder,
                   "give " + second->up.name + " a version of its own"};
  return make_lockfile(all_of(set), set.migrations.back().version);
}

Result<LockChange> amend(const SourceSet& set, const Lockfile& lockfile, std::string_view version) {
  Migrations locked = migrations_of(lockfile);
  const auto found = find_locked(set, locked, version, "amend");
  if (!found) return found.error();
  const std::size_t at = found.value();
  const LockedMigration before = locked[at];
  const auto index = match(set, locked).source_of[at];
  if (!index)
    return Failure{before.up.name + " is not in the folder: there is no text to take",
                   "restore it; " + remove_recipe(before.version, lockfile_in(set.folder))};
  const SourceMigration& source = set.migrations[*index];
  if (const SourceMigration* rival = rival_of(set, source, before))
    return Failure{"which file takes the place of " + before.up.name +
                       " is not clear: " + source.up.name + " or " + rival->up.name,
                   "give one of them a later version, then run this again"};
  locked[at] = locked_as(source);
  if (!fits_between_neighbours(locked, at))
    return Failure{before.up.name + " is now " + source.up.name +
                       ": to amend it would change the order of what is locked",
                   "name it " + before.up.name + " again; " +
                       remove_recipe(before.version, lockfile_in(set.folder)) + ", then `" +
                       lock_command("", lockfile_in(set.folder)) + "`"};
  auto adopted = lockfile.adopted_through;
  if (adopted && same_version(*adopted, before.version)) adopted = locked[at].version;
  return LockChange{make_lockfile(locked, std::move(adopted)), amended(before, locked[at])};
}

Result<LockChange> remove_locked(const SourceSet& set, const Lockfile& lockfile,
                                 std::string_view version) {
  Migrations locked = migrations_of(lockfile);
  const auto found = find_locked(set, locked, version, "remove");
  if (!found) return found.error();
  const auto at = static_cast<std::ptrdiff_t>(found.value());
  const LockedMigration removed = locked[found.value()];
  if (const SourceMigration* source = find_source(set, removed.version))
    return Failure{source->up.name + " is still in the folder: without its line it would be new",
                   "delete the file first, or run `" +
                       lock_command("--amend " + removed.version, lockfile_in(set.folder)) +
                       "` to take it as it is now"};
  std::optional<std::string> adopted = lockfile.adopted_through;
  if (adopted && same_version(*adopted, removed.version)) {
    adopted.reset();
    if (at > 0) adopted = locked[found.value() - 1].version;
  }
  locked.erase(locked.begin() + at);
  return LockChange{make_lockfile(locked, std::move(adopted)),
                    "forgot " + removed.up.name + "; " + std::string(kReportedAsUnknown)};
}

}  // namespace migc::compiler
