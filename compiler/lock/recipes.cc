#include "compiler/lock/recipes.h"

namespace migc::compiler {
namespace {

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("._/+,:@%-").find(c) != std::string_view::npos;
}

bool is_plain_word(std::string_view text) {
  if (text.empty() || text.front() == '-') return false;
  for (const char c : text)
    if (!is_plain(c)) return false;
  return true;
}

struct SplitPath {
  std::string folder;  // empty: the current one
  std::string name;
};

SplitPath split_path(std::string_view path) {
  const auto slash = path.rfind('/');
  if (slash == std::string_view::npos) return {"", std::string(path)};
  return {std::string(path.substr(0, slash == 0 ? 1 : slash)), std::string(path.substr(slash + 1))};
}

std::string folder_argument(std::string_view lockfile_path) {
  const std::string folder = split_path(lockfile_path).folder;
  return folder.empty() ? "" : " " + shell_word(folder);
}

}  // namespace

std::string shell_word(std::string_view text) {
  if (is_plain_word(text)) return std::string(text);
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'') {
      quoted += R"('\'')";
    } else {
      quoted += c;
    }
  }
  return quoted + "'";
}

std::string merge_recipe(std::string_view lockfile_path) {
  const SplitPath path = split_path(lockfile_path);
  const std::string folder = folder_argument(lockfile_path);
  // `./` makes git look in the folder that it runs in, so that the command
  // works anywhere in the work tree and with an absolute path.
  return "put your migrations after those of the other branch: `git" +
         (folder.empty() ? "" : " -C" + folder) + " show " + shell_word("BRANCH:./" + path.name) +
         " > theirs.lock`, BRANCH being the one that you merge or rebase onto, then "
         "`migc lock --rebase-onto theirs.lock" +
         folder + "`";
}

std::string restore_recipe(std::string_view lockfile_path) {
  return "only `migc lock` writes this file: restore it with `git checkout HEAD -- " +
         shell_word(lockfile_path) + "`; after a merge, " + merge_recipe(lockfile_path);
}

std::string lockfile_in(std::string_view folder) {
  return folder == "." ? "migrations.lock" : std::string(folder) + "/migrations.lock";
}

std::string lock_command(std::string_view options, std::string_view lockfile_path) {
  return "migc lock" + (options.empty() ? "" : " " + std::string(options)) +
         folder_argument(lockfile_path);
}

std::string amend_recipe(std::string_view version, std::string_view lockfile_path) {
  return "if it was never applied anywhere, run `" +
         lock_command("--amend " + std::string(version), lockfile_path) + "` (" +
         std::string(kReportedAsEdited) + ")";
}

std::string remove_recipe(std::string_view version, std::string_view lockfile_path) {
  return "if it was never applied anywhere, run `" +
         lock_command("--remove " + std::string(version), lockfile_path) + "` (" +
         std::string(kReportedAsUnknown) + ")";
}

}  // namespace migc::compiler
