#include "compiler/lock/compare.h"

#include <algorithm>
#include <string>
#include <utility>

#include "compiler/lock/history_findings.h"
#include "compiler/lock/match.h"
#include "compiler/source/version.h"

namespace migc::compiler {
namespace {

using Index = std::optional<std::size_t>;

LockState state_of(const SourceFile& file, const LockedFile& locked) {
  return file.digest == locked.digest ? LockState::locked : LockState::edited;
}

class Comparer {
 public:
  Comparer(const SourceSet& set, const Lockfile& lockfile, std::string_view lockfile_path)
      : sources_(set.migrations),
        locked_(migrations_of(lockfile)),
        matches_(match(set, locked_)),
        lockfile_path_(lockfile_path) {}

  Comparison compare() {
    set_states();
    find_jumps();
    for (std::size_t i = 0; i < locked_.size(); ++i) check_locked(i);
    check_order_of_added();
    return std::move(out_);
  }

 private:
  void set_states() {
    for (std::size_t i = 0; i < sources_.size(); ++i) {
      const SourceMigration& source = sources_[i];
      MigrationState state;
      if (source.down) state.down = LockState::added;
      if (const Index at = matches_.locked_of[i]) {
        const LockedMigration& locked = locked_[*at];
        state.up = state_of(source.up, locked.up);
        if (source.down && locked.down) state.down = state_of(*source.down, *locked.down);
      }
      out_.states.push_back(state);
    }
  }

  // Order can only change through new names, so that it is enough to look at
  // the farthest neighbour on either side.
  void find_jumps() {
    now_before_.resize(locked_.size());
    now_after_.resize(locked_.size());
    Index last;
    for (std::size_t i = 0; i < locked_.size(); ++i) {
      const Index source = matches_.source_of[i];
      if (source && last && *last > *source) now_before_[i] = last;
      if (source && (!last || *last < *source)) last = source;
    }
    last_found_ = last;
    Index first;
    for (std::size_t i = locked_.size(); i-- > 0;) {
      const Index source = matches_.source_of[i];
      if (source && first && *first < *source) now_after_[i] = first;
      if (source && (!first || *first > *source)) first = source;
    }
  }

  void check_locked(std::size_t i) {
    const LockedMigration& locked = locked_[i];
    if (!matches_.source_of[i]) return add(removed_finding(locked, lockfile_path_));
    const LockedPair pair{sources_[*matches_.source_of[i]], locked, lockfile_path_};
    const bool same_name = pair.source.up.name == locked.up.name;
    const bool same_text = pair.source.up.digest == locked.up.digest;
    if (!same_name && !same_text) return add(replaced_finding(pair));
    if (!same_text) add(edited_finding(pair));
    if (!same_name) add_renamed_or_reordered(i, pair);
    check_down(pair, same_name);
  }

  void add_renamed_or_reordered(std::size_t i, const LockedPair& pair) {
    const bool kept_version = same_version(pair.source.version, pair.locked.version);
    if (kept_version || (!now_after_[i] && !now_before_[i])) return add(renamed_finding(pair));
    const bool now_after = now_after_[i].has_value();
    const std::size_t neighbour = now_after ? *now_after_[i] : *now_before_[i];
    add(reordered_finding(pair, sources_[neighbour].up.name, now_after));
  }

  // Where the migration has another name, its undo text must have one too.
  void check_down(const LockedPair& pair, bool same_name) {
    const auto& source = pair.source.down;
    const auto& locked = pair.locked.down;
    if (!locked) return;
    if (!source) return add(removed_down_finding(pair.locked, lockfile_path_));
    if (source->digest != locked->digest) return add(edited_down_finding(pair));
    if (same_name && source->name != locked->name) add(renamed_down_finding(pair));
  }

  void check_order_of_added() {
    std::string free = highest_version();
    for (std::size_t i = 0; i < sources_.size(); ++i) {
      if (matches_.locked_of[i] || collides(sources_[i])) continue;
      const std::string* behind = locked_behind(i);
      if (behind == nullptr) continue;
      free = next_version(free);
      add(out_of_order_finding(sources_[i], *behind, free, lockfile_path_));
    }
  }

  std::string highest_version() const {
    if (locked_.empty()) return sources_.empty() ? "" : sources_.back().version;
    const std::string& locked = locked_.back().version;
    if (sources_.empty() || sorts_before(sources_.back().version, locked)) return locked;
    return sources_.back().version;
  }

  // Whether a locked migration that kept its version has that of a new one.
  bool collides(const SourceMigration& added) const {
    const auto at = std::lower_bound(locked_.begin(), locked_.end(), added.version,
                                     [](const LockedMigration& locked, const std::string& version) {
                                       return sorts_before(locked.version, version);
                                     });
    if (at == locked_.end()) return false;
    const Index source = matches_.source_of[static_cast<std::size_t>(at - locked_.begin())];
    return source && same_version(sources_[*source].version, added.version);
  }

  // The name of a locked migration that a new one sorts before: by version, or,
  // if that was renamed, by its place in the folder.
  const std::string* locked_behind(std::size_t i) const {
    const auto at = std::upper_bound(locked_.begin(), locked_.end(), sources_[i].version,
                                     [](const std::string& version, const LockedMigration& locked) {
                                       return sorts_before(version, locked.version);
                                     });
    if (at != locked_.end()) return &at->up.name;
    return last_found_ && *last_found_ > i ? &sources_[*last_found_].up.name : nullptr;
  }

  void add(Finding finding) { out_.findings.push_back(std::move(finding)); }

  const std::vector<SourceMigration>& sources_;
  std::vector<LockedMigration> locked_;
  Matches matches_;
  std::string lockfile_path_;
  std::vector<Index> now_before_;  // per locked migration: one of sources_ that it jumped over
  std::vector<Index> now_after_;
  Index last_found_;  // the last of sources_ that is locked
  Comparison out_;
};

}  // namespace

Comparison compare(const SourceSet& set, const Lockfile& lockfile, std::string_view lockfile_path) {
  return Comparer(set, lockfile, lockfile_path).compare();
}

}  // namespace migc::compiler
