// Files and folders. The only part of the compiler that knows the operating
// system; every error message names the path.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/failure.h"

namespace migc::compiler {

// The whole file. Fails when it does not exist, is a folder or cannot be read.
Result<std::string> read_file(const std::filesystem::path& path);

// Replaces the file as a whole: a temporary beside it is written, synced and
// renamed, so that a crash or a full disk leaves the old content. Follows a
// symbolic link and keeps the permissions of a file that exists.
Result<void> write_file(const std::filesystem::path& path, std::string_view content);

// The same, but leaves a file alone that already holds `content`, so that
// nothing that depends on its time is rebuilt.
Result<void> write_if_changed(const std::filesystem::path& path, std::string_view content);

Result<void> rename_file(const std::filesystem::path& from, const std::filesystem::path& to);
Result<void> remove_file(const std::filesystem::path& path);
Result<void> make_folder(const std::filesystem::path& path);

struct FolderEntry {
  std::string name;
  bool is_folder = false;
  bool is_file = false;  // a regular one, or a link to one; not a pipe or a device
  bool escapes = false;  // a symbolic link that leads out of the folder, or nowhere
};

// The entries of a folder in byte order of their names, without `.` and `..`.
Result<std::vector<FolderEntry>> list_folder(const std::filesystem::path& path);

bool path_exists(const std::filesystem::path& path);

}  // namespace migc::compiler
