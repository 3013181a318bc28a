#include "compiler/lock/history_findings.h"

#include <cstddef>
#include <string>
#include <utility>

#include "compiler/lock/recipes.h"
#include "compiler/source/assemble.h"

namespace migc::compiler {
namespace {

Finding history_finding(std::string rule, const std::string& version, std::string message,
                        std::string help) {
  Finding finding = about_file(std::move(rule), {}, std::move(message), std::move(help));
  finding.migration = version;
  return finding;
}

Place name_at(std::string_view lockfile_path, std::size_t line, const LockedFile& file) {
  return {std::string(lockfile_path), line, kNameColumn, line, kNameColumn + file.name.size()};
}

// Without the line itself: its digests say nothing to a person.
Finding in_lockfile(Finding finding, std::string_view lockfile_path, std::size_t line,
                    const LockedFile& file) {
  finding.place = name_at(lockfile_path, line, file);
  return finding;
}

Finding in_folder(Finding finding, const LockedPair& pair) {
  finding.place.file = pair.source.up.path;
  finding.notes.push_back(
      {name_at(pair.lockfile_path, pair.locked.line, pair.locked.up), "locked"});
  return finding;
}

Finding in_folder_down(Finding finding, const LockedPair& pair) {
  finding.place.file = pair.source.down->path;
  finding.notes.push_back(
      {name_at(pair.lockfile_path, pair.locked.line + 1, *pair.locked.down), "locked"});
  return finding;
}

std::string or_amend_down(const LockedMigration& locked, std::string_view lockfile_path) {
  return "; or, if it is right as it is now, run `" +
         lock_command("--amend " + locked.version, lockfile_path) +
         "` (databases do not compare undo texts)";
}

}  // namespace

Finding removed_finding(const LockedMigration& locked, std::string_view lockfile_path) {
  return in_lockfile(
      history_finding(
          "removed", locked.version,
          locked.up.name + " is locked, but not in the folder: a new database would go without it",
          "restore it from version control, or merge the branch that it comes from; " +
              remove_recipe(locked.version, lockfile_path)),
      lockfile_path, locked.line, locked.up);
}

Finding edited_finding(const LockedPair& pair) {
  const std::string edited = pair.locked.up.name + " was edited after it was locked";
  const std::string amend = amend_recipe(pair.locked.version, pair.lockfile_path);
  if (pair.source.up.tokens == pair.locked.up.tokens)
    return in_folder(
        history_finding("edited", pair.locked.version,
                        edited + ", though only in comments or blank space: a database "
                                 "that applied it will report it as edited",
                        "restore the locked text; " + amend),
        pair);
  return in_folder(
      history_finding("edited", pair.locked.version,
                      edited + ": a database that applied it will not run what it says now",
                      "restore the locked text, and put the change into a new migration; " + amend),
      pair);
}

Finding renamed_finding(const LockedPair& pair) {
  const std::string& name = pair.locked.up.name;
  return in_folder(
      history_finding(
          "renamed", pair.locked.version,
          name + " was renamed to " + pair.source.up.name +
              " after it was locked: a database that applied it will not know it again",
          "name it " + name + " again; " + amend_recipe(pair.locked.version, pair.lockfile_path)),
      pair);
}

Finding replaced_finding(const LockedPair& pair) {
  const std::string& name = pair.locked.up.name;
  const std::string& other = pair.source.up.name;
  return in_folder(
      history_finding("edited", pair.locked.version,
                      name + " is locked, but " + other +
                          " is in its place, with another text: a database that applied the one "
                          "will not run the other",
                      "restore " + name + ", and give " + other +
                          " a later version; after a merge, " + merge_recipe(pair.lockfile_path) +
                          "; " + amend_recipe(pair.locked.version, pair.lockfile_path)),
      pair);
}

Finding reordered_finding(const LockedPair& pair, std::string_view neighbour, bool now_after) {
  const std::string& name = pair.locked.up.name;
  return in_folder(
      history_finding("reordered", pair.locked.version,
                      name + " is now " + pair.source.up.name + " and applies " +
                          (now_after ? "after " : "before ") + std::string(neighbour) +
                          ": databases that have both applied them the other way round",
                      "name it " + name + " again; " +
                          remove_recipe(pair.locked.version, pair.lockfile_path) + ", then `" +
                          lock_command("", pair.lockfile_path) + "`"),
      pair);
}

Finding removed_down_finding(const LockedMigration& locked, std::string_view lockfile_path) {
  return in_lockfile(
      history_finding(
          "removed", locked.version,
          "the undo text " + locked.down->name +
              " is locked, but not in the folder: its migration can no longer be undone",
          "restore it from version control" + or_amend_down(locked, lockfile_path)),
      lockfile_path, locked.line + 1, *locked.down);
}

Finding edited_down_finding(const LockedPair& pair) {
  const bool same_meaning = pair.source.down->tokens == pair.locked.down->tokens;
  return in_folder_down(
      history_finding("edited", pair.locked.version,
                      "the undo text " + pair.locked.down->name +
                          " was edited after it was locked" +
                          (same_meaning ? ", though only in comments or blank space"
                                        : ": a rollback would run what nobody locked"),
                      "restore the locked text" + or_amend_down(pair.locked, pair.lockfile_path)),
      pair);
}

Finding renamed_down_finding(const LockedPair& pair) {
  const std::string& name = pair.locked.down->name;
  return in_folder_down(history_finding("renamed", pair.locked.version,
                                        "the undo text " + name + " was renamed to " +
                                            pair.source.down->name + " after it was locked",
                                        "name it " + name + " again" +
                                            or_amend_down(pair.locked, pair.lockfile_path)),
                        pair);
}

Finding out_of_order_finding(const SourceMigration& source, std::string_view behind,
                             std::string_view version, std::string_view lockfile_path) {
  std::string later_name = source.up.name;
  later_name.replace(0, source.version.size(), version);
  Finding finding = history_finding(
      "out-of-order", source.version,
      source.up.name + " is new, but sorts before " + std::string(behind) +
          ", which is locked: a database that has that one already would apply the two the other "
          "way round",
      "rename it to " + later_name + "; after a merge, " + merge_recipe(lockfile_path));
  finding.place.file = source.up.path;
  return finding;
}

}  // namespace migc::compiler
