#include "compiler/lint/new_migration.h"

#include <algorithm>

#include "compiler/source/file_name.h"
#include "compiler/source/version.h"

namespace migc::compiler {
namespace {

constexpr std::size_t kTimeDigits = 14;

std::string last_version(const SourceSet& set, const std::optional<Lockfile>& lockfile) {
  std::string last = set.migrations.empty() ? "" : set.migrations.back().version;
  if (lockfile)
    for (const LockedMigration& migration : migrations_of(*lockfile))
      if (sorts_before(last, migration.version)) last = migration.version;
  return last;
}

std::string version_after(const std::string& last, std::string_view now) {
  if (last.empty()) return "0001";
  const bool is_time = last.size() == kTimeDigits && last.starts_with("20");
  return is_time && sorts_before(last, now) ? std::string(now) : next_version(last);
}

// Words are joined as the last name joins them.
std::string joined_as_before(const SourceSet& set, std::string_view name) {
  const std::string before = set.migrations.empty() ? "" : set.migrations.back().name;
  const bool dashes =
      before.find('-') != std::string::npos && before.find('_') == std::string::npos;
  std::string out(name);
  std::replace(out.begin(), out.end(), ' ', dashes ? '-' : '_');
  return out;
}

bool keeps_undo_texts_apart(const SourceSet& set) {
  return std::any_of(set.migrations.begin(), set.migrations.end(), [](const auto& migration) {
    return migration.down && migration.down->name.starts_with(kRollbackFolder);
  });
}

std::string in_words(std::string_view name) {
  std::string out(name);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return c == '_' || c == '-'; }, ' ');
  return out;
}

}  // namespace

Result<NewMigration> new_migration(const SourceSet& set, const std::optional<Lockfile>& lockfile,
                                   std::string_view name, std::string_view now) {
  const std::string base =
      version_after(last_version(set, lockfile), now) + "_" + joined_as_before(set, name);
  NewMigration out;
  out.up_name = base + ".sql";
  out.down_name = keeps_undo_texts_apart(set) ? std::string(kRollbackFolder) + "/" + base + ".sql"
                                              : base + ".down.sql";
  const auto parsed = parse_file_name(out.up_name);
  if (!parsed || parsed->down || name.find('/') != std::string_view::npos)
    return Failure{"\"" + std::string(name) + "\" makes no file name",
                   "say what the migration does in a few words: migc new add_orders", ""};
  out.up_text = "-- Description: " + in_words(name) +
                "\n--\n-- One transaction, unless a statement cannot be part of one. `migc check` "
                "says what it costs,\n-- `migc lock` takes it into the lockfile.\n\n";
  out.down_text = "-- Description: undoes " + out.up_name +
                  "\n--\n-- Where there is no way back, delete this file and declare the "
                  "migration irreversible.\n\n";
  return out;
}

}  // namespace migc::compiler
