// The ways out that several messages about the lockfile have in common.
#pragma once

#include <string>
#include <string_view>

namespace migc::compiler {

// `text` as one word for a POSIX shell; unchanged when it needs no quotes.
std::string shell_word(std::string_view text);

// How to take the other branch's lockfile and put one's own migrations behind
// it. Works in a merge and in a rebase, whichever of the two git calls "ours".
// Takes the folder of the lockfile for that of the migrations.
std::string merge_recipe(std::string_view lockfile_path);

// How to get back a lockfile that is not as `migc lock` wrote it.
std::string restore_recipe(std::string_view lockfile_path);

// What to do instead of a change to a locked migration that databases may have.
std::string amend_recipe(std::string_view version, std::string_view lockfile_path);
std::string remove_recipe(std::string_view version, std::string_view lockfile_path);

// "migc lock OPTIONS" with the folder to run it on.
std::string lock_command(std::string_view options, std::string_view lockfile_path);

// The path of a lockfile in a folder, for the recipes that take one.
std::string lockfile_in(std::string_view folder);

inline constexpr std::string_view kReportedAsEdited =
    "a database that did apply it will report it as edited";
inline constexpr std::string_view kReportedAsUnknown =
    "a database that did apply it will report a migration that this program does not know";

}  // namespace migc::compiler
