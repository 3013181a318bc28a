#include "compiler/lock/rebase.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "compiler/lock/recipes.h"
#include "compiler/source/file_name.h"
#include "compiler/source/version.h"

namespace migc::compiler {
namespace {

using Names = std::vector<std::string>;

std::string listing(const Names& names) {
  constexpr std::size_t kMost = 3;
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), kMost); ++i)
    text += (i == 0 ? "" : ", ") + names[i];
  if (names.size() > kMost) text += " and " + std::to_string(names.size() - kMost) + " more";
  return text;
}

std::string with_version(const std::string& file, std::string_view old_version,
                         std::string_view version) {
  std::string name = file;
  const bool nested = name.starts_with(std::string(kRollbackFolder) + "/");
  return name.replace(nested ? kRollbackFolder.size() + 1 : 0, old_version.size(), version);
}

class Rebaser {
 public:
  Rebaser(const SourceSet& set, const Lockfile& theirs, std::string_view theirs_path)
      : theirs_(theirs), theirs_path_(theirs_path), folder_(set.folder) {
    for (const SourceMigration& migration : set.migrations) {
      add_file(migration.up);
      if (migration.down) add_file(*migration.down);
      by_name_.emplace(migration.up.name, &migration);
    }
    for (const LockedFile& file : theirs.files) their_names_.insert(file.name);
    for (const SourceMigration& migration : set.migrations)
      if (!is_theirs(migration.up.name)) mine_.push_back(&migration);
  }

  std::optional<Failure> check_theirs() const {
    Names missing;
    Names different;
    for (const LockedFile& file : theirs_.files) {
      const auto found = files_.find(file.name);
      if (found == files_.end()) {
        missing.push_back(file.name);
      } else if (found->second->digest != file.digest) {
        different.push_back(file.name);
      }
    }
    if (!missing.empty()) return lacks(missing);
    if (!different.empty()) return differs(different);
    return std::nullopt;
  }

  std::optional<Failure> check_mine(const Lockfile& mine) const {
    for (const LockedMigration& locked : migrations_of(mine)) {
      if (is_theirs(locked.up.name)) continue;
      const auto found = files_.find(locked.up.name);
      if (found == files_.end() && !texts_.contains(locked.up.digest)) return lost(locked);
      if (found != files_.end() && found->second->digest != locked.up.digest) return edited(locked);
    }
    return std::nullopt;
  }

  Rebase rebase() {
    std::vector<LockedMigration> all = migrations_of(theirs_);
    for (LockedMigration& locked : all) add_new_undo_text(locked);
    for (const SourceMigration* migration : mine_) {
      LockedMigration locked = locked_as(*migration);
      if (!all.empty() && !sorts_before(all.back().version, locked.version))
        give_version(locked, next_version(all.back().version));
      all.push_back(std::move(locked));
    }
    // New versions are higher than old ones, so going from the last to the
    // first each new name is free when its turn comes.
    std::reverse(renames_.begin(), renames_.end());
    return {std::move(renames_), make_lockfile(all, theirs_.adopted_through)};
  }

 private:
  void add_file(const SourceFile& file) {
    files_.emplace(file.name, &file);
    texts_.insert(file.digest);
  }

  bool is_theirs(const std::string& name) const { return their_names_.contains(name); }

  void add_new_undo_text(LockedMigration& locked) const {
    const SourceMigration& source = *by_name_.at(locked.up.name);
    if (!locked.down) locked.down = locked_as(source).down;
  }

  void give_version(LockedMigration& locked, const std::string& version) {
    rename(locked.up, locked.version, version);
    if (locked.down) rename(*locked.down, locked.version, version);
    locked.version = version;
  }

  void rename(LockedFile& file, const std::string& old_version, const std::string& version) {
    std::string name = with_version(file.name, old_version, version);
    renames_.push_back({file.name, name});
    file.name = std::move(name);
  }

  Failure lacks(const Names& names) const {
    return {theirs_path_ + " locks what " + folder_ + " does not hold: " + listing(names),
            "merge the other branch first, or rebase onto it, so that its files are here; then run "
            "this again"};
  }

  Failure differs(const Names& names) const {
    return {theirs_path_ + " locks another text than " + folder_ + " holds: " + listing(names),
            "keep the other branch's text under that name (`git checkout BRANCH -- FILE`), and put "
            "yours under a name of its own; then run this again"};
  }

  Failure lost(const LockedMigration& locked) const {
    return {
        locked.up.name + " is in your lockfile, but neither in " + folder_ + " nor in " +
            theirs_path_,
        "restore it, then run this again; " + remove_recipe(locked.version, lockfile_in(folder_))};
  }

  Failure edited(const LockedMigration& locked) const {
    return {locked.up.name + " was edited after you locked it",
            "restore the locked text, then run this again; " +
                amend_recipe(locked.version, lockfile_in(folder_))};
  }

  const Lockfile& theirs_;
  std::string theirs_path_;
  std::string folder_;
  std::unordered_map<std::string_view, const SourceMigration*> by_name_;
  std::unordered_map<std::string_view, const SourceFile*> files_;
  std::set<Digest> texts_;
  std::unordered_set<std::string_view> their_names_;
  std::vector<const SourceMigration*> mine_;
  std::vector<FileRename> renames_;
};

}  // namespace

Result<Rebase> rebase_onto(const SourceSet& set, const Lockfile& mine, const Lockfile& theirs,
                           std::string_view theirs_path) {
  Rebaser rebaser(set, theirs, theirs_path);
  if (auto failure = rebaser.check_theirs()) return *std::move(failure);
  if (auto failure = rebaser.check_mine(mine)) return *std::move(failure);
  return rebaser.rebase();
}

}  // namespace migc::compiler
